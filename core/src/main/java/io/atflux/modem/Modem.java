package io.atflux.modem;

import io.atflux.AtSession;
import io.atflux.modem.internal.ProgressReporter;
import io.atflux.urc.UrcType;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A modem on a session: each step towards an IP address by itself, and all of them in one. Every Mono acts each time it is
 * subscribed to, errors with {@link io.atflux.error.AtException}, and may be used from any thread.
 */
public final class Modem {

    private final ProgressReporter reporter;
    private final ModemDialect dialect;
    private final ModemOptions options;
    private final CardMemories memories;
    private final Dialling dialling;

    private Modem(
            ProgressReporter reporter,
            ModemDialect dialect,
            ModemOptions options,
            CardMemories memories,
            Dialling dialling) {
        this.reporter = reporter;
        this.dialect = dialect;
        this.options = options;
        this.memories = memories;
        this.dialling = dialling;
    }

    /**
     * @param listener is told of each step as it begins and as it ends, on the session's event loop
     */
    public static Modem on(
            AtSession session, ModemDialect dialect, ModemOptions options, Consumer<? super StepProgress> listener) {
        ProgressReporter reporter = ProgressReporter.of(session, listener);
        return new Modem(reporter, dialect, options, CardMemories.NONE, new Dialling(session));
    }

    /**
     * The same modem, which keeps what it learns of cards: a link does so in its outbox.
     *
     * @param apns which access point worked; used if the options' choice brings no memory that somebody gave it
     * @param pins which PINs were refused. The card's number is asked for before a PIN is tried
     */
    public Modem remembering(ApnMemory apns, PinMemory pins) {
        return new Modem(reporter, dialect, options, new CardMemories(apns, pins), dialling);
    }

    /** The session it is on. */
    public AtSession session() {
        return reporter.session();
    }

    /**
     * Everything from the first sign of life to an IP address, in the order of the vendor's guide; from the beginning, at most twice
     * more, if the module restarts meanwhile.
     *
     * @return succeeds with what was found on the way; errors with the first step that failed
     */
    public Mono<Attachment> attach() {
        return AttachFlow.run(reporter, dialect, options, memories, dialling);
    }

    /** {@code AT} until OK, echo off, errors with their reasons. */
    public Mono<Void> synchronise() {
        return SynchroniseFlow.run(reporter, dialect);
    }

    /**
     * Everything between the module in step and the network: start-up notices, search order, full functionality, the SIM with its
     * PIN, its IMSI, and the access point set. {@link #synchronise()} goes before; a restart of the module meanwhile is an error
     * ({@link io.atflux.error.AtTimeoutException#isRestart}), for then the line's settings are gone as well.
     *
     * @return succeeds with what was found on the way; errors with the first step that failed
     */
    public Mono<Initialisation> initialise() {
        return InitialiseFlow.run(reporter, dialect, options, memories, dialling);
    }

    /** Makes the SIM usable; enters the PIN at most once. */
    public Mono<SimState> unlockSim() {
        return SimFlow.run(reporter, dialect, options.pin(), memories.pins());
    }

    /**
     * Who the module is (27.007 5.1 to 5.4). A part that it refuses, or answers with nothing, is null; its silence is an error. Needs
     * neither a SIM nor a network.
     */
    public Mono<ModemIdentity> identity() {
        return IdentityFlow.run(reporter, dialect);
    }

    /** The identity of the SIM (27.007 5.6); rejected where no SIM is in, or its PIN is wanted. */
    public Mono<Imsi> imsi() {
        return reporter.send("IMSI", dialect::imsi);
    }

    /** The number of the card (ITU-T E.118); rejected where no SIM is in. */
    public Mono<Iccid> iccid() {
        return reporter.send("ICCID", dialect::iccid);
    }

    /**
     * Switches the radio off (27.007 8.2); the bearer and all that runs over it end, the SIM stays usable. The first half of a fresh
     * start with the network that is no restart of the module.
     */
    public Mono<Void> radioOff() {
        return reporter.send("radio off", dialect::radioOff).then();
    }

    /** Switches everything on (27.007 8.2); the module looks for a network by itself then. */
    public Mono<Void> radioOn() {
        return reporter.send("functionality", dialect::fullFunctionality).then();
    }

