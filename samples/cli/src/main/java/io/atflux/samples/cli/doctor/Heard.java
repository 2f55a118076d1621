package io.atflux.samples.cli.doctor;

import static io.atflux.link.LinkCause.LINE_BUSY;
import static io.atflux.link.LinkCause.LINE_LOST;
import static io.atflux.link.LinkCause.LINE_NOISE;
import static io.atflux.link.LinkCause.LINE_SILENT;
import static io.atflux.link.LinkCause.MODEM_OUT_OF_STEP;
import static io.atflux.link.LinkCause.MODEM_SILENT;

import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.observe.WireEvent;
import io.atflux.observe.WireEvent.Direction;
import io.atflux.samples.cli.send.FarEndWords;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The bytes received on a line, as far as they tell whether a modem is at its end. Called on the session's thread. */
final class Heard {

    private final FarEndWords words;
    private long bytes;
    private long strange;

    /** @param mask hides the secrets of a command line, as an echo may repeat one */
    Heard(UnaryOperator<String> mask) {
        words = new FarEndWords(mask);
    }

    synchronized void passed(WireEvent event) {
        words.passed(event);
        if (event.direction() == Direction.RECEIVED) {
            bytes += event.bytes().length();
            strange += event.bytes()
                    .chars()
                    .filter(c -> c != '\r' && c != '\n' && c != '\t' && (c < ' ' || c > '~'))
                    .count();
        }
    }

    /** The number of received bytes that are not text; no answer to the commands used has any. */
    synchronized long strange() {
        return strange;
    }

    /** The failed check that says what answered instead of a modem. */
    synchronized Check noModem(AtException failure) {
        List<String> lines = words.lines();
        Check check = judged(failure, lines);
        return lines.isEmpty() || strange * 4 > bytes ? check : check.said(String.join(" | ", lines));
    }

    private Check judged(AtException failure, List<String> lines) {
        boolean lost =
                failure instanceof AtConnectionException c && c.reason() != AtConnectionException.Reason.UNRESPONSIVE;
        if (lines.stream().anyMatch(Heard::isBusy)) {
            return Check.fail("modem", "somebody else has the line", LINE_BUSY);
        }
        if (lost) {
            return Check.fail("modem", "the line was closed before anything answered", LINE_LOST, LINE_BUSY);
        }
        if (failure instanceof AtRejectedException) {
            return Troubles.of("modem", failure);
        }
        if (lines.isEmpty()) {
            return Check.fail("modem", "nothing answers", MODEM_SILENT, LINE_SILENT);
        }
        if (strange * 4 > bytes) {
            return Check.fail("modem", bytes + " bytes came that are no text", LINE_NOISE);
        }
        return Check.fail("modem", "what answers does not answer as a modem", MODEM_OUT_OF_STEP, LINE_NOISE, LINE_BUSY);
    }

    /** Whether the line is a serial server's refusal of a second client. */
    private static boolean isBusy(String line) {
        String text = line.toLowerCase(Locale.ROOT);
        return text.contains("in use") || text.contains("port busy");
    }
}
