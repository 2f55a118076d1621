package io.atflux;

import io.atflux.line.AtLine;
import java.time.Duration;

/** What happened in a session beside commands and result codes. Texts are masked. */
public sealed interface SessionEvent {

    /** The session's state changed. */
    record StateChanged(SessionState from, SessionState to) implements SessionEvent {}

    /** A final result came after its command had been given up; nobody got it. */
    record LateReply(String command, AtLine line) implements SessionEvent {}

    /** A result code came after its command had been given up; it settled nothing else. */
    record LateUrc(String command, AtLine line) implements SessionEvent {}

    /** The session found back into step. */
    record Resynchronised(int probes, int repliesLost) implements SessionEvent {}

    /**
     * The session goes on as if it were in step, although nothing proves it: the modem takes nothing that could.
     *
     * @param why what it was presumed from
     */
    record Presumed(String why) implements SessionEvent {}

    /** The modem asked for data that nobody in this session has: ESC was written, and silence follows until it has given up. */
    record ForeignDataEntry() implements SessionEvent {}

    /** Bytes that are no part of any line were discarded. */
    record Noise(int bytes) implements SessionEvent {}

    /** A line was longer than the limit and was discarded up to its end. */
    record OverlongLine(long bytes, int limit) implements SessionEvent {}

    /**
     * A text that belongs to a line was cut: it fell silent before its end, or it was too long.
     *
     * @param line the line with what came of its text; or, where orphan, a line that came when its text had been taken for whole
     * @param orphan whether the line is more of a text that was delivered before
     */
    record TextCut(AtLine line, boolean orphan) implements SessionEvent {}

    /**
     * The module said that it was restarted. What it was asked before ends within 3 s, and it is proved to be in step before
     * anything else is written.
     *
     * @param line what it said
     */
    record Restarted(AtLine line) implements SessionEvent {}

    /**
     * A data entry may be open. Nothing is written, for it would become data: until the module's answer, or until it has given up.
     *
     * @param atMost for how long
     */
    record DataEntryOpen(Duration atMost) implements SessionEvent {}

    /**
     * The modem ends its lines in another way than its profile declares, and is understood by that from now on.
     *
     * @param dialect how, for people
     */
    record OtherLineEnds(String dialect) implements SessionEvent {}
}
