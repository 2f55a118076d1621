package io.atflux.samples.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.test.Peers;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** ModemManager with its generic driver, through mmcli. */
@Timeout(90)
@EnabledOnOs(value = OS.LINUX, disabledReason = "it is a program of Linux")
class ModemManagerIT {

    private static final String SERVICE = "org.freedesktop.ModemManager1";

    @TempDir
    private Path folder;

    private Bench bench;

    @BeforeEach
    void setUp() throws Exception {
        Peers.require("ModemManager", "apt-get install modemmanager");
        Peers.require("mmcli", "apt-get install modemmanager");
        Peers.require("socat", "apt-get install socat");
        bench = new Bench(folder);
        bench.startBus();
    }

    @AfterEach
    void clear() {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void registersTheModuleAndSeesItDenied() throws Exception {
        String port = openPort(bench.listen());
        Program manager =
                bench.start("ModemManager", "--test-session", "--test-enable", "--test-no-udev", "--no-auto-scan");
        bench.run("gdbus", "wait", "--session", "--timeout", "20", SERVICE);
        bench.call(
                SERVICE,
                "/org/freedesktop/ModemManager1",
                SERVICE + ".Test.SetProfile",
                "l610",
                "generic",
                "['" + port + "']");
        manager.await("state changed \\(unknown -> disabled\\)");

        mmcli("--enable");
        Program states = bench.start("mmcli", "--test-session", "--modem=any", "--monitor-state");
        states.await("'registered'");

        assertThat(mmcli("--output-keyvalue"))
                .containsPattern("modem.generic.state +: registered\n")
                .containsPattern("modem.generic.manufacturer +: Fibocom Wireless Inc.\n")
                .containsPattern("modem.generic.model +: L610-CN-62-36\n")
                .containsPattern("modem.3gpp.imei +: " + Bench.IMEI + "\n")
                .containsPattern("modem.3gpp.operator-name +: CHINA MOBILE\n");

        bench.module().modem(0).registration(3);
        states.await("'registered' --> 'enabled'");
    }

    /** ModemManager accepts a socket in the abstract name space as a port; the name includes its "abstract:". */
    private String openPort(InetSocketAddress module) throws Exception {
        String name = "abstract:atflux-" + ProcessHandle.current().pid();
        Program socat = bench.start(
                "socat",
                "-d",
                "-d",
                "ABSTRACT-LISTEN:" + name.replace(":", "\\:") + ",fork",
                "TCP:127.0.0.1:" + module.getPort() + ",nodelay");
        socat.await("listening on");
        return name;
    }

    private String mmcli(String action) throws Exception {
        return bench.run("mmcli", "--test-session", "--modem=any", action);
    }
}
