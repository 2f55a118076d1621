package io.atflux.samples.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.NetworkSide;
import io.atflux.test.Peers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** gammu with its driver for AT modems. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no pseudo-terminals there")
class GammuIT {

    @TempDir
    private Path folder;

    private Bench bench;

    @BeforeEach
    void setUp() throws Exception {
        Peers.require("gammu", "apt-get install gammu");
        bench = new Bench(folder);
        Files.writeString(folder.resolve("gammurc"), """
                [gammu]
                port = %s
                connection = at115200
                """.formatted(bench.openPty("l610")));
    }

    @AfterEach
    void clear() {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void sendsAndReadsMessages() throws Exception {
        NetworkSide network = bench.module().modem(0).network();
        network.message("+8613900139000", "Wie geht's? \u00e4\u00f6\u20ac")
                .get(Program.LIMIT.toSeconds(), TimeUnit.SECONDS);
        Path commands = Files.writeString(folder.resolve("commands"), """
                sendsms TEXT +8613800138000 -text "all is well"
                getallsms
                """);

        assertThat(bench.run("gammu", "--config", "gammurc", "batch", commands.toString()))
                .contains("message reference=")
                .containsPattern("Remote number +: \"\\+8613900139000\"\n")
                .contains("\nWie geht's? \u00e4\u00f6\u20ac\n");
        assertThat(network.takeSent().get(Program.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .containsExactly(new NetworkSide.Sent("+8613800138000", "all is well"));
    }

    @Test
    void identifiesTheModuleItsNetworkAndItsClock() throws Exception {
        // One run for all three: gammu waits most of the time.
        Path commands = Files.writeString(folder.resolve("commands"), "identify\nnetworkinfo\ngetdatetime\n");

        assertThat(bench.run("gammu", "--config", "gammurc", "batch", commands.toString()))
                .containsPattern("Manufacturer +: \"?Fibocom Wireless Inc.\"?\n")
                .containsPattern("Model +: .*\\(L610-CN-62-36\\)\n")
                .containsPattern("IMEI +: " + Bench.IMEI + "\n")
                .containsPattern("SIM IMSI +: " + Bench.IMSI + "\n")
                .containsPattern("Network state +: home network\n")
                .containsPattern("Network +: 460 00 \\(China Mobile, China\\), LAC 1A2B, CID 0B3C4D5E\n")
                .containsPattern("GPRS +: attached\n")
                .containsPattern("Phone time is .* \\d{4}\n");
    }
}
