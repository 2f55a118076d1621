package io.atflux;

import io.atflux.internal.engine.SessionFactory;
import io.atflux.internal.reconnect.SessionFlux;
import io.atflux.internal.resync.SecureWords;
import io.atflux.observe.LineEvent;
import io.atflux.observe.SessionObserver;
import io.atflux.observe.WireEvent;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import io.atflux.transport.AtTransport;
import io.atflux.transport.Backoff;
import io.atflux.urc.Overflow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Opens AT sessions over a transport. Immutable: every setter returns a changed copy.
 *
 * <pre>{@code
 * AtClient.over(TcpTransport.to("10.0.0.7", 7001)).connect()
 *         .flatMap(session -> session.send("AT+CSQ"))
 * }</pre>
 */
public final class AtClient {

    static {
        SecureWords.prepare();
    }

    private final AtTransport transport;
    private final AtProfile profile;
    private final AtOptions options;

    private AtClient(AtTransport transport, AtProfile profile, AtOptions options) {
        this.transport = transport;
        this.profile = profile;
        this.options = options;
    }

    /** A client with the generic 3GPP profile and default options. */
    public static AtClient over(AtTransport transport) {
        return new AtClient(transport, Profiles.generic(), AtOptions.defaults());
    }

    /** Sets the profile: the module's result codes, answer shapes and error lists. Default: the generic 3GPP profile. */
    public AtClient profile(AtProfile other) {
        return new AtClient(transport, other, options);
    }

    /** The settings of this client. */
    public ClientSpec spec() {
        return new ClientSpec(transport, profile, options);
    }

    /** Sets all options at once and replaces those set before. */
    public AtClient options(AtOptions other) {
        return new AtClient(transport, profile, other);
    }

    private AtClient with(Consumer<AtOptions.Builder> change) {
        AtOptions.Builder copy = options.mutate();
        change.accept(copy);
        return options(copy.build());
    }

    /** Sets which commands may use the line while an asynchronous command waits for its result code. Default strict. */
    public AtClient discipline(Discipline discipline) {
        return with(copy -> copy.discipline(discipline));
    }

    /**
     * Sets the scheduler that the session uses as clock and timer. Default: the transport's; if it has none, the connection's
     * event loop.
     */
    public AtClient timer(Scheduler timer) {
        return with(copy -> copy.timer(timer));
    }

    /** Sets the scheduler that delivers results and events. Default: the connection's event loop. */
    public AtClient deliverOn(Scheduler scheduler) {
        return with(copy -> copy.deliverOn(scheduler));
    }

    /** Limits the time of a raw command, from its write to its final result. Default 10 s. */
    public AtClient rawTimeout(Duration timeout) {
        return with(copy -> copy.rawTimeout(timeout));
    }

    /** Limits the time that a command may wait for the line. Default: no limit. */
    public AtClient queueWait(Duration limit) {
        return with(copy -> copy.queueWait(limit));
    }

    /**
     * Limits the time that an exclusive turn may keep the line with nothing to send. After it the turn ends with
     * {@link io.atflux.error.AtTimeoutException}, phase TURN, and the line is free for the next command. Default 5 min.
     *
     * @throws IllegalArgumentException for a limit of 0 or less
     */
    public AtClient turnIdle(Duration limit) {
        return with(copy -> copy.turnIdle(limit));
    }

    /** Limits the number of commands that may wait. Default 1,024. */
    public AtClient maxQueue(int commands) {
        return with(copy -> copy.maxQueue(commands));
    }

    /**
     * Sends {@code AT} to check that the modem answers, after it has sent no byte for this time. Use it for idle lines on which
     * nothing else shows a lost connection, such as those behind a relay or a cellular router. Two unanswered checks end the
     * session as a failed resynchronisation does: with the defaults 7 s after the first one, plus the transport's latency
     * allowance for each check and probe. No check is sent while a command is in flight, which has its own limits. Default:
     * never.
     *
     * @param silence 1 ms to 365 days
     * @throws IllegalArgumentException for a silence out of range
     */
    public AtClient liveness(Duration silence) {
        return with(copy -> copy.liveness(silence));
    }

    /** Sets the queue of subscribers that name none. Default: 256 events, the oldest dropped. */
    public AtClient overflow(Overflow overflow) {
        return with(copy -> copy.overflow(overflow));
    }

    /** Sets the observer that is called on the events of each session, for metrics. Default: none. */
    public AtClient observer(SessionObserver observer) {
        return with(copy -> copy.observer(observer));
    }

