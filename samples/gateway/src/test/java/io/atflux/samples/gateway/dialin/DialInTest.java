package io.atflux.samples.gateway.dialin;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.gateway.Gateway;
import io.atflux.samples.gateway.Ready;
import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.fleet.ModemView;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A device that registers becomes a modem. */
class DialInTest {

    @Test
    void aDeviceThatRegistersAppearsByItself() throws IOException {
        try (ConfigurableApplicationContext gateway = SpringApplication.run(
                Gateway.class,
                "--server.port=0",
                "--gateway.dial-in.field.address=127.0.0.1",
                "--gateway.dial-in.field.port=0",
                "--gateway.dial-in.field.registration=ID=(\\w+)\\r\\n",
                "--gateway.dial-in.field.broker.host=broker.example",
                "--gateway.dial-in.field.broker.client-id=dev-{name}")) {
            Fleet fleet = gateway.getBean(Fleet.class);
            int port = Objects.requireNonNull(
                            gateway.getBean(DialIn.class).listeners().get("field"))
                    .port();
            var appeared =
                    fleet.changes().filter(changed -> !changed.isEmpty()).next().toFuture();
            try (Socket device = new Socket("127.0.0.1", port)) {
                device.getOutputStream().write("ID=pump42\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(appeared).succeedsWithin(Ready.LIMIT);
                ModemView modem = fleet.require("pump42").view();
                assertThat(modem.source()).isEqualTo("field");
                // Its module is asked.
                assertThat(device.getInputStream().read()).isEqualTo('A');
            }
        }
    }
}
