package io.atflux.mqtt;

import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.RetryRule;
import io.atflux.error.AtException;
import io.atflux.error.Outcome;
import io.atflux.internal.foreign.Foreign;
import io.atflux.line.LineShape;
import io.atflux.modem.StepProgress;
import io.atflux.modem.internal.ProgressReporter;
import io.atflux.urc.Overflow;
import io.atflux.urc.UrcType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One of the MQTT clients inside a module. Every Mono and Flux acts each time it is subscribed to, errors with
 * {@link AtException}, and may be used from any thread; signals come on the session's event loop unless its client says
 * otherwise. Needs an IP bearer.
 */
public final class MqttClient {

    private final ProgressReporter reporter;
    private final MqttDialect dialect;
    private final int id;
    private final TlsFlow tls = new TlsFlow();
    private final Interests interests;
    private final Inbox inbox;
    private final PulledMessages pulled;
    private final Tally tally = new Tally();

    private MqttClient(ProgressReporter reporter, MqttDialect dialect, int id) {
        this.reporter = reporter;
        this.dialect = dialect;
        this.id = id;
        this.interests = new Interests(new Interests.Broker() {
            @Override
            public Mono<AtReply> subscribe(TopicFilter filter, Qos qos) {
                return reporter.send("MQTT subscribe", () -> dialect.subscribe(id, filter, qos));
            }

            @Override
            public Mono<AtReply> unsubscribe(TopicFilter filter) {
                return reporter.send("MQTT unsubscribe", () -> dialect.unsubscribe(id, filter)
                        .retry(RetryRule.never()));
            }
        });
        this.inbox = new Inbox(id, dialect.messages(), interests);
        this.pulled = new PulledMessages(reporter, dialect, id, Flux.defer(this::events));
    }

    /**
     * @param id which of the module's clients, from 1; use one object for each
     * @param listener is told of each step as it begins and as it ends, on the session's event loop
     */
    public static MqttClient on(
            AtSession session, MqttDialect dialect, int id, Consumer<? super StepProgress> listener) {
        if (id < 1 || id > dialect.clients()) {
            throw new IllegalArgumentException("MQTT client " + id + " is not within 1 to " + dialect.clients());
        }
        return new MqttClient(ProgressReporter.of(session, listener), dialect, id);
    }

    /** Which of the module's clients this is. */
    public int id() {
        return id;
    }

    /**
     * Sets credentials and will, loads the TLS files, and opens the connection.
     *
     * @return succeeds when the broker accepted; errors with the step that failed, for TLS with the module's reason
     */
    public Mono<Void> open(Broker broker) {
        return pulled.renew()
                .then(OpenFlow.run(reporter, dialect, id, broker, tls))
                .then();
    }

    /** Closes the connection; succeeds also where there is none. The broker does not publish the will. */
    public Mono<Void> close() {
        return reporter.send("MQTT close", () -> dialect.close(id)).then();
    }

    /**
     * Whether the module says that the connection is open.
     *
     * @return errors with {@link io.atflux.error.AtRejectedException} if its firmware has no such question; a module that was asked
     *     before, and did not restart, is not asked again
     */
    public Mono<Boolean> isOpen() {
        return Mono.defer(() -> reporter.track(
                        "MQTT open?", dialect.openClients(), dialect.askForOpenClients(reporter.session())))
                .map(open -> open.contains(id));
    }

    /** Subscribes, for those who listen by {@link #received}; {@link #messages} does it by itself. */
    public Mono<Void> subscribe(String filter, Qos qos) {
        return subscribe(filter, qos, UnaryOperator.identity());
    }

    /**
     * The same without any re-send: for those who send again by rules of their own.
     *
     * @return errors after the first attempt that was not granted
     */
    public Mono<Void> subscribeOnce(String filter, Qos qos) {
        return subscribe(filter, qos, command -> command.retry(RetryRule.never()));
    }

    private Mono<Void> subscribe(String filter, Qos qos, UnaryOperator<AtCommand<AtReply>> change) {
        return Mono.defer(() -> {
                    TopicFilter wanted = TopicFilter.of(filter);
                    boolean isNew = interests.know(wanted);
                    return QosRefusal.said(
                                    reporter.send(
                                            "MQTT subscribe", () -> change.apply(dialect.subscribe(id, wanted, qos))),
                                    qos)
                            .doOnError(AtException.class, failure -> refused(wanted, isNew, failure));
                })
                .then();
    }

    /** No message comes for it, unless it was granted all the same. */
    private void refused(TopicFilter wanted, boolean isNew, AtException failure) {
        if (isNew && failure.outcome() != Outcome.UNKNOWN) {
            interests.forget(wanted);
        }
    }

