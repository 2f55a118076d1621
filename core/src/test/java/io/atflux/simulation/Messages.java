package io.atflux.simulation;

import io.atflux.SessionState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Short messages and USSD answers of senders that know the modem's protocol. A count or a quote marks their end, so
 * they may hold any line of a modem, and must be received as nothing but themselves.
 */
final class Messages {

    /** Never the whole gap between two of the modem's own lines. */
    private static final List<String> SEPARATORS =
            List.of("\n", "\r", "\r\n", "\n\r", "\n\n", "\r\r", "\r\r\n", "\n\r\n", "\r\n\r", "\n\n\n\n");

    private static final List<String> FINALS =
            List.of("OK", "ERROR", "+CME ERROR: 30", "COMMAND NOT SUPPORT", "ABORTED");

    static final String GAP = "\r\n\r\n";

    private final World world;
    private final Dice dice;
    /** Whether the text imitates nothing. */
    private boolean harmless;

    /** The text that is heard, by the number of the result code's token. */
    private final Map<Integer, String> whole = new HashMap<>();

    Messages(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
    }

    Frame next(int urc) {
        world.hazards.count(Hazard.MESSAGE);
        String token = Token.of('u', urc);
        String text =
                switch (dice.below(3)) {
                    case 0 -> counted(token);
                    case 1 -> pdu(token);
                    default -> quoted(token);
                };
        whole.put(urc, text);
        Frame.Kind kind = text.startsWith("+CUSD") ? Frame.Kind.QUOTED : Frame.Kind.MESSAGE;
        return new Frame(kind, "\r\n" + text + "\r\n", null, urc);
    }

    /** Of unknown length, so that its lines cannot be told from the modem's own. */
    String gapped() {
        world.hazards.count(Hazard.TEXT_HOLDS_THE_FULL_GAP);
        return GAP + line() + GAP + line();
    }

    private String counted(String token) {
        String text = imitation(holdsGaps() ? List.of(GAP) : SEPARATORS);
        if (text.contains(GAP)) {
            world.hazards.count(Hazard.MESSAGE_HOLDS_THE_FULL_GAP);
        }
        return "+CMT: \"" + token + "\",,\"26/11/28,10:00:00+32\",145,4,0,0,\"+8613800100500\",145," + text.length()
                + end() + text;
    }

    private String quoted(String token) {
        SessionState state = world.session.state();
        boolean probing = state != SessionState.READY && state != SessionState.BUSY;
        if (probing && world.script.setup().extras().misdeclared()) {
            // By the declared line end, everything after a text that a word cuts is more of it, until the line shows
            // another end.
            return "+CUSD: 0,\"" + token + "\",15";
        }
        // If no line has a lead, or no lead is learned, the rest of a text that a word cuts cannot be told from other
        // lines.
        harmless = probing && isOdd();
        String text = imitation(SEPARATORS).replace('"', '\'');
        harmless = false;
        return "+CUSD: 0,\"" + token + text + "\",15";
    }

    /** Not if damage can make its header more of a text: then it counts as what it says. */
    private boolean holdsGaps() {
        return dice.oneIn(3) && !world.excuses.isDamagedSince(0);
    }

    private String pdu(String token) {
        return "+CMT: \"" + token + "\",12" + end() + "0800A1B2" + "0123456789ABCDEF".repeat(2);
    }

    private String end() {
        return world.script.setup().extras().ends().text;
    }

    private String imitation(List<String> separators) {
        StringBuilder text = new StringBuilder(dice.oneIn(2) || isOdd() ? line() : "");
        for (int lines = 1 + dice.below(3); lines > 0; lines--) {
            text.append(dice.pick(separators)).append(line());
        }
        return text.toString();
    }

    /** The end of a header and a text that begins with line ends cannot be separated until they are learned. */
    private boolean isOdd() {
        return world.script.setup().extras().ends() != Ends.CR_LF;
    }

    private static String bare(String text) {
        return text.replaceAll("^[\r\n]+|[\r\n]+$", "");
    }

    private String line() {
        if (harmless) {
            return dice.oneIn(2) ? "hello" : "bye";
        }
        if (dice.oneIn(3)) {
            return dice.pick(FINALS);
        }
        Attempt running = world.wire.last();
        String own = running == null || running.order().kind() == Kind.SECRET ? "AT+S=t000000" : running.wire;
        return dice.pick(List.of(
                "> ",
                ">",
                own,
                own + '\r',
                "+G: " + Token.of('t', Order.IMITATED),
                "+V: 0," + Token.of('t', Order.IMITATED),
                "+U: " + Token.of('u', Order.IMITATED),
                "+P: 1,1,11",
                "+P: 2,0,20",
                "+A: 1,1,11",
                "+CMEE: 2",
                "+CFUN: 1",
                "137",
                "AT+CMEE?;+CFUN?",
                "AT command ready",
                "hello"));
    }

    /** The whole message if a different text, or only a part, was heard; null if nothing is wrong. */
    @Nullable
    String wrong(int urc, String heard) {
        String all = whole.get(urc);
        if (all == null || heard.equals(all) || (isOdd() && bare(heard).equals(bare(all)))) {
            return null;
        }
        world.hazards.count(Hazard.MESSAGE_CUT);
        return all;
    }
}