    /**
     * Sets the consumer of all traffic on the line, read by read and write by write, secrets masked. It is called on the event
     * loop and must return at once, as {@link io.atflux.observe.RecordingFile} does. Default: none.
     */
    public AtClient recordTo(Consumer<? super WireEvent> recorder) {
        return with(copy -> copy.recorder(recorder));
    }

    /**
     * Is told, for each line that is written or comes, which command it belongs to, or what else it was taken for; in the order of the
     * line, secrets masked. Called on the event loop: it must return at once. What it throws is logged, and changes nothing. Default:
     * no listener, which costs nothing.
     */
    public AtClient onLine(Consumer<? super LineEvent> listener) {
        return with(copy -> copy.onLine(listener));
    }

    /**
     * Names entries of the caller's Reactor context that the log lines of its command carry in SLF4J's MDC, under the same names:
     * the lines about its write, its reply and its end. The entries are set for those lines only. Default: none.
     *
     * <p>If {@code io.micrometer:context-propagation} is on the class path, all entries registered with its
     * {@code ContextRegistry} are set around those lines as well and need not be named here.
     */
    public AtClient logContext(String... keys) {
        return with(copy -> copy.logContext(List.of(keys)));
    }

    /** Sets the prefix of this connection's log lines. Default: the transport's description. */
    public AtClient name(String name) {
        return with(copy -> copy.name(name));
    }

    /**
     * Sets the random source of the probes that prove that session and modem are in step. For tests that must be reproducible: a
     * peer that can predict the probes can forge the proof. Called on the event loop. Default: a
     * {@link java.security.SecureRandom}.
     */
    public AtClient random(RandomGenerator source) {
        return with(copy -> copy.random(source));
    }

    /**
     * Sets whether the session takes a modem that answers nothing out of data mode, as a last resort: {@code +++} between two
     * silences of 1 s plus the line's latency. This interrupts the call that the modem is in. Default: no.
     */
    public AtClient leaveDataMode(boolean leave) {
        return with(copy -> copy.leaveDataMode(leave));
    }

    /**
     * Opens a line and a session on it, for each subscriber. Nothing is written: a session has no initialisation.
     *
     * @return succeeds with a session; errors with {@link io.atflux.error.AtConnectionException}, outcome NOT_SENT
     */
    public Mono<AtSession> connect() {
        return SessionFactory.connect(transport, profile, options);
    }

    /**
     * Connects as {@link #connect()}, to a modem on which an earlier session of this program has ended. Before its first command
     * the session waits for the replies owed to the earlier one, as {@link #sessions(Backoff, Consumer)} does. For callers that
     * reopen the line by their own rules.
     *
     * @param former a session of the same modem that has ended
     */
    public Mono<AtSession> connectAfter(AtSession former) {
        return SessionFactory.connectAfter(transport, profile, options, former);
    }

    /** {@link #sessions(Backoff, Consumer)} without a listener. */
    public Flux<AtSession> sessions(Backoff backoff) {
        return sessions(backoff, state -> {});
    }

    /**
     * Keeps the line open, for each subscriber: emits a session, and after its end the next one. A line is opened only on demand
     * of the subscriber. The back-off's delay applies after each loss and each failure, the first one included. A session that
     * was closed from this side is followed by the next one too. Cancelling closes the open line.
     *
     * <p>Replies that the modem owes at the end of a session are known to the next one. Before its first command that session
     * waits for them, or resynchronises, as a session does after a time-out; a late result code confirms none of its commands.
     *
     * <pre>{@code
     * client.sessions(Backoff.defaults(), state -> log.info("{}", state))
     *         .concatMap(session -> work(session).onErrorResume(AtException.class, lost -> Mono.empty()))
     * }</pre>
     *
     * The delays are measured by this client's timer, or else the transport's; if neither is set, by {@link Schedulers#single()}.
     *
     * @param listener is called on each state, one at a time, by the thread that caused it; it must return at once. An exception
     *     that it throws is logged and has no other effect
     * @return emits connected sessions, one after the other; errors with the last attempt's failure if the back-off ends there;
     *     never completes
     */
    public Flux<AtSession> sessions(Backoff backoff, Consumer<? super ConnectionState> listener) {
        Scheduler own = options.timer() == null ? transport.timer() : options.timer();
        Scheduler timer = own == null ? Schedulers.single() : own;
        return new SessionFlux(
                former -> SessionFactory.connect(transport, profile, options, former),
                timer,
                backoff,
                listener,
                () -> ThreadLocalRandom.current().nextDouble());
    }
}
