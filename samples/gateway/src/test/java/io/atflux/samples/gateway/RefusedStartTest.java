package io.atflux.samples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A start that is refused says in one block why, and what to do. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedStartTest {

    private static final String MODEM = "--gateway.modems.a.url=tcp://127.0.0.1:1 --gateway.modems.a.broker.host=x";

    private static void refused(String arguments, String named, CapturedOutput output) {
        Throwable failure =
                catchThrowable(() -> SpringApplication.run(Gateway.class, ("--server.port=0 " + arguments).split(" ")));
        assertThat(failure).isNotNull();
        assertThat(output.getOut())
                .containsOnlyOnce("APPLICATION FAILED TO START")
                .contains("Description:", "Action:", named)
                .doesNotContain("\tat ", "WARN", "Caused by", "Bindable", "BrokerProperties", "].broker AT", "s3cret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --server.address=0.0.0.0                               | Set gateway.security.clients
                    --gateway.outbox.file=/nowhere/at/all.db               | gateway.outbox.file:
                    --gateway.modems.a.url=smoke:signal                    | gateway.modems
                    --gateway.modms.a.url=s3cret                           | gateway.modms.a.url is no property of the gateway
                    --gateway.modems.a.broker.prt=s3cret                   | gateway.modems.a.broker.prt is no property
                    --gateway.modems.a.broker.client-id=a"b                | gateway.modems[a].broker.client-id
                    --gateway.modems.a.broker.user=a"b                     | gateway.modems[a].broker.user
                    --gateway.modems.a.broker.password=s3cret"             | gateway.modems[a].broker.password
                    --gateway.modems.a.broker.port=70000                   | gateway.modems[a].broker.port
                    --gateway.modems.a.broker.port=0                       | gateway.modems[a].broker.port
                    --gateway.modems.b.url=tcp://127.0.0.1:1 --gateway.modems.b.broker.host=x | as well: one line has one modem
                    --gateway.dial-in.d.broker.host=x --gateway.dial-in.d.registration=( | gateway.dial-in.d
                    """)
    void whatIsWrongIsNamed(String arguments, String named, CapturedOutput output) {
        refused(MODEM + " " + arguments, named, output);
    }

    @Test
    void aPortThatIsTakenIsNamed(CapturedOutput output) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused(
                    "--gateway.dial-in.d.address=127.0.0.1 --gateway.dial-in.d.broker.host=x --gateway.dial-in.d.port="
                            + taken.getLocalPort(),
                    "gateway.dial-in.d: ",
                    output);
        }
    }
}
