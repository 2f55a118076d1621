package io.atflux.outside;

import java.util.Random;

/** Unsolicited result codes, each with a token of its own. */
final class Notices {

    private Notices() {}

    static Notice draw(World w) {
        Random r = w.random;
        String u = w.token('U');
        if (r.nextDouble() < w.traits.unknownShare) {
            return new Notice(u, "+XNOTE: " + u, false, false);
        }
        if (w.traits.texts && r.nextDouble() < w.traits.textShare) {
            String body = "m " + u + imitation(w);
            if (w.traits.profile == Traits.Profile.L610 && r.nextBoolean()) {
                boolean quoted = r.nextBoolean();
                return new Notice(
                        u, "+MQTTMSG: 1,0," + (quoted ? "\"t/a\",\"" + body + "\"" : "t/a," + body), true, true);
            }
            return new Notice(u, "+CMT: \"+4917\",,\"26/01/01,00:00:00+04\"\r\n" + body, true, true);
        }
        String text =
                switch (r.nextInt(5)) {
                    case 0 -> "+CREG: 1,\"" + u + "\",\"00AB\"";
                    case 1 -> "+CMTI: \"SM\"," + u;
                    case 2 -> "+CGEV: ME PDN ACT " + u;
                    case 3 -> "+CTZV: " + u;
                    default -> "+CIEV: 2," + u;
                };
        return new Notice(u, text, true, false);
    }

    /** More lines of a text, without the gap of two line ends that would end it. */
    private static String imitation(World w) {
        Random r = w.random;
        String end = r.nextBoolean() ? "\r\n" : "\n";
        return switch (r.nextInt(8)) {
            case 0 -> end + "OK";
            case 1 -> end + "ERROR";
            case 2 -> end + "+CFUN: 1" + end + "OK";
            case 3 -> end + "+TK: " + w.token('M') + end + "OK";
            case 4 -> end + "> ";
            case 5 -> end + "+TA: 1," + w.token('M');
            default -> "";
        };
    }
}
