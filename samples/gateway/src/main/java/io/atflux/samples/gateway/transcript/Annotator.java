package io.atflux.samples.gateway.transcript;

import io.atflux.modem.StepProgress;
import io.atflux.observe.LineEvent;
import io.atflux.samples.gateway.transcript.TranscriptEntry.Kind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Puts into words what a session tells of its line, and of the steps that it is used for. */
final class Annotator {

    private static final int LONGEST = 2_000;

    private Annotator() {}

    static TranscriptEntry of(LineEvent event) {
        Duration allowed = event.allowed();
        return new TranscriptEntry(
                Instant.now(),
                event.kind().isWritten() ? Kind.SENT : Kind.RECEIVED,
                shown(event.text()),
                takenFor(event),
                allowed == null ? null : time(allowed));
    }

    private static String takenFor(LineEvent event) {
        String command = event.command();
        String whose = command == null ? "the session's own question" : command;
        StepProgress step = StepProgress.in(event.context());
        String purpose = step == null ? "" : " of the step " + step.name();
        return switch (event.kind()) {
            case COMMAND -> "command" + purpose;
            case DATA -> "bytes of data for " + whose + purpose;
            case CONTROL -> "control";
            case ECHO -> command == null ? "echo" : "echo of " + command;
            case PROMPT -> "prompt for data";
            case ANSWER -> "answer to " + whose;
            case FINAL -> "final result of " + whose;
            case RESULT -> "result code of " + whose;
            case UNSOLICITED -> "unsolicited result code";
            case TEXT -> command == null ? "text of an unsolicited result code" : "text of the answer to " + command;
            case UNCLASSIFIED -> "line of no command";
            case NOISE -> "bytes that are no line";
        };
    }

    private static String time(Duration allowed) {
        return allowed.toMillisPart() == 0 ? allowed.toSeconds() + " s" : allowed.toMillis() + " ms";
    }

    static TranscriptEntry of(StepProgress step) {
        boolean begins = step.state() == StepProgress.State.STARTED;
        Throwable failure = step.failure();
        String end = step.result() != null ? step.result() : failure != null ? failure.getMessage() : "";
        return new TranscriptEntry(
                Instant.now(),
                Kind.STEP,
                step.name() + ": " + step.state() + (end == null || end.isEmpty() ? "" : ", " + end),
                begins
                        ? "beginning of a step"
                        : "end of a step, after " + step.elapsed().toMillis() + " ms",
                begins ? step.rule() : null);
    }

    static TranscriptEntry note(Kind kind, @Nullable Object text) {
        return new TranscriptEntry(Instant.now(), kind, String.valueOf(text), null, null);
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.chars().limit(LONGEST).forEach(c -> shown.append(c >= ' ' && c < 0x7f ? (char) c : '.'));
        return shown.toString();
    }
}
