package io.atflux;

import io.atflux.annotation.NonExtendable;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.line.AtLine;
import io.atflux.profile.AtProfile;
import io.atflux.urc.Overflow;
import io.atflux.urc.UrcType;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A connected AT session: one command at a time on the line, all others wait their turn. Any thread may call any method. Signals
 * are delivered on the connection's event loop unless {@link AtClient#deliverOn} says otherwise. Code within a signal may send a
 * command and must not block.
 *
 * <p>Programs get a session from {@link AtClient}, or within a turn, and do not implement it.
 */
@NonExtendable
public interface AtSession {

    /**
     * Sends a command each time the Mono is subscribed to. Cancelling before the command is written removes it from the queue.
     * Cancelling later drops the result; the session still waits for the modem's reply before it writes the next command.
     *
     * @return succeeds with the command's result, at its real end. Errors with {@link io.atflux.error.AtException}:
     *     rejected by the modem, timed out, connection lost, reply not understood, queue full.
     */
    <R> Mono<R> send(AtCommand<R> command);

    /**
     * Sends a line unchanged, once, with the raw commands' time-out (10 s unless {@link AtClient#rawTimeout} says otherwise).
     *
     * @return succeeds with the reply that ended in OK; errors as {@link #send(AtCommand)}, also with
     *     {@link io.atflux.error.AtUsageException} for a line that cannot be written
     */
    Mono<AtReply> send(String line);

    /**
     * Proves that session and modem are in step. The session sends rows of the profile's read commands, drawn at random, each
     * in one line (V.250 5.2.1), until exactly the latest row's information lines and OK arrive; other lines, and answers to earlier
     * rows, prove nothing. If the modem accepts no rows, the session uses register S8, if the profile allows that, or else
     * single reads. Lines received before the proof belong to an earlier user of the line, such as a restarted process, and are
     * delivered to no command. The call waits its turn like a command; if this session is owed replies, it waits for those
     * first. One call is enough: after it, only the session itself can leave a reply on the line. A session that
     * {@link AtClient#sessions} connects after another one, and a session after a time-out, resynchronise automatically.
     *
     * <p>A data entry that an earlier user of the line left open shows only if the modem prompts for more: then ESC is written,
     * and nothing else for the profile's idle time ({@link SessionEvent.ForeignDataEntry}).
     *
     * @return completes when in step, and if the profile has no reads; if the modem refuses all of them, after the profile's
     *     longest silence, as {@link SessionEvent.Presumed} says. Errors with {@link io.atflux.error.AtConnectionException} if as
     *     many probes as {@link AtOptions#probes} got no answer that proves anything; its message says whether other answers
     *     came. The session is then closed
     */
    Mono<Void> resynchronise();

    /**
     * Runs several commands with no other command in between. The turn begins when the line is free. It ends when the returned
     * Mono ends or is cancelled, or when it has had nothing to send for five minutes ({@link AtClient#turnIdle}). Turns and
     * commands wait in one queue, first come, first served. No other command runs between an attempt of a command of the turn and
     * its re-send either.
     *
     * <p>Commands that the turn sends through this session, instead of the one passed to it, belong to the turn as well, and so
     * does a turn within the turn: both are recognised by the Reactor context. A command that is subscribed to without that
     * context ({@code subscribe()}, {@code toFuture()}) waits for the end of the turn; a turn that waits for such a command is
     * ended by the idle limit.
     *
     * @param turn the work of the turn; the session passed to it must not be used after the turn
     * @return succeeds and errors as the turn's own Mono; errors with {@link io.atflux.error.AtException} if the turn did not
     *     begin, and with {@link io.atflux.error.AtTimeoutException}, phase TURN, if it was idle too long: outcome UNKNOWN if any
     *     of its commands was written
     */
    <R> Mono<R> exclusive(Function<? super AtSession, ? extends Mono<R>> turn);

    /** Unsolicited result codes of one type, from the moment of subscription. */
    <T> Flux<T> urcs(UrcType<T> type, Overflow overflow);

    /** {@link #urcs(UrcType, Overflow)} with the session's default queue. */
    <T> Flux<T> urcs(UrcType<T> type);

    /** All unsolicited result codes, as lines, from the moment of subscription. */
    Flux<AtLine> urcs();

    /** Lines that are neither an answer nor a result code, from the moment of subscription. */
    Flux<AtLine> unclassified();

    /** State changes, late replies, cut texts, restarts and noise, from the moment of subscription, for monitoring. */
    Flux<SessionEvent> events();

    /** The present state of the session, from any thread; {@link #events()} reports each change and each wait. */
    SessionState state();

    /**
     * The counters since the connection was made. They may be read from any thread. Each counter is exact; together they are no
     * snapshot of one moment.
     */
    SessionStats stats();

    /** The profile of the module on this line. */
    AtProfile profile();

    /**
     * The session's clock and timer ({@link AtClient#timer}), for code built on a session that has to wait: polls, pauses,
     * {@code Flux.interval}. Resolved at each use, so that virtual time applies to it. The default is the connection's event
     * loop, which runs its tasks one at a time and must not be blocked; a task that throws is logged, and a periodic one
     * continues. After that loop ends, tasks are refused with {@link java.util.concurrent.RejectedExecutionException}. Disposing
     * it does nothing.
     */
    Scheduler timer();

    /** The connection's name in logs: the transport's description and a number. */
    String name();

    /**
     * Closes the line at once, without queueing: waiting commands fail as NOT_SENT, the one in flight as UNKNOWN.
     *
     * @return succeeds when the line is closed, at the latest after the close time-out; never errors
     */
    Mono<Void> close();

    /**
     * Completes when the session has ended by {@link #close()}; errors with
     * {@link io.atflux.error.AtConnectionException} when it was lost.
     */
    Mono<Void> onClose();
}
