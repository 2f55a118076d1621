package io.atflux.samples.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.test.Peers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** oFono with its driver for a modem on a TCP port, which it calls phonesim. */
@Timeout(60)
@EnabledOnOs(value = OS.LINUX, disabledReason = "it is a program of Linux")
class OfonoIT {

    private static final String SERVICE = "org.ofono";
    private static final String MODEM = "/l610";

    @TempDir
    private Path folder;

    private Bench bench;

    @BeforeEach
    void setUp() throws Exception {
        Peers.require("ofonod", "apt-get install ofono");
        bench = new Bench(folder);
        bench.startBus();
        Path configuration = Files.writeString(
                folder.resolve("phonesim.conf"), """
                [l610]
                Address=127.0.0.1
                Port=%d
                """.formatted(bench.listen().getPort()));
        bench.setEnvironment("OFONO_PHONESIM_CONFIG", configuration.toString());
    }

    @AfterEach
    void clear() {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void registersTheModuleAndSeesItDenied() throws Exception {
        Program signals = bench.startMonitor(SERVICE);
        bench.start("ofonod", "--nodetach", "--plugin=phonesim,atmodem");
        signals.await("member=ModemAdded\\s+object path \"" + MODEM + "\"");

        set("Powered");
        signals.await(changed("Powered", "boolean true"));
        set("Online");
        signals.await(changed("Status", "string \"registered\""));
        signals.await(changed("CellId", "uint32 188501342"));
        signals.await(changed("MobileCountryCode", "string \"460\""));
        signals.await(changed("Name", "string \"CHINA MOBILE\""));
        signals.await(changed("SubscriberIdentity", "string \"" + Bench.IMSI + "\""));
        assertThat(bench.call(SERVICE, MODEM, "org.ofono.Modem.GetProperties"))
                .contains("'Serial': <'" + Bench.IMEI + "'>", "L610-CN-62-36");

        bench.module().modem(0).registration(3);
        signals.await(changed("Status", "string \"denied\""));
    }

    private static String changed(String property, String value) {
        return "member=PropertyChanged\\s+string \"" + property + "\"\\s+variant\\s+" + value;
    }

    private void set(String property) throws Exception {
        bench.call(SERVICE, MODEM, "org.ofono.Modem.SetProperty", property, "<true>");
    }
}