    /** Takes a {@link #subscribe} back. */
    public Mono<Void> unsubscribe(String filter) {
        return Mono.defer(() -> {
                    TopicFilter known = TopicFilter.of(filter);
                    return reporter.send("MQTT unsubscribe", dialect.unsubscribe(id, known))
                            .doOnNext(done -> interests.forget(known));
                })
                .then();
    }

    /** Subscribes anew to all that {@link #messages} listens to: after an open whose broker kept no session. */
    public Mono<Void> resubscribe() {
        return interests.renew();
    }

    /** {@link #publish(MqttMessage, OnUnknown)}, sent again while its outcome is unknown. */
    public Mono<Receipt> publish(MqttMessage message) {
        return publish(message, OnUnknown.SEND_AGAIN);
    }

    /**
     * Publishes a message, inline or by length as its payload needs it.
     *
     * @return succeeds when the module confirmed it; errors where it did not
     */
    public Mono<Receipt> publish(MqttMessage message, OnUnknown onUnknown) {
        return published(message, () -> dialect.publish(id, message, onUnknown));
    }

    private Mono<Receipt> published(MqttMessage message, Supplier<AtCommand<AtReply>> command) {
        return QosRefusal.said(reporter.send("MQTT publish", command), message.qos())
                .map(reply -> receipt(message, reply))
                .doOnError(failure -> tally.failed());
    }

    /**
     * The same without any re-send: for those who send again by rules of their own.
     *
     * @return succeeds when the module confirmed it; errors after the first attempt that it did not confirm. A refusal by a result
     *     code, {@code +MQTTPUB: 1,0}, does not prove that the broker has not got it
     */
    public Mono<Receipt> publishOnce(MqttMessage message) {
        return published(
                message, () -> dialect.publish(id, message, OnUnknown.GIVE_UP).retry(RetryRule.never()));
    }

    private Receipt receipt(MqttMessage message, AtReply reply) {
        tally.confirmed();
        if (reply.possiblyDuplicated()) {
            tally.duplicated();
        }
        return new Receipt(message, reply.attempts(), reply.possiblyDuplicated(), reply.elapsed());
    }

    /** {@link #publishAll(Publisher, OnUnknown)}, each message sent again while its outcome is unknown. */
    public Flux<PublishResult> publishAll(Publisher<MqttMessage> messages) {
        return publishAll(messages, OnUnknown.SEND_AGAIN);
    }

    /**
     * Publishes messages one after the other, asking for the next one when the module is free for it.
     *
     * @return a result for each message, in order; one that failed has its failure, and the next one goes out. Errors only with the
     *     source's own error
     */
    public Flux<PublishResult> publishAll(Publisher<MqttMessage> messages, OnUnknown onUnknown) {
        // Without prefetch: one message is asked for when the one before is over.
        return Flux.from(messages)
                .concatMap(
                        message -> publish(message, onUnknown)
                                .map(PublishResult::confirmed)
                                .onErrorResume(
                                        AtException.class,
                                        failure -> Mono.just(PublishResult.failed(message, failure))),
                        0);
    }

    /** {@link #messages(String, Qos, Overflow)} with a queue of 256 messages, the oldest dropped. */
    public Flux<MqttMessage> messages(String filter, Qos qos) {
        return messages(filter, qos, Overflow.dropOldest(256));
    }

    /**
     * Messages to topics that fit a filter, each with all of its lines. Where the module prints topics without quotes, a message
     * that may have gone to several topics which fit this client's filters is delivered to nobody, and {@link #events} tells of
     * it ({@link MqttEvent.Ambiguous}). A message of which a part is missing is delivered, marked, to who asks for it by
     * {@link Overflow#deliveringCut}. Listens first and subscribes second, so that none is lost in between; listeners
     * of one filter share its subscription, and the last one that cancels unsubscribes. Each has its own queue. A caller's
     * {@link io.atflux.AtDeadline} limits its own wait for the subscription, and neither the listening nor what others wait for.
     *
     * @param overflow what happens to messages that nobody asks for
     * @return errors where the subscription fails, where the queue overflows by {@link Overflow.Policy#ERROR}, and where the
     *     line is lost
     */
    public Flux<MqttMessage> messages(String filter, Qos qos, Overflow overflow) {
        return leased(
                filter,
                qos,
                (wanted, start) -> Flux.from(actual -> {
                    received(overflow, wanted).subscribe(actual);
                    start.run();
                }));
    }

