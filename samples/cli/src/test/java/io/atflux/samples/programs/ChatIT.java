package io.atflux.samples.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.test.Peers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** chat, which pppd uses to dial. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no pseudo-terminals there")
class ChatIT {

    @TempDir
    private Path folder;

    private Bench bench;
    private Path chat;

    @BeforeEach
    void setUp() throws Exception {
        chat = Peers.require("chat", "apt-get install ppp");
        bench = new Bench(folder);
        bench.openPty("l610");
    }

    @AfterEach
    void clear() {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void dialsTheNetworkAndComesBackFromIt() throws Exception {
        // -v, -s, -S: the traffic goes to standard error. \\d waits a second, as the pause before and after +++
        // requires.
        Program chats = bench.start(
                "sh",
                "-c",
                "exec \"$@\" <l610 >l610",
                "sh",
                chat.toString(),
                "-v",
                "-s",
                "-S",
                "ABORT",
                "ERROR",
                "ABORT",
                "NO CARRIER",
                "TIMEOUT",
                "20",
                "",
                "ATZ",
                "OK",
                "AT+CGDCONT=1,\"IP\",\"cmnet\"",
                "OK",
                "ATD*99#",
                "CONNECT",
                "\\d\\d+++\\c",
                "OK",
                "ATH",
                "OK",
                "\\c");

        assertThat(chats.status()).as("%s", chats).isZero();
        assertThat(chats.output()).containsPattern("CONNECT\\s+-- got it\\s+send \\(\\\\d\\\\d\\+\\+\\+\\)");
    }
}
