package io.atflux;

import io.atflux.line.AtLine;
import java.time.Duration;

/**
 * An event of a session, other than commands and result codes. Its text form is masked; the lines in it hold the values as
 * received.
 *
 * <p>No event gets another component in later releases; a new event is added instead. A {@code switch} over events needs a
 * default branch.
 */
public sealed interface SessionEvent {

    /** The session's state changed. */
    record StateChanged(SessionState from, SessionState to) implements SessionEvent {}

    /**
     * A final result came after its command had been given up; it was delivered to no command.
     *
     * @param command the command line, its secrets masked
     * @param line the final result
     */
    record LateReply(String command, AtLine line) implements SessionEvent {}

    /**
     * A result code came after its command had been given up; it settled no other command.
     *
     * @param command the command line, its secrets masked
     * @param line the result code
     */
    record LateUrc(String command, AtLine line) implements SessionEvent {}

    /**
     * The session has resynchronised.
     *
     * @param probes the number of probes it took
     * @param repliesLost the number of owed replies that the session no longer waits for
     */
    record Resynchronised(int probes, int repliesLost) implements SessionEvent {}

    /**
     * The session continues as if it were in step, without proof: the modem accepts no command that could prove it, or only
     * single reads, whose line it may have printed for another reason.
     *
     * @param why the reason for the presumption, for people
     */
    record Presumed(String why) implements SessionEvent {}

    /**
     * The modem asked for data that no command of this session has: ESC was written. Nothing more is written for the profile's
     * idle time ({@link io.atflux.profile.AtProfile#dataEntryIdle}), after which the modem has given the data entry up.
     */
    record ForeignDataEntry() implements SessionEvent {}

    /**
     * Bytes that are not part of any line were discarded.
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
     * A text that belongs to a line was cut: no more of it came before its end, or it was too long. {@link AtSession#urcs()}
     * delivers the line. Subscribers to one type get it if they ask for it ({@link io.atflux.urc.Overflow#deliveringCut}). It is
     * counted ({@link SessionStats#cutTexts}).
     *
     * @param line the line with the part of its text that came; or, if orphan, a line that came after its text had been taken as
     *     complete
     * @param orphan whether the line continues a text that was delivered before
     */
    record TextCut(AtLine line, boolean orphan) implements SessionEvent {}

    /**
     * The module reported a restart. A command that was written before it is not written again, in whatever state: in flight,
     * waiting for its result code, for the pause of its rule or for the line, or being rechecked. It ends within 3 s, with its
     * reply if that had begun to arrive, or else with {@link io.atflux.error.AtTimeoutException}, phase RESTART, outcome UNKNOWN,
     * or REJECTED if all of its attempts were. An exclusive turn that had written writes nothing more and ends in the same way;
     * its unwritten commands are NOT_SENT. All other waiting commands are written after the module is proved to be in step.
     *
     * <p>If the module did not report the restart but has lost its settings, as a probe that no other host can predict has
     * proved, the commands sent before end at once.
     *
     * @param line the module's report, or the line that showed the restart
     */
    record Restarted(AtLine line) implements SessionEvent {}

    /**
     * A data entry may be open. Nothing is written, because the module would take it as data: until the module answers, or until
     * it has given the data entry up.
     *
     * @param atMost the longest time, from now on
     */
    record DataEntryOpen(Duration atMost) implements SessionEvent {}

    /**
     * The modem ends its lines in another way than its profile declares ({@link io.atflux.profile.Framing#lineEnd}). Two of its
     * answers have shown it, and the session reads its lines that way from now on.
     *
     * @param dialect the form, for people: LEADED, LEADLESS or UNLEARNED, and the line end
     */
    record OtherLineEnds(String dialect) implements SessionEvent {}

    /**
     * The session ends because nothing proves that session and modem are in step.
     *
     * @param answered whether the modem answered the probes at all; false if it was silent
     */
    record OutOfStep(boolean answered) implements SessionEvent {}

    /**
     * The session ended before any result code came: it is unknown whether a modem is connected.
     *
     * @param heard the kind of everything received since the line was opened
     * @param words the same for people, secrets masked: {@code ; what came instead: "Port already in use"}
     */
    record NoModem(Heard heard, String words) implements SessionEvent {}

    /** The kind of input that came instead of a modem's answer. Later releases may add constants. */
    enum Heard {
        /** Not one byte. */
        NOTHING,
        /** Only the echo of the bytes sent. */
        ECHO,
        /** A prompt for data, left by another host. */
        PROMPT,
        /** Bytes that are not text, as at another speed. */
        NO_TEXT,
        /** Something else. */
        TEXT
    }
}