    /** How much of the module is switched on (27.007 8.2). */
    public Mono<Functionality> functionality() {
        return reporter.send("functionality?", dialect::functionality);
    }

    /**
     * The access point that the module has for its first context now (27.007 10.1.1), without user and password, which no module
     * shows. Names are the same whatever the case of their letters (23.003 9.1).
     *
     * @return empty if there is no such context, or one without a name, or one that is not for IP
     */
    public Mono<Apn> apn() {
        return reporter.send("APN?", dialect::apn).flatMap(Mono::justOrEmpty);
    }

    /** Sets the access point that the options say, for the SIM that is in: the likeliest, if they say several. */
    public Mono<Apn> setApn() {
        return candidates().flatMap(found -> ApnFlow.set(reporter, dialect, found.first(), dialling));
    }

    /** Signal strength and error rate (27.007 8.5). */
    public Mono<SignalQuality> signal() {
        return reporter.send("signal", dialect::signal);
    }

    /** The network that the module is on (27.007 7.3). */
    public Mono<Operator> operator() {
        return reporter.send("operator", dialect::operator);
    }

    /**
     * Waits for the network: succeeds with the first domain that is registered. Errors when the poll of the options is over: with
     * {@link io.atflux.error.AtRejectedException} if a domain is denied then and none searches, otherwise with
     * {@link io.atflux.error.AtTimeoutException}.
     */
    public Mono<Registration> register() {
        return RegistrationFlow.run(reporter, dialect, options.registration());
    }

    /** Whether there is an IP address now. */
    public Mono<BearerState> bearer() {
        return reporter.send("bearer?", dialect::bearerState);
    }

    /**
     * Gets an IP address, unless there is one: asks first, then dials. A single access point must be set; it is set
     * again if this modem had set another one, for another card. Of several candidates
     * ({@link ApnChoice#candidates}) each is set and dialled once, until the network takes one.
     *
     * @return succeeds with the bearer; errors with {@link io.atflux.error.AtRejectedException} if the network, or the module, refuses
     */
    public Mono<Bearer> dial() {
        return Mono.defer(
                        () -> options.apn() instanceof Apn given ? Mono.just(ApnCandidates.only(given)) : candidates())
                .flatMap(found -> BearerFlow.run(reporter, dialect, found, dialling))
                .map(Connected::bearer);
    }

    private Mono<ApnCandidates> candidates() {
        return imsi().flatMap(imsi -> ApnCandidates.find(reporter, dialect, options.apn(), memories, imsi));
    }

    /** Gives the IP address back; succeeds also where there is none. */
    public Mono<Void> release() {
        return reporter.send("release", dialect::release).then();
    }

    /** The module's clock, which certificates are checked against. */
    public Mono<OffsetDateTime> clock() {
        return reporter.send("clock", dialect::clock);
    }

    /** Sets the module's clock, to the second; its zone to the quarter of an hour. */
    public Mono<Void> setClock(OffsetDateTime time) {
        return reporter.send("set clock", () -> dialect.setClock(time)).then();
    }

    /** Switches the module's start-up notices, the one for commands and the one for the SIM. */
    public Mono<Void> startNotices(boolean ready, boolean sim) {
        return reporter.send("start notices", () -> dialect.startNotices(ready, sim))
                .then();
    }

    /** Restarts the module; its start shows in {@link #events()}. Never repeated. */
    public Mono<Void> restart() {
        return reporter.send("restart", dialect::restart).then();
    }

    /**
     * What the module reports about itself, from the subscription on; a subscriber that does not keep up loses the oldest.
     * A result code that ends a command of ours is no event.
     */
    public Flux<ModemEvent> events() {
        List<UrcType<? extends ModemEvent>> types = new ArrayList<>(dialect.events());
        types.add(dialect.bearerChanges());
        for (Registration.Domain domain : Registration.Domain.values()) {
            types.add(Registration.changes(domain));
        }
        List<Flux<? extends ModemEvent>> each = new ArrayList<>();
        types.forEach(type -> each.add(session().urcs(type)));
        // A prefetch of one: each source has its own bounded queue.
        return Flux.merge(Flux.fromIterable(each), each.size(), 1);
    }
}
