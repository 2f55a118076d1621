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
 * A modem on a session: each step towards an IP address, and all of them in one. Every Mono runs each time it is subscribed to,
 * errors with {@link io.atflux.error.AtException}, and may be used from any thread.
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
     * @param listener called at the start and the end of each step, on the session's event loop
     */
    public static Modem on(
            AtSession session, ModemDialect dialect, ModemOptions options, Consumer<? super StepProgress> listener) {
        ProgressReporter reporter = ProgressReporter.of(session, listener);
        return new Modem(reporter, dialect, options, CardMemories.NONE, new Dialling(session));
    }

    /**
     * The same modem, with memories for what it learns about cards: a link stores them in its outbox.
     *
     * @param apns stores which access point worked; used unless the options' choice has an explicit memory
     * @param pins stores which PINs were refused. The card's number is read before a PIN is tried
     */
    public Modem remembering(ApnMemory apns, PinMemory pins) {
        return new Modem(reporter, dialect, options, new CardMemories(apns, pins), dialling);
    }

    /** The session of this modem. */
    public AtSession session() {
        return reporter.session();
    }

    /**
     * Runs all steps from the first {@code AT} to an IP address, in the order of the vendor's guide. If the module restarts
     * meanwhile, it starts again, at most twice.
     *
     * @return succeeds with the values found on the way; errors with the failure of the first step that failed
     */
    public Mono<Attachment> attach() {
        return AttachFlow.run(reporter, dialect, options, memories, dialling);
    }

    /** Sends {@code AT} until OK, then turns echo off and verbose errors on. */
    public Mono<Void> synchronise() {
        return SynchroniseFlow.run(reporter, dialect);
    }

    /**
     * Runs all steps between synchronisation and registration: start-up notices, search order, full functionality, the SIM with
     * its PIN, its IMSI, and the access point. Call {@link #synchronise()} first. A restart of the module meanwhile is an error
     * ({@link io.atflux.error.AtTimeoutException#isRestart}), because the line's settings are then lost as well.
     *
     * @return succeeds with the values found on the way; errors with the failure of the first step that failed
     */
    public Mono<Initialisation> initialise() {
        return InitialiseFlow.run(reporter, dialect, options, memories, dialling);
    }

    /** Makes the SIM usable; enters the PIN at most once. */
    public Mono<SimState> unlockSim() {
        return SimFlow.run(reporter, dialect, options.pin(), memories.pins());
    }

    /**
     * Reads the module's identity (27.007 5.1 to 5.4). A part that it refuses, or leaves empty, is null; a time-out is an error.
     * Needs neither a SIM nor a network.
     */
    public Mono<ModemIdentity> identity() {
        return IdentityFlow.run(reporter, dialect);
    }

    /** The identity of the SIM (27.007 5.6); rejected if no SIM is in, or if it needs its PIN. */
    public Mono<Imsi> imsi() {
        return reporter.send("IMSI", dialect::imsi);
    }

    /** The number of the card (ITU-T E.118); rejected if no SIM is in. */
    public Mono<Iccid> iccid() {
        return reporter.send("ICCID", dialect::iccid);
    }

    /**
     * Switches the radio off (27.007 8.2). The bearer and all connections over it end; the SIM stays usable. With
     * {@link #radioOn()}, it makes the module register again without a restart.
     */
    public Mono<Void> radioOff() {
        return reporter.send("radio off", dialect::radioOff).then();
    }

    /** Switches the radio on, to full functionality (27.007 8.2); the module then searches for a network automatically. */
    public Mono<Void> radioOn() {
        return reporter.send("functionality", dialect::fullFunctionality).then();
    }

    /** The module's level of functionality (27.007 8.2). */
    public Mono<Functionality> functionality() {
        return reporter.send("functionality?", dialect::functionality);
    }

    /**
     * The access point that the module has for its first context now (27.007 10.1.1), without user and password, which no module
     * shows. The case of the name's letters has no meaning (23.003 9.1).
     *
     * @return empty if there is no such context, or one without a name, or one that is not for IP
     */
    public Mono<Apn> apn() {
        return reporter.send("APN?", dialect::apn).flatMap(Mono::justOrEmpty);
    }

    /** Sets the access point of the options for the inserted SIM: the likeliest, if there are several. */
    public Mono<Apn> setApn() {
        return candidates().flatMap(found -> ApnFlow.set(reporter, dialect, found.first(), dialling));
    }

    /** Signal strength and error rate (27.007 8.5). */
    public Mono<SignalQuality> signal() {
        return reporter.send("signal", dialect::signal);
    }

    /** The network on which the module is registered (27.007 7.3). */
    public Mono<Operator> operator() {
        return reporter.send("operator", dialect::operator);
    }

    /**
     * Waits for registration: succeeds with the first domain that is registered. Errors at the end of the options' poll: with
     * {@link io.atflux.error.AtRejectedException} if a domain is denied then and none is searching, otherwise with
     * {@link io.atflux.error.AtTimeoutException}.
     */
    public Mono<Registration> register() {
        return RegistrationFlow.run(reporter, dialect, options.registration());
    }

    /** Whether the module has an IP address now. */
    public Mono<BearerState> bearer() {
        return reporter.send("bearer?", dialect::bearerState);
    }

    /**
     * Obtains an IP address, unless there is one: queries the state first, then dials. A single access point must be set; it is
     * set again if this modem had set another one, for another card. Of several candidates ({@link ApnChoice#candidates}), each
     * is set and dialled once, until the network accepts one.
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

    /** Releases the IP address; succeeds also if there is none. */
    public Mono<Void> release() {
        return reporter.send("release", dialect::release).then();
    }

    /** The module's clock, against which it checks certificates. */
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

    /** Restarts the module; its start appears in {@link #events()}. Never repeated. */
    public Mono<Void> restart() {
        return reporter.send("restart", dialect::restart).then();
    }

    /**
     * The module's reports about its state, from the moment of subscription; a subscriber that does not keep up loses the oldest.
     * A result code that ends one of this session's commands is not an event.
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
