package io.atflux.samples.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.cli.Dtu;
import io.atflux.samples.cli.FakeModem;
import io.atflux.samples.cli.Run;
import io.atflux.transport.TransportUrl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program with a modem that dials in. */
@Timeout(60)
class SendOverDialInIT {

    private final int port;

    SendOverDialInIT() throws IOException {
        port = Dtu.freePort();
    }

    @Test
    void commandsGoToTheDeviceThatDialsIn() throws Exception {
        String url = "listen://127.0.0.1:" + port
                + "?registration=text:DTU-7%0D%0A&heartbeat=text:HB&device=DTU-7&linger=1s";
        try (FakeModem modem = new FakeModem((line, m) -> m.say("\r\n+CSQ: 25,99\r\n\r\nOK\r\n"))) {
            CompletableFuture<Run> running =
                    CompletableFuture.supplyAsync(() -> Run.of("send", "--json", "--no-init", url, "AT+CSQ"));
            try (Dtu dtu = dial(modem)) {
                Run run = running.get(30, TimeUnit.SECONDS);

                assertThat(run.shapes())
                        .containsExactly("{'type':'reply','command':'AT+CSQ','result':'OK','lines':['+CSQ: 25,99']}");
                assertThat(run.status()).isZero();
                assertThat(dtu.beats()).isPositive();
            }
        }
    }

    @Test
    void aDeviceThatDoesNotDialInIsNoConnection() throws Exception {
        Run run = Run.of("send", "--json", "listen://127.0.0.1:" + port + "?connect-timeout=100ms&linger=1s", "AT");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("no device dialled in within 100 ms");
    }

    private Dtu dial(FakeModem modem) throws IOException {
        TransportUrl url = TransportUrl.parse(modem.url());
        return Dtu.dial(port, "DTU-7\r\n", "HB", new InetSocketAddress(url.host(), url.port()));
    }
}
