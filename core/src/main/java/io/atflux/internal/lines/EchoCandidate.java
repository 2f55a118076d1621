package io.atflux.internal.lines;

import io.atflux.internal.codec.LineDialect.OwnLead;
import io.atflux.internal.lines.HeldText.Held;
import io.atflux.line.AtLine;
import org.jspecify.annotations.Nullable;

/**
 * A line that equals a written one when an echo is not clearly expected: within a text, or after echoes were switched off. Only the
 * bytes after it decide: the CR of an echo is the host's, and the modem's own line end follows it. Confined to the event loop.
 */
final class EchoCandidate {

    private final LineSettings settings;
    private final TextJoiner joiner;
    private @Nullable Held held;

    EchoCandidate(LineSettings settings, TextJoiner joiner) {
        this.settings = settings;
        this.joiner = joiner;
    }

    boolean isHeld() {
        return held != null;
    }

    /** @return whether the line was taken */
    boolean takes(AtLine line, OwnLead lead, long mark) {
        String text = line.text();
        if (joiner.mayHoldAnEcho() && settings.isEscapes(text)) {
            joiner.overBefore(new Held(line, lead, mark));
            return true;
        }
        boolean within = joiner.mayHoldAnEcho() && lead == OwnLead.NO && settings.mayBeEchoWithinText(text, mark);
        boolean again = joiner.isOver() && settings.mayEchoAgain(line, mark);
        if (within || again) {
            held = new Held(line, lead, mark);
        }
        return within || again;
    }

    /** The line fell silent. */
    void silence(String behind) {
        resolve(behind.equals("\r"));
    }

    /** Another line began. */
    void lineFollows(String behind) {
        if (held == null) {
            return;
        }
        String end = settings.dialect.end();
        boolean between = joiner.isBetweenTexts() && end == null;
        resolve(between ? behind.startsWith("\r\r") : behind.equals('\r' + end));
    }

    /** A prompt may have come. */
    void promptFollows(String behind) {
        String end = settings.dialect.end();
        resolve(behind.equals("\r") || (end != null && behind.equals('\r' + end)));
    }

    private void resolve(boolean isEcho) {
        Held line = held;
        if (line == null) {
            return;
        }
        held = null;
        if (!joiner.isBetweenTexts()) {
            // The line may be text: in either case it teaches nothing.
            settings.textCame();
        }
        if (isEcho) {
            settings.echoesAgain();
            joiner.overBefore(line);
        } else {
            joiner.line(line.line(), line.lead(), line.mark());
        }
    }
}
