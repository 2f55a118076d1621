package io.atflux.samples.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.test.Peers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** gnokii with its driver for AT modems. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no pseudo-terminals there")
class GnokiiIT {

    @TempDir
    private Path folder;

    private Bench bench;
    private Path configuration;

    @BeforeEach
    void setUp() throws Exception {
        Peers.require("gnokii", "apt-get install gnokii-cli");
        bench = new Bench(folder);
        // gnokii cuts a port's name after 31 characters, so this must be a name relative to its working folder.
        bench.openPty("l610");
        configuration = Files.writeString(folder.resolve("gnokiirc"), """
                [global]
                port = l610
                model = AT
                connection = serial
                use_locking = no
                """);
    }

    @AfterEach
    void clear() {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void identifiesTheModule() throws Exception {
        assertThat(gnokii("--identify"))
                .containsPattern("IMEI +: " + Bench.IMEI + "\n")
                .containsPattern("Manufacturer +: Fibocom Wireless Inc.\n")
                .containsPattern("Model +: L610-CN-62-36\n");
    }

    @Test
    void knowsTheModulesNetwork() throws Exception {
        assertThat(gnokii("--getnetworkinfo"))
                .containsPattern("Network +: China Mobile \\(China\\)\n")
                .containsPattern("Network code +: 460 00\n")
                .containsPattern("LAC +: 1a2b ")
                .containsPattern("Cell id +: 0b3c4d5e ");
    }

    private String gnokii(String action) throws Exception {
        return bench.run("gnokii", "--config", configuration.toString(), action);
    }
}
