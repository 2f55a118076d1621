package io.atflux.standard;

import java.util.List;
import java.util.Random;

/**
 * Texts of senders that know the modem's protocol: all of a modem's lines, in any order, but never with the whole of
 * its gap between lines.
 */
final class Imitations {

    private static final String GAP = "\r\n\r\n";

    private static final List<String> LINES = List.of(
            "OK",
            "ERROR",
            "+CME ERROR: 3",
            "+CMS ERROR: 300",
            "NO CARRIER",
            "CONNECT",
            "ABORTED",
            "0",
            "4",
            "RING",
            "> ",
            ">",
            "> OK",
            "+MQTTPUB: 1,1",
            "+MQTTOPEN: 1,1",
            "+MIPCALL: 0",
            "+SIM READY",
            "AT command ready",
            "+CREG: 1",
            "+CREG: 0,1",
            "+CSQ: 31,99",
            "+CMEE: 1",
            "+CFUN: 0",
            "+IPR: 9600",
            "+CMT: \"+1\",,\"\"",
            "+CUSD: 0",
            "+CMGL: 9,1",
            "hello",
            "{\"a\": \"b\",",
            "\"",
            " ");

    private static final List<String> ECHOES = List.of("AT+CSQ", "AT+CMEE?", "AT");

    private static final List<String> SEPARATORS = List.of(
            "\n",
            "\r",
            "\r\n",
            "\n\r",
            "\n\n",
            "\r\r",
            "\r\r\n",
            "\n\r\n",
            "\r\n\r",
            "\r\n\n",
            "\n\n\n\n",
            "\r\r\r\r",
            "\n\r\n\r",
            "\r\r\n\n");

    private final Random random;
    private final Dialect dialect;
    private final boolean echoes;

    /** @param echoes whether command lines are among them */
    Imitations(Random random, Dialect dialect, boolean echoes) {
        this.random = random;
        this.echoes = echoes;
        this.dialect = dialect;
    }

    /** A text that a modem may print directly after a header's line end, with its own line end and the next gap. */
    String text() {
        for (; ; ) {
            String text = any();
            if (!dialect.showsGap(text)) {
                return text;
            }
        }
    }

    /** The same for a text whose end is known otherwise: by its length or its quote. */
    String any() {
        StringBuilder text = new StringBuilder(line());
        for (int more = random.nextInt(4); more > 0; more--) {
            text.append(SEPARATORS.get(random.nextInt(SEPARATORS.size()))).append(line());
        }
        return text.toString();
    }

    String anyWithGaps() {
        return any() + GAP + line() + (random.nextBoolean() ? GAP + "OK" : "");
    }

    private String line() {
        List<String> from = echoes && random.nextInt(10) == 0 ? ECHOES : LINES;
        return from.get(random.nextInt(from.size()));
    }
}
