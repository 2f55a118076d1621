package io.atflux.standard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Short messages (27.005 3.4, 4.1, 4.2) and USSD answers (27.007 7.15), delivered and read, in text mode and in PDU
 * mode.
 */
final class Messages {

    private final Random random;
    private final Imitations imitations;
    private final boolean pdu;
    private final boolean counted;
    private final boolean learned;
    private final Dialect dialect;

    /**
     * @param pdu whether messages are printed as PDUs
     * @param learned whether the host can tell a text's lines by the gap between the modem's own lines; if not, a text
     *     of which neither length nor quotes are printed imitates nothing
     * @param counted whether a text's header tells its length ({@code AT+CSDH=1})
     */
    Messages(Random random, Imitations imitations, Dialect dialect, boolean learned, boolean pdu, boolean counted) {
        this.dialect = dialect;
        this.learned = learned;
        this.random = random;
        this.pdu = pdu;
        this.counted = counted;
        this.imitations = imitations;
    }

    /** An unsolicited message. */
    Printed comes() {
        return Printed.resultCode(
                switch (random.nextInt(6)) {
                    case 0 -> "RING";
                    case 1 -> "+CREG: 1";
                    case 2 -> "+CUSD: 0,\"" + quoted() + "\",15";
                    case 3 -> broadcast();
                    case 4 -> pdu ? report() : message();
                    default -> message();
                });
    }

    private String message() {
        if (pdu) {
            byte[] tpdu = bytes();
            return "+CMT: ," + tpdu.length + "\r\n" + hex(tpdu);
        }
        String text = text();
        return "+CMT: \"+8613800138000\",,\"26/11/28,10:00:00+32\""
                + (counted ? ",145,4,0,0,\"+8613800100500\",145," + length(text) : "") + "\r\n" + text;
    }

    private String broadcast() {
        if (pdu) {
            byte[] page = bytes();
            return "+CBM: " + page.length + "\r\n"
                    + HexFormat.of().withUpperCase().formatHex(page);
        }
        return "+CBM: 1,50,1,1,1\r\n" + uncounted();
    }

    private String report() {
        byte[] tpdu = bytes();
        return "+CDS: " + tpdu.length + "\r\n" + hex(tpdu);
    }

    /** The answer to a read; null for another command. */
    @Nullable
    Answer read(String command, Duration time) {
        if (command.startsWith("+CMGR=")) {
            return Answer.ok(time, stored("+CMGR: "));
        }
        if (command.startsWith("+CMGL")) {
            List<String> entries = new ArrayList<>();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                entries.add(stored("+CMGL: " + i + ","));
            }
            return Answer.ok(time, entries.toArray(String[]::new));
        }
        return null;
    }

    private String stored(String beginning) {
        if (pdu) {
            byte[] tpdu = bytes();
            return beginning + "1,," + tpdu.length + "\r\n" + hex(tpdu);
        }
        String text = text();
        String length = beginning.startsWith("+CMGR")
                ? ",145,4,0,0,\"+8613800100500\",145," + length(text)
                : ",145," + length(text);
        return beginning + "\"REC READ\",\"+8613800138000\",,\"26/11/28,10:00:00+32\"" + (counted ? length : "")
                + "\r\n" + text;
    }

    private String text() {
        return counted ? random.nextBoolean() ? imitations.anyWithGaps() : imitations.any() : uncounted();
    }

    /** The length as printed: no dialect's server translates a text whose length it knows. */
    private int length(String text) {
        return dialect.translated(text).length();
    }

    private String uncounted() {
        return learned ? imitations.text() : "See you at 10:30, bring 2 of them";
    }

    /** A string may hold no quote (27.007 has no escape for it). */
    private String quoted() {
        return imitations.any().replace('"', '\'');
    }

    private byte[] bytes() {
        byte[] bytes = new byte[8 + random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The announced length does not include the service centre's address. */
    private static String hex(byte[] tpdu) {
        return "00" + HexFormat.of().withUpperCase().formatHex(tpdu);
    }
}
