package io.atflux.standard;

import io.atflux.command.FinalResult;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds, from outside, replies that reached the wrong request, by the writes, the executions, the output, the
 * deliveries, and their times.
 */
final class Judge {

    private final SerialLine line;
    private final Map<Written, Execution> carriedOut = new IdentityHashMap<>();
    private final List<String> violations = new ArrayList<>();

    Judge(SerialLine line, List<Execution> executions) {
        this.line = line;
        executions.forEach(e -> {
            if (e.written != null) {
                carriedOut.put(e.written, e);
            }
        });
    }

    List<String> violations() {
        return violations;
    }

    /** Judges a request that should be over. */
    void judge(Request request) {
        if (!request.isAsked()) {
            return;
        }
        if (request.isOpen()) {
            violations.add("never ended: " + request);
        } else if (request.ends > 1) {
            violations.add("ended twice: " + request);
        } else if (!request.isCancelled()) {
            judgeEnd(request);
        }
        judgeEntries(request);
    }

    private void judgeEnd(Request request) {
        Throwable failure = request.failure;
        if (request.reply != null) {
            judgeReply(request, request.reply.texts(), request.reply.result());
        } else if (failure instanceof AtRejectedException rejected) {
            judgeReply(
                    request,
                    texts(rejected),
                    Objects.requireNonNull(rejected.reply()).result());
        } else if (failure instanceof AtException other) {
            judgePart(request, texts(other));
        } else {
            violations.add("ended with neither its own reply nor its own failure: " + request);
        }
    }

    private static List<String> texts(AtException failure) {
        return failure.lines().stream().map(l -> l.text()).toList();
    }

    private void judgeReply(Request request, List<String> texts, FinalResult result) {
        for (Written write : writes(request)) {
            Execution execution = execution(write);
            Printed end = execution == null ? null : execution.result;
            if (execution != null
                    && end != null
                    && end.isDelivered(request.connection, request.ended)
                    && isSame(result, end.text())
                    && isMade(texts, execution.lines, write, request, true)) {
                return;
            }
        }
        violations.add("not its own reply: " + request + " " + texts + "\n    its own: "
                + writes(request).stream().map(this::execution).toList());
    }

    /** Judges the part of a reply before a failure. */
    private void judgePart(Request request, List<String> texts) {
        if (!texts.isEmpty()
                && writes(request).stream().noneMatch(write -> {
                    Execution execution = execution(write);
                    List<Printed> own = execution == null ? List.of() : execution.all();
                    return isMade(texts, own, write, request, false);
                })) {
            violations.add("not its own lines: " + texts + " of " + request);
        }
    }

    /**
     * The writes of this request: nothing else may be written between a command and its end. In the step in which it
     * ended, the next request with the same text may have been written.
     */
    private List<Written> writes(Request request) {
        List<Written> own = line.written().stream()
                .filter(w -> w.connection() == request.connection)
                .filter(w -> w.step() >= request.asked && w.step() < request.ended)
                .filter(w -> w.text().equals(request.line))
                .toList();
        return request.repeats || own.isEmpty() ? own : own.subList(own.size() - 1, own.size());
    }

    private @Nullable Execution execution(Written write) {
        return carriedOut.get(write);
    }

    private static boolean isSame(FinalResult result, String printed) {
        String given = result.text();
        if (result instanceof FinalResult.Cme cme) {
            return printed.equals("+CME ERROR: " + cme.number()) || printed.equals("+CME ERROR: " + cme.reason());
        }
        if (result instanceof FinalResult.Cms cms) {
            return printed.equals("+CMS ERROR: " + cms.number()) || printed.equals("+CMS ERROR: " + cms.reason());
        }
        return Format.isSame(printed, given);
    }

    /**
     * Whether these lines are the request's own ones, in order, with at most unsolicited lines of that time between
     * them.
     */
    private boolean isMade(List<String> texts, List<Printed> own, Written write, Request request, boolean whole) {
        List<String> unasked = new ArrayList<>(line.delivered().stream()
                .filter(p -> p.anybodys && p.isDelivered(request.connection, request.ended))
                // A line that began before the command was written is not its answer.
                .filter(p -> p.began() >= (request.repeats ? request.asked : write.step()))
                .map(Printed::text)
                .toList());
        List<String> pieces = texts.stream()
                .flatMap(t -> Arrays.stream(t.split("[\r\n]+")))
                .filter(piece -> !piece.isBlank())
                .toList();
        List<String> wanted = own.stream().flatMap(p -> p.pieces().stream()).toList();
        return isMade(pieces, 0, wanted, 0, unasked, whole);
    }

    private static boolean isMade(
            List<String> texts, int at, List<String> own, int next, List<String> unasked, boolean whole) {
        if (at == texts.size()) {
            return !whole || next == own.size();
        }
        String text = texts.get(at);
        boolean same = next < own.size() && own.get(next).equals(text);
        if (same && isMade(texts, at + 1, own, next + 1, unasked, whole)) {
            return true;
        }
        if (!whole
                && at == texts.size() - 1
                && next < own.size()
                && own.get(next).startsWith(text)) {
            return true;
        }
        if (unasked.remove(text)) {
            boolean made = isMade(texts, at + 1, own, next, unasked, whole);
            unasked.add(text);
            return made;
        }
        return false;
    }

    /** Everything that was entered after its prompt is its payload, and nothing is entered before the prompt came. */
    private void judgeEntries(Request request) {
        for (Written write : writes(request)) {
            Execution execution = execution(write);
            if (execution != null
                    && execution.entered != null
                    && (request.payload == null || !Arrays.equals(execution.entered, request.payload))) {
                violations.add("not its payload: " + request + " got " + Arrays.toString(execution.entered));
            }
            long entry = entry(request, write);
            Printed prompt = execution == null ? null : execution.prompt;
            if (entry < Long.MAX_VALUE && (prompt == null || !prompt.isDelivered(request.connection, entry))) {
                violations.add("payload without a prompt: " + request);
            }
        }
    }

    private long entry(Request request, Written write) {
        return line.written().stream()
                .filter(w -> w.connection() == request.connection && w.step() >= write.step())
                .filter(w -> Arrays.equals(w.bytes(), request.payload))
                .mapToLong(Written::step)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }
}