    /** Listens, and subscribes to the filter for as long as somebody does. */
    private Flux<MqttMessage> leased(
            String filter, Qos qos, BiFunction<TopicFilter, Runnable, Flux<MqttMessage>> listening) {
        return Flux.deferContextual(context -> {
            TopicFilter wanted = TopicFilter.of(filter);
            return Flux.using(
                    () -> new Lease(reporter.session(), interests, wanted, qos),
                    lease -> listening
                            .apply(wanted, () -> lease.start(context))
                            .takeUntilOther(lease.whenFailed())
                            .concatWith(Mono.defer(lease::failure)),
                    Lease::end);
        });
    }

    /**
     * Whether the module can keep messages in a buffer of its own until they are read, as {@link #messagesOnDemand} needs it: some firmware
     * has no such mode. Asks the module.
     */
    public Mono<Boolean> canDeliverOnDemand() {
        return pulled.isPossible();
    }

    /**
     * Messages to topics that fit a filter, read out of the module's buffer one at a time, and only when they are asked for: demand reaches
     * the module. Byte by byte as they were published, whatever they hold. Of several such Fluxes of this client the one that asks least
     * holds up the others, for the module has one queue for each client; what fits none of them is read and goes to nobody. What
     * overflows in the module's buffer is lost without a word: nobody can count it. A message that is being read when the last one cancels,
     * or whose reading gets no answer or a damaged one, may be lost too; three such readings in a row are an error. A refusal counts as
     * an empty buffer.
     *
     * <p>Has the module keep messages first, for all of its MQTT clients: from then on {@link #messages} and {@link #received} have nothing
     * from any of them, until {@link #deliverDirectly} is called or the module restarts. {@link #open} sets the mode anew while
     * anybody listens.
     *
     * @return errors with {@link io.atflux.error.AtRejectedException}, before anything is subscribed to, if the firmware has no buffer;
     *     where the subscription or a reading fails; and where the line is lost
     */
    public Flux<MqttMessage> messagesOnDemand(String filter, Qos qos) {
        return Flux.defer(() -> {
            TopicFilter.of(filter);
            return pulled.switchOn()
                    .thenMany(leased(
                            filter,
                            qos,
                            (wanted, start) -> Flux.from(actual -> {
                                pulled.listen(message -> wanted.matches(message.topic()))
                                        .subscribe(actual);
                                start.run();
                            })));
        });
    }

    /** {@link #messagesOnDemand} without a subscription: everything that this client receives, whoever subscribed to it. */
    public Flux<MqttMessage> receivedOnDemand() {
        return pulled.switchOn().thenMany(pulled.listen(message -> true));
    }

    /** Has the module print messages as they come again, for all of its MQTT clients. What its buffer holds then is the module's affair. */
    public Mono<Void> deliverDirectly() {
        return pulled.mode(false);
    }

    /** Everything that this client receives, whoever subscribed to it. */
    public Flux<MqttMessage> received(Overflow overflow) {
        return received(overflow, message -> true);
    }

    private Flux<MqttMessage> received(Overflow overflow, TopicFilter wanted) {
        return received(overflow, message -> wanted.matches(message.topic()));
    }

    /** What is not wanted takes no place in the subscriber's queue, and is not counted as lost. */
    private Flux<MqttMessage> received(Overflow overflow, Predicate<MqttMessage> wanted) {
        UrcType<MqttMessage> own = UrcType.of(LineShape.any(), line -> {
            MqttMessage message = inbox.message(line);
            boolean ours = message != null && wanted.test(message) && (overflow.deliversCut() || !message.isCut());
            return ours ? message : null;
        });
        Overflow counted = overflow.deliveringCut().counting(lost -> {
            tally.dropped(lost);
            Foreign.tell("a drop listener", overflow.onDrop(), lost);
        });
        return reporter.session().urcs(own, counted);
    }

    /** What the module reports about this connection by itself. A result code that ends a command is no event. */
    public Flux<MqttEvent> events() {
        List<Flux<? extends MqttEvent>> each = new ArrayList<>();
        dialect.events().forEach(type -> each.add(reporter.session().urcs(type)));
        each.add(reporter.session().urcs(UrcType.<MqttEvent>of(LineShape.any(), inbox::ambiguous)));
        return Flux.<MqttEvent>merge(Flux.fromIterable(each), each.size(), 1)
                .filter(event -> event.clientId() == id || event.clientId() == 0);
    }

    /**
     * The reason of the module's last TLS failure. If that may be a certificate or the clock, the module's clock is asked for as well and
     * held against the host's, which tells them apart.
     */
    public Mono<TlsError> tlsError() {
        return reporter.send("TLS error?", dialect::tlsError).flatMap(error -> tls.refined(reporter, dialect, error));
    }

    /** The counters of this client, as of now. */
    public MqttStats stats() {
        return tally.stats(inbox.cut(), inbox.ambiguous());
    }
}
