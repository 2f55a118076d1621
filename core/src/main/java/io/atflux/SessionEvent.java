package io.atflux;

import io.atflux.line.AtLine;
import java.time.Duration;

/**
 * Something that happened in a session beside commands and result codes. As text an event is masked; the values of its lines are
 * what came.
 *
 * <p>An event never gets another component: more to tell is a new event. A {@code switch} over events needs a default branch.
 */
public sealed interface SessionEvent {

    /** The session's state changed. */
    record StateChanged(SessionState from, SessionState to) implements SessionEvent {}

    /**
     * A final result came after its command had been given up; nobody got it.
     *
     * @param command the command line, its secrets masked
     * @param line the final result
     */
    record LateReply(String command, AtLine line) implements SessionEvent {}

    /**
     * A result code came after its command had been given up; it settled nothing else.
     *
     * @param command the command line, its secrets masked
     * @param line the result code
     */
    record LateUrc(String command, AtLine line) implements SessionEvent {}

    /**
     * The session found back into step.
     *
     * @param probes how many probes that took
     * @param repliesLost how many replies that were owed are not waited for any more
     */
    record Resynchronised(int probes, int repliesLost) implements SessionEvent {}

    /**
     * The session goes on as if it were in step, although nothing proves it: the modem takes nothing that could, or takes only single
     * reads, whose line it may have printed for another reason.
     *
     * @param why what it was presumed from, for people
     */
    record Presumed(String why) implements SessionEvent {}

    /**
     * The modem asked for data that nobody in this session has: ESC was written, and nothing more is for the profile's idle time
     * ({@link io.atflux.profile.AtProfile#dataEntryIdle}), after which it has given up.
     */
    record ForeignDataEntry() implements SessionEvent {}

    /**
     * Bytes that are no part of any line were discarded.
     *
     * @param bytes their number
     */
    record Noise(int bytes) implements SessionEvent {}

    /**
     * A line was longer than the limit and was discarded up to its end. The reply that it may have been part of errors with
     * {@link io.atflux.error.AtOverflowException}.
     *
     * @param bytes its length
     * @param limit {@link AtOptions#maxLine}, bytes
     */
    record OverlongLine(long bytes, int limit) implements SessionEvent {}

    /**
     * A text that belongs to a line was cut: it fell silent before its end, or it was too long. {@link AtSession#urcs()} has it,
     * subscribers to one type get it where they ask for it ({@link io.atflux.urc.Overflow#deliveringCut}), and it is counted
     * ({@link SessionStats#cutTexts}).
     *
     * @param line the line with what came of its text; or, where orphan, a line that came when its text had been taken for whole
     * @param orphan whether the line is more of a text that was delivered before
     */
    record TextCut(AtLine line, boolean orphan) implements SessionEvent {}

    /**
     * The module said that it was restarted. A command that was written before is not written again, whether it is in flight, waits
     * for its result code, for the pause of its rule or for the line, or is being rechecked: it ends within 3 s, with its reply if
     * that was under way, or else with {@link io.atflux.error.AtTimeoutException}, phase RESTART, outcome UNKNOWN, or REJECTED if all of
     * its attempts were. An exclusive turn that had written writes nothing any more, and ends in the same way; its commands that were
     * not written are NOT_SENT. What else waits is written after the module is proved to be in step.
     *
     * <p>If it did not say so, but has forgotten its settings, as a word proved that nobody else can know, what it was asked before ends at once.
     *
     * @param line what it said, or what gave it away
     */
    record Restarted(AtLine line) implements SessionEvent {}

    /**
     * A data entry may be open. Nothing is written, for it would become data: until the module's answer, or until it has given up.
     *
     * @param atMost for how long, from now on
     */
    record DataEntryOpen(Duration atMost) implements SessionEvent {}

    /**
     * The modem ends its lines in another way than its profile declares ({@link io.atflux.profile.Framing#lineEnd}), shown twice by
     * its answers, and is understood by that from now on.
     *
     * @param dialect how, for people: LEADED, LEADLESS or UNLEARNED, and the line end
     */
    record OtherLineEnds(String dialect) implements SessionEvent {}

    /**
     * The session ends because nothing proves that session and modem are in step.
     *
     * @param answered whether the modem answered anything to what should have proved it; false if it was silent
     */
    record OutOfStep(boolean answered) implements SessionEvent {}

    /**
     * The session ended before any result code came: nobody knows whether there is a modem.
     *
     * @param heard of what kind all was that came since the line was opened
     * @param words it, for people, secrets masked: {@code ; what came instead: "Port already in use"}
     */
    record NoModem(Heard heard, String words) implements SessionEvent {}

    /** What came instead of a modem's answer. Later releases may add constants. */
    enum Heard {
        /** Not one byte. */
        NOTHING,
        /** What is sent comes back, and nothing else. */
        ECHO,
        /** A prompt for data that somebody else was to send. */
        PROMPT,
        /** Bytes that are no text, as at another speed. */
        NO_TEXT,
        /** Something else. */
        TEXT
    }
}
