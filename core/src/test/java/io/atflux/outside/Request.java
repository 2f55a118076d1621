package io.atflux.outside;

import java.util.ArrayList;
import java.util.List;

/** One command of a caller, and all that became of it on the line. */
final class Request {

    enum Kind {
        ONE_LINE,
        MANY_LINES,
        OK_ONLY,
        REFUSED,
        SHARED_NAME,
        PROMPT,
        OVERTAKEN,
        ASYNCHRONOUS
    }

    final Kind kind;
    final String token;
    final String line;
    final long asked;
    int process;
    long written = -1;
    long lastWritten = -1;
    /** When its result code was printed. */
    long coded = -1;
    /** It was ended by another's code, so its own may end another. */
    boolean shifted;

    int writes;
    boolean damaged;
    boolean ended;
    boolean cancelled;
    long limitMillis;
    final List<Execution> executions = new ArrayList<>();

    Request(Kind kind, String token, String line, long asked) {
        this.kind = kind;
        this.token = token;
        this.line = line;
        this.asked = asked;
    }

    boolean isDamaged() {
        return damaged || executions.stream().anyMatch(e -> e.damaged);
    }

    @Override
    public String toString() {
        return line + " (" + kind + ", asked " + asked + ", written " + written + " x" + writes + ")";
    }
}
