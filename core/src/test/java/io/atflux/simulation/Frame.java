package io.atflux.simulation;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A frame that the modem printed, and how it reached the session. */
final class Frame {

    enum Kind {
        ECHO,
        LINE,
        /** A line whose bytes are counted; never damaged, as any receiver would follow a wrong count. */
        COUNTED,
        FINAL,
        RESULT,
        PROMPT,
        URC,
        /** A result code with a payload that imitates a final result; never damaged. */
        TEXT_URC,
        /** A message of known length that imitates anything; never damaged. */
        MESSAGE,
        /** The first byte of a text that says nothing of its length. */
        TEXT_BEGINS,
        /** The first byte of a message of known length. */
        MESSAGE_BEGINS,
        /** A message in quotes that imitates anything; never damaged. */
        QUOTED;

        /** Whether it carries a sender's text. */
        boolean isText() {
            return this == TEXT_URC || this == MESSAGE || this == QUOTED;
        }

        /** Whether damage leaves it alone: any receiver would follow a wrong count. */
        boolean isSafe() {
            return this == COUNTED || isText();
        }
    }

    final Kind kind;
    String text;
    byte[] bytes;
    /** The attempt whose reply it belongs to; null for the modem's unsolicited output. */
    final @Nullable Attempt attempt;
    /** The number of a result code's token, -1 for other frames. */
    final int urc;

    private Ends ends = Ends.CR_LF;

    boolean damaged;
    /** Its first byte was delivered. */
    boolean begun;

    Frame(Kind kind, String text, @Nullable Attempt attempt, int urc) {
        this.kind = kind;
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        this.attempt = attempt;
        this.urc = urc;
    }

    /** Whether it is an unsolicited line like one of a probe's answer. */
    boolean isLookalike() {
        return kind == Kind.URC && urc < 0;
    }

    void endWith(Ends ends) {
        this.ends = ends;
        text = ends.around(kind, text);
        bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether it carries a text of unknown length that has the whole gap of the modem's own lines. */
    boolean holdsTheFullGap() {
        return (kind == Kind.TEXT_URC || kind == Kind.TEXT_BEGINS) && text.indexOf(Messages.GAP) >= 0;
    }

    /** The kind that reports its first byte; null if none is needed. */
    @Nullable
    Kind beginning() {
        if (kind == Kind.MESSAGE) {
            return Kind.MESSAGE_BEGINS;
        }
        return isEndless() ? Kind.TEXT_BEGINS : null;
    }

    /** Whether it stands for the first byte of another frame. */
    boolean isBeginning() {
        return kind == Kind.TEXT_BEGINS || kind == Kind.MESSAGE_BEGINS;
    }

    /** Whether it carries a text, or bytes that are counted. */
    boolean carriesText() {
        return kind == Kind.COUNTED || isBeginning() || kind.isText();
    }

    /** Whether it carries a text without a length. */
    boolean isEndless() {
        return kind == Kind.TEXT_URC || kind == Kind.QUOTED;
    }

    /** The number of its bytes that the session needs to recognise it. */
    int essential() {
        if (kind == Kind.PROMPT) {
            return text.indexOf('>') + 1;
        }
        // A line is whole with the first byte of its end.
        return kind == Kind.ECHO ? bytes.length : bytes.length - ends.text.length() + 1;
    }

    @Override
    public String toString() {
        return kind + " " + text.replace("\r", "\\r").replace("\n", "\\n") + (damaged ? " (damaged)" : "");
    }
}
