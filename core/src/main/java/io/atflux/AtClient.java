package io.atflux;

import io.atflux.internal.engine.SessionFactory;
import io.atflux.internal.reconnect.SessionFlux;
import io.atflux.internal.resync.SecureWords;
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

    /** What the module says. */
    public AtClient profile(AtProfile other) {
        return new AtClient(transport, other, options);
    }

    /** What was set so far. */
    public ClientSpec spec() {
        return new ClientSpec(transport, profile, options);
    }

    /** All options in one, replacing those set before. */
    public AtClient options(AtOptions other) {
        return new AtClient(transport, profile, other);
    }

    private AtClient with(Consumer<AtOptions.Builder> change) {
        AtOptions.Builder copy = options.mutate();
        change.accept(copy);
        return options(copy.build());
    }

    /** Who has the line while an asynchronous command waits. Default strict. */
    public AtClient discipline(Discipline discipline) {
        return with(copy -> copy.discipline(discipline));
    }

    /** The clock and timer of everything the session does. Default: the transport's, or else the connection's event loop. */
    public AtClient timer(Scheduler timer) {
        return with(copy -> copy.timer(timer));
    }

    /** Where results and events are delivered. Default: the connection's event loop. */
    public AtClient deliverOn(Scheduler scheduler) {
        return with(copy -> copy.deliverOn(scheduler));
    }

    /** How long a raw command may take, from its write to its final result. Default 10 s. */
    public AtClient rawTimeout(Duration timeout) {
        return with(copy -> copy.rawTimeout(timeout));
    }

    /** How long a command may wait for the line. Default: as long as it takes. */
    public AtClient queueWait(Duration limit) {
        return with(copy -> copy.queueWait(limit));
    }

    /**
     * How long an exclusive turn may keep the line with nothing to send. Then it ends with
     * {@link io.atflux.error.AtTimeoutException}, phase TURN, and the line goes on. Default 5 min.
     *
     * @throws IllegalArgumentException for a limit of nothing
     */
    public AtClient turnIdle(Duration limit) {
        return with(copy -> copy.turnIdle(limit));
    }

    /** How many commands may wait. Default 1,024. */
    public AtClient maxQueue(int commands) {
        return with(copy -> copy.maxQueue(commands));
    }

    /**
     * Asks the modem whether it is there, by {@code AT}, when not one byte came from it for so long; for idle lines whose death
     * nothing else shows, such as those behind a relay or a cellular router. Two unanswered questions end the session as
     * resynchronisation does: with the defaults 7 s after the first, and the transport's latency allowance for each question and probe.
     * Nothing is asked while a command is under way, which has limits of its own. Default: never.
     *
     * @param silence 1 ms to 365 days
     * @throws IllegalArgumentException for a silence out of range
     */
    public AtClient liveness(Duration silence) {
        return with(copy -> copy.liveness(silence));
    }

    /** The queue of subscribers that ask for none of their own. Default: 256, the oldest dropped. */
    public AtClient overflow(Overflow overflow) {
        return with(copy -> copy.overflow(overflow));
    }

    /** Is told what happens in each session: metrics. Default: nobody. */
    public AtClient observer(SessionObserver observer) {
        return with(copy -> copy.observer(observer));
    }

    /**
     * Gets everything that passes on the line, read by read and write by write, secrets masked. Called on the event loop: it
     * must return at once, as {@link io.atflux.observe.RecordingFile} does. Default: nobody.
     */
    public AtClient recordTo(Consumer<? super WireEvent> recorder) {
        return with(copy -> copy.recorder(recorder));
    }

    /**
     * Entries of a caller's Reactor context that the log lines of its command carry in SLF4J's MDC, under the same names: what
     * was sent for it, its reply, its end. They are there for those lines only. Default: none.
     *
     * <p>Where {@code io.micrometer:context-propagation} is on the class path, all that is registered with its
     * {@code ContextRegistry} is set around those lines as well, without being named here.
     */
    public AtClient logContext(String... keys) {
        return with(copy -> copy.logContext(List.of(keys)));
    }

    /** Prefix of this connection's log lines. Default: the transport's description. */
    public AtClient name(String name) {
        return with(copy -> copy.name(name));
    }

    /**
     * Draws the words that prove that session and modem are in step. For tests that must be the same each time: whoever can
     * foresee the words can forge the proof. Called on the event loop. Default: a {@link java.security.SecureRandom}.
     */
    public AtClient random(RandomGenerator source) {
        return with(copy -> copy.random(source));
    }

    /**
     * Whether a modem that answers nothing is taken out of data mode, as the last means to find it: {@code +++} between two silences
     * of 1 s and what the line takes. It interrupts the call that the modem is in. Default: no.
     */
    public AtClient leaveDataMode(boolean leave) {
        return with(copy -> copy.leaveDataMode(leave));
    }

    /**
     * Opens a line and a session on it, for each subscriber. Nothing is written: a session knows no initialisation.
     *
     * @return succeeds with a session; errors with {@link io.atflux.error.AtConnectionException}, outcome NOT_SENT
     */
    public Mono<AtSession> connect() {
        return SessionFactory.connect(transport, profile, options);
    }

    /**
     * The same for a modem that an earlier session of this program ended on: what that session is still owed is waited for before the
     * first command, as {@link #sessions(Backoff, Consumer)} does. For those who open the line again by rules of their own.
     *
     * @param former a session of the same modem that has ended
     */
    public Mono<AtSession> connectAfter(AtSession former) {
        return SessionFactory.connectAfter(transport, profile, options, former);
    }

    /** {@link #sessions(Backoff, Consumer)} that tells nobody of its state. */
    public Flux<AtSession> sessions(Backoff backoff) {
        return sessions(backoff, state -> {});
    }

    /**
     * Keeps the line open, for each subscriber: a session, and after its end the next one. A line is opened only when a session
     * is asked for, and waits as the back-off says behind each loss and each failure, the first one included; a session
     * that was closed from this side is followed by the next one too. Cancelling closes what is open.
     *
     * <p>The modem goes on where the line was lost: what a session is still owed at its end, the next one knows of. Before its
     * first command it waits for that, or finds back into step, as a session does behind a time-out; a late result code confirms
     * nothing of it.
     *
     * <pre>{@code
     * client.sessions(Backoff.defaults(), state -> log.info("{}", state))
     *         .concatMap(session -> work(session).onErrorResume(AtException.class, lost -> Mono.empty()))
     * }</pre>
     *
     * The waits are measured by this client's timer or else the transport's; where there is neither, by
     * {@link Schedulers#single()}.
     *
     * @param listener is told of each state, one at a time, by the thread that brought it about; it must return at once. What it
     *     throws is logged, and changes nothing
     * @return emits connected sessions, one after the other; errors with what the last attempt failed with where the back-off
     *     ends there; never completes
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
