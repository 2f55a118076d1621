package io.atflux.transport.serial;

/**
 * What a probe of one port found.
 *
 * @param port the port that was probed, and is closed again
 * @param detail why, in words for people; empty for a port that speaks AT
 */
public record ProbeResult(PortInfo port, Verdict verdict, String detail) {

    /** What a port is good for. */
    public enum Verdict {
        /** It answered {@code AT} with OK. */
        SPEAKS_AT,
        /** It could be opened, and did not answer so in time: a diagnostic or positioning port, or a switched-off module. */
        NO_ANSWER,
        /** It could not be opened, or went away: in use, not permitted, gone. */
        UNUSABLE
    }

    public boolean speaksAt() {
        return verdict == Verdict.SPEAKS_AT;
    }
}
