package io.atflux.samples.modem.comport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Telnet commands are separated from data, however the stream is split. */
class TelnetReaderTest {

    private static final String STREAM = "a\u00FF\u00FFb\u00FF\u00FD\u0003\u00FF\u00F1c\r\0d\r\ne"
            + "\u00FF\u00FA\u002C\u0001\u00FF\u00FF\0\r\0\u00FF\u00F0f";

    /** Records data byte by byte, so that results are independent of the split. */
    private static final class Seen implements TelnetReader.Listener {
        private final List<String> events = new ArrayList<>();

        @Override
        public void data(byte[] bytes) {
            new String(bytes, StandardCharsets.ISO_8859_1).chars().forEach(octet -> events.add("data " + octet));
        }

        @Override
        public void option(int verb, int option) {
            events.add("option " + verb + " " + option);
        }

        @Override
        public void subNegotiation(byte[] content) {
            StringBuilder all = new StringBuilder("sub");
            for (byte octet : content) {
                all.append(' ').append(octet & 0xFF);
            }
            events.add(all.toString());
        }
    }

    private static List<String> read(boolean binary, String... pieces) {
        Seen seen = new Seen();
        TelnetReader reader = new TelnetReader(seen);
        reader.binary(binary);
        for (String piece : pieces) {
            reader.read(piece.getBytes(StandardCharsets.ISO_8859_1));
        }
        return seen.events;
    }

    @Test
    void commandsStandBetweenTheDataAroundThem() {
        assertThat(read(false, STREAM))
                .containsExactly(
                        "data 97",
                        "data 255",
                        "data 98",
                        "option 253 3",
                        "data 99",
                        "data 13",
                        "data 100",
                        "data 13",
                        "data 10",
                        "data 101",
                        "sub 44 1 255 0 13 0",
                        "data 102");
    }

    @Test
    void nulBehindReturnIsDataInBinary() {
        assertThat(read(true, "c\r\0d")).containsExactly("data 99", "data 13", "data 0", "data 100");
    }

    @Test
    void anyCutGivesTheSame() {
        List<String> whole = read(false, STREAM);
        for (int cut = 0; cut <= STREAM.length(); cut++) {
            assertThat(read(false, STREAM.substring(0, cut), STREAM.substring(cut)))
                    .as("cut at %d", cut)
                    .isEqualTo(whole);
        }
        assertThat(read(false, STREAM.split(""))).isEqualTo(whole);
    }

    @Test
    void endlessSubNegotiationIsPassedOver() {
        String endless = "\u00FF\u00FA\u002C" + "x".repeat(TelnetReader.LONGEST * 3);

        assertThat(read(false, endless + "\u00FF\u00F0a")).containsExactly("data 97");
        assertThat(read(false, endless + "\u00FF\u00FD\0a")).containsExactly("option 253 0", "data 97");
    }
}
