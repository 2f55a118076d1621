package io.atflux.profile;

import io.atflux.line.LineShape;
import io.atflux.line.Parameters;
import io.atflux.line.Parameters.Kind;
import io.atflux.line.TextShape;
import java.util.function.Predicate;

/**
 * The lines of 27.005 and 27.007 that carry text: short messages on arrival, when read, and in lists. Each comes in text mode, in
 * text mode with the full header ({@code AT+CSDH=1}, which has the length), and in PDU mode.
 */
final class ShortMessages {

    private ShortMessages() {}

    static Framing.Builder addTo(Framing.Builder framing) {
        delivered(framing);
        read(framing);
        listed(framing);
        return framing.text(LineShape.named("+CUSD").withKind(1, Kind.STRING), TextShape.string());
    }

    /** 27.005 3.4.1. A status report in text mode is one line. */
    private static void delivered(Framing.Builder framing) {
        framing.text(pdu("+CMT", 2, 1), TextShape.pdu(1))
                .text(shape("+CMT", p -> p.size() >= 10), counted(9))
                .text(shape("+CMT", p -> p.size() >= 3), TextShape.below())
                .text(pdu("+CBM", 1, 0), TextShape.pdu(0))
                .text(shape("+CBM", p -> p.size() == 5), TextShape.below())
                .text(pdu("+CDS", 1, 0), TextShape.pdu(0));
    }

    /** 27.005 4.3: {@code <stat>} is a number in PDU mode. */
    private static void read(Framing.Builder framing) {
        String name = "+CMGR";
        framing.text(shape(name, p -> p.kind(0) == Kind.NUMBER && p.size() == 3), TextShape.pdu(2))
                .text(shape(name, p -> isPerson(p, 1) && p.size() == 11), counted(10))
                .text(shape(name, p -> isPerson(p, 1) && p.size() >= 3), TextShape.below())
                .text(shape(name, p -> isBroadcast(p, 1) && p.size() == 6), TextShape.below());
    }

    /** 27.005 4.1. */
    private static void listed(Framing.Builder framing) {
        String name = "+CMGL";
        framing.text(shape(name, p -> p.kind(1) == Kind.NUMBER && p.size() == 4), TextShape.pdu(3))
                .text(shape(name, p -> isPerson(p, 2) && p.size() == 7), counted(6))
                .text(shape(name, p -> isPerson(p, 2) && p.size() >= 4), TextShape.below())
                .text(shape(name, p -> isBroadcast(p, 2) && p.size() == 6), TextShape.below());
    }

    /** The state in words is followed by the sender or the recipient. A status report has a number there, and no text. */
    private static boolean isPerson(Parameters p, int index) {
        return p.kind(index - 1) == Kind.STRING && p.kind(index) != Kind.NUMBER;
    }

    private static boolean isBroadcast(Parameters p, int index) {
        return p.kind(index - 1) == Kind.STRING && p.kind(index) == Kind.NUMBER;
    }

    private static LineShape pdu(String name, int most, int length) {
        return shape(name, p -> p.size() <= most && p.kind(length) == Kind.NUMBER);
    }

    private static LineShape shape(String name, Predicate<Parameters> test) {
        return LineShape.named(name).where(test);
    }

    /** The count is in characters, each of which is one byte or more. */
    private static TextShape counted(int parameter) {
        return TextShape.below(p -> p.number(parameter).orElse(-1));
    }
}
