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
 * A connected AT session: one command at a time on the line, everything else waits its turn. Any thread may call any
 * method. Signals are delivered on the connection's event loop unless {@link AtClient#deliverOn} says otherwise;
 * sending a command from within any signal is legal, blocking in one is not.
 *
 * <p>Programs get it from {@link AtClient}, or within a turn, and do not implement it.
 */
@NonExtendable
public interface AtSession {

    /**
     * Sends a command each time the Mono is subscribed to. Cancelling before the command is written takes it from the
     * queue; cancelling later gives up the result, while the session still waits for the modem's reply before it writes
     * the next command.
     *
     * @return succeeds with the command's result, at its real end. Errors with {@link io.atflux.error.AtException}:
     *     rejected by the modem, timed out, connection lost, reply not understood, queue full.
     */
    <R> Mono<R> send(AtCommand<R> command);

    /**
     * Sends a line as it stands, once, with the raw commands' time-out (10 s unless {@link AtClient#rawTimeout} says otherwise).
     *
     * @return succeeds with the reply that ended in OK; errors as {@link #send(AtCommand)}, also with
     *     {@link io.atflux.error.AtUsageException} for a line that cannot be written
     */
    Mono<AtReply> send(String line);

    /**
     * Makes sure that session and modem are in step. The modem is asked a row of the profile's read commands in one line (V.250
     * 5.2.1), drawn at random, until exactly that row's information lines and OK come; other lines, and answers to earlier rows, prove
     * nothing. Where the modem takes no rows it is asked by register S8, if the profile allows that, or else by single reads. What
     * comes before the proof was meant for somebody who had the line before, such as a process that was restarted, and is nobody's. It waits its turn like a command; where replies are owed
     * that this session knows of, it waits for those first. It is asked for once: behind that, nobody but the session itself can
     * have left a reply on the line. A session that {@link AtClient#sessions} connects behind another
     * one, and one that is behind a time-out, do this by themselves.
     *
     * <p>A data entry that somebody else left open shows only where the modem prompts for more: then ESC is written, and silence
     * follows for the profile's idle time ({@link SessionEvent.ForeignDataEntry}).
     *
     * @return completes when in step; where the profile has no reads; and where the modem refuses all of them, after the profile's
     *     longest silence, as {@link SessionEvent.Presumed} says. Errors with {@link io.atflux.error.AtConnectionException} where
     *     as many probes as {@link AtOptions#probes} had no answer that proves anything; its message says whether others came. The
     *     session is then closed
     */
    Mono<Void> resynchronise();

    /**
     * Runs several commands with nothing in between. The turn begins when the line is free, and ends when the returned
     * Mono ends or is cancelled, or when it has had nothing to send for five minutes ({@link AtClient#turnIdle}). Turns and
     * commands wait in one queue, first come, first served; where an attempt of a command of the turn is over, nobody else
     * gets in between it and its re-send either.
     *
     * <p>Commands that the turn sends through this session, instead of the one that it is given, belong to the turn as well,
     * and so does a turn within the turn: both are told by the Reactor context. What is subscribed to on its own,
     * without that context ({@code subscribe()}, {@code toFuture()}), waits for the end of the turn; a turn that waits for
     * such a command is ended by the idle limit.
     *
     * @param turn what to do; the session it gets must not be used after the turn
     * @return succeeds and errors as the turn's own Mono; errors with {@link io.atflux.error.AtException} where the turn did
     *     not begin, and with {@link io.atflux.error.AtTimeoutException}, phase TURN, where it idled: outcome UNKNOWN if
     *     anything of it was written
     */
    <R> Mono<R> exclusive(Function<? super AtSession, ? extends Mono<R>> turn);

    /** Unsolicited result codes of one type, from the subscription on. */
    <T> Flux<T> urcs(UrcType<T> type, Overflow overflow);

    /** {@link #urcs(UrcType, Overflow)} with the session's default queue. */
    <T> Flux<T> urcs(UrcType<T> type);

    /** All unsolicited result codes, as lines, from the subscription on. */
    Flux<AtLine> urcs();

    /** Lines that are neither an answer nor a result code, from the subscription on. */
    Flux<AtLine> unclassified();

    /** State changes, late replies, cut texts, restarts, noise, from the subscription on: what a monitor wants to know. */
    Flux<SessionEvent> events();

    /** What the line is at, as of now, from any thread; {@link #events()} tells of each change, and of what is waited for. */
    SessionState state();

    /** The counters since the connection was made. They may be read from any thread, and each is exact by itself. */
    SessionStats stats();

    /** What this session knows of the module on its line. */
    AtProfile profile();

    /**
     * The session's clock and timer ({@link AtClient#timer}), for what is built on a session and has to wait: polls,
     * pauses, {@code Flux.interval}. Resolved at each use, so that virtual time reaches it. The connection's own event loop, which
     * it is by default, runs its tasks one at a time and must not be blocked; a task that throws is logged, and a periodic one goes on.
     * Once that loop ends, tasks are refused with {@link java.util.concurrent.RejectedExecutionException}. Disposing it does nothing.
     */
    Scheduler timer();

    /** The connection for logs: the transport's description and a number. */
    String name();

    /**
     * Closes the line. Not queued: waiting commands fail as NOT_SENT, the one in flight as UNKNOWN.
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
