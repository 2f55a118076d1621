package io.atflux.samples.gateway.transcript;

import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.modem.StepProgress;
import io.atflux.observe.WireEvent;
import io.atflux.samples.gateway.transcript.TranscriptEntry.Kind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what is read into lines, and finds out what the session took each of them for. A read is told before the session looks at it, so
 * its lines are kept until the session's thread comes to its next task: by then their result codes have been told as well.
 */
final class Annotator {

    private static final int LONGEST = 2_000;
    private static final int MOST_STEPS = 16;

    private final Consumer<TranscriptEntry> out;
    private final StringBuilder partial = new StringBuilder();
    private final Deque<String> lines = new ArrayDeque<>();
    private final Deque<String> codes = new ArrayDeque<>();
    private final Deque<String> nobodys = new ArrayDeque<>();
    private final Deque<StepProgress> steps = new ArrayDeque<>();
    private @Nullable AtSession session;
    private String lastSent = "";
    private boolean answered;

    Annotator(Consumer<TranscriptEntry> out) {
        this.out = out;
    }

    synchronized void listenTo(AtSession next) {
        session = next;
        partial.setLength(0);
        next.urcs().subscribe(line -> heard(codes, line.toString()), lost -> {});
        next.unclassified().subscribe(line -> heard(nobodys, line.toString()), lost -> {});
        // Each command changes the state twice.
        next.events()
                .filter(event -> !(event instanceof SessionEvent.StateChanged))
                .subscribe(event -> note(event.toString()), lost -> {});
        note("the line is open: " + next.name());
    }

    private synchronized void heard(Deque<String> which, String line) {
        which.add(line.strip());
    }

    private void note(String text) {
        out.accept(new TranscriptEntry(Instant.now(), Kind.NOTE, text, null, null));
    }

    synchronized void step(StepProgress step) {
        tellAnswer();
        steps.removeIf(running -> running.name().equals(step.name()));
        boolean begins = step.state() == StepProgress.State.STARTED;
        if (begins && steps.size() < MOST_STEPS) {
            steps.push(step);
        }
        Throwable failure = step.failure();
        String end = step.result() != null ? step.result() : failure != null ? failure.getMessage() : "";
        String text = step.name() + ": " + step.state() + (end == null || end.isEmpty() ? "" : ", " + end);
        out.accept(new TranscriptEntry(
                Instant.now(),
                Kind.STEP,
                text,
                begins
                        ? "beginning of a step"
                        : "end of a step, after " + step.elapsed().toMillis() + " ms",
                begins ? step.rule() : null));
    }

    synchronized void wire(WireEvent event) {
        String bytes = event.bytes();
        if (event.direction() == WireEvent.Direction.SENT) {
            sent(bytes.strip());
            return;
        }
        partial.append(bytes);
        cut();
        AtSession current = session;
        if (current != null && !lines.isEmpty()) {
            current.timer().schedule(this::tell);
        }
    }

    private void sent(String text) {
        tellAnswer();
        boolean command = text.regionMatches(true, 0, "AT", 0, 2);
        lastSent = command ? text : lastSent;
        answered = false;
        StepProgress step = steps.peek();
        String purpose = step == null ? "" : " of the step " + step.name();
        out.accept(new TranscriptEntry(
                Instant.now(),
                Kind.SENT,
                shown(text),
                (command ? "command" : "data") + purpose,
                step == null ? null : step.rule()));
    }

    private void cut() {
        int end;
        while ((end = lineEnd()) >= 0) {
            String line = partial.substring(0, end).strip();
            partial.delete(0, end + 1);
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        if (partial.length() > LONGEST || partial.toString().strip().equals(">")) {
            lines.add(partial.toString().strip());
            partial.setLength(0);
        }
    }

    private int lineEnd() {
        int lf = partial.indexOf("\n");
        int cr = partial.indexOf("\r");
        return lf < 0 ? cr : cr < 0 ? lf : Math.min(lf, cr);
    }

    private synchronized void tell() {
        while (!lines.isEmpty()) {
            tellOne(lines.remove());
        }
        // What a line that was cut elsewhere left behind.
        codes.clear();
        nobodys.clear();
    }

    /** What ended the command before: more of the same read may not have been looked at yet. */
    private void tellAnswer() {
        boolean last = false;
        while (!lines.isEmpty() && !last) {
            String line = lines.remove();
            last = isFinal(line);
            tellOne(line);
        }
    }

    private void tellOne(String line) {
        out.accept(new TranscriptEntry(Instant.now(), Kind.RECEIVED, shown(line), takenFor(line), null));
    }

    private String takenFor(String line) {
        if (codes.remove(line)) {
            return "unsolicited result code";
        }
        if (nobodys.remove(line)) {
            return "nobody's line";
        }
        if (line.equals(lastSent)) {
            return "echo";
        }
        if (line.equals(">")) {
            return "prompt for data";
        }
        if (isFinal(line)) {
            answered = true;
            return "final result of " + lastSent;
        }
        // What ends a command has that command's name, and is told to it alone. A text, such as a message, is told when
        // it is whole.
        if (!isNamedAs(lastSent, line)) {
            return "unsolicited result code";
        }
        return (answered ? "result code of " : "answer to ") + lastSent;
    }

    /** A line without a name, such as a serial number, is an answer. */
    private static boolean isNamedAs(String command, String line) {
        int colon = line.indexOf(':');
        boolean named = colon > 1 && "+*^".indexOf(line.charAt(0)) >= 0;
        return !named || command.toUpperCase(Locale.ROOT).contains(line.substring(0, colon));
    }

    private static boolean isFinal(String line) {
        return line.equals("OK") || line.equals("ERROR") || line.matches("\\+CM[ES] ERROR:.*");
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.chars().limit(LONGEST).forEach(c -> shown.append(c >= ' ' && c < 0x7f ? (char) c : '.'));
        return shown.toString();
    }
}
