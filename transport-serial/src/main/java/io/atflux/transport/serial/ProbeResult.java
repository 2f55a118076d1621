package io.atflux.transport.serial;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The result of a probe of one port. */
public final class ProbeResult {

    /** The use of a port. */
    public enum Verdict {
        /** It answered {@code AT} with OK. */
        SPEAKS_AT,
        /** It could be opened, but did not answer with OK in time: a diagnostic or positioning port, or a switched-off module. */
        NO_ANSWER,
        /** It could not be opened, or was lost: in use, not permitted, unplugged. */
        UNUSABLE
    }

    private final PortInfo port;
    private final Verdict verdict;
    private final String detail;

    ProbeResult(PortInfo port, Verdict verdict, String detail) {
        this.port = port;
        this.verdict = verdict;
        this.detail = detail;
    }

    /** The port that was probed. It is closed again. */
    public PortInfo port() {
        return port;
    }

    /** The verdict on its use. */
    public Verdict verdict() {
        return verdict;
    }

    /** The reason, for people; empty for a port that speaks AT. */
    public String detail() {
        return detail;
    }

    /** Whether it answered {@code AT} with OK. */
    public boolean speaksAt() {
        return verdict == Verdict.SPEAKS_AT;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProbeResult result
                && port.equals(result.port)
                && verdict == result.verdict
                && detail.equals(result.detail);
    }

    @Override
    public int hashCode() {
        return Objects.hash(port, verdict, detail);
    }

    @Override
    public String toString() {
        return "ProbeResult[port=" + port + ", verdict=" + verdict + ", detail=" + detail + "]";
    }
}
