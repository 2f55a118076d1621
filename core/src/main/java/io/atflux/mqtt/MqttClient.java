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
 * {@link AtException}, and may be used from any thread. Signals are delivered on the session's event loop unless its client says
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
     * @param id the number of the module's client, from 1; use one object for each
     * @param listener called at the start and the end of each step, on the session's event loop
     */
    public static MqttClient on(
            AtSession session, MqttDialect dialect, int id, Consumer<? super StepProgress> listener) {
        if (id < 1 || id > dialect.clients()) {
            throw new IllegalArgumentException("MQTT client " + id + " is not within 1 to " + dialect.clients());
        }
        return new MqttClient(ProgressReporter.of(session, listener), dialect, id);
    }

    /** The number of this client in the module. */
    public int id() {
        return id;
    }

    /**
     * Sets credentials and will, loads the TLS files, and opens the connection.
     *
     * @return succeeds when the broker has accepted; errors with the failure of the step, for TLS with the module's reason
     */
    public Mono<Void> open(Broker broker) {
        return pulled.renew()
                .then(OpenFlow.run(reporter, dialect, id, broker, tls))
                .then();
    }

    /** Closes the connection; succeeds also if there is none. The broker does not publish the will. */
    public Mono<Void> close() {
        return reporter.send("MQTT close", () -> dialect.close(id)).then();
    }

    /**
     * Whether the module reports the connection as open.
     *
     * @return errors with {@link io.atflux.error.AtRejectedException} if its firmware has no such query; a module that has
     *     refused it is not asked again until it restarts
     */
    public Mono<Boolean> isOpen() {
        return Mono.defer(() -> reporter.track(
                        "MQTT open?", dialect.openClients(), dialect.askForOpenClients(reporter.session())))
                .map(open -> open.contains(id));
    }

    /** Subscribes at the broker, for use with {@link #received}; {@link #messages} subscribes automatically. */
    public Mono<Void> subscribe(String filter, Qos qos) {
        return subscribe(filter, qos, UnaryOperator.identity());
    }

    /**
     * The same without any re-send: for callers with their own retry rules.
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

    /** No message comes for it, unless the broker granted it anyway. */
    private void refused(TopicFilter wanted, boolean isNew, AtException failure) {
        if (isNew && failure.outcome() != Outcome.UNKNOWN) {
            interests.forget(wanted);
        }
    }

    /** Ends a {@link #subscribe}. */
    public Mono<Void> unsubscribe(String filter) {
        return Mono.defer(() -> {
                    TopicFilter known = TopicFilter.of(filter);
                    return reporter.send("MQTT unsubscribe", dialect.unsubscribe(id, known))
                            .doOnNext(done -> interests.forget(known));
                })
                .then();
    }

    /** Renews all subscriptions of {@link #messages}: after an open for which the broker kept no session. */
    public Mono<Void> resubscribe() {
        return interests.renew();
    }

    /** {@link #publish(MqttMessage, OnUnknown)}, sent again while its outcome is unknown. */
    public Mono<Receipt> publish(MqttMessage message) {
        return publish(message, OnUnknown.SEND_AGAIN);
    }

    /**
     * Publishes a message, inline or by length as its payload requires.
     *
     * @return succeeds when the module has confirmed it; errors if it did not
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
     * The same without any re-send: for callers with their own retry rules.
     *
     * @return succeeds when the module has confirmed it; errors after the first attempt that it did not confirm. A refusal by a
     *     result code, {@code +MQTTPUB: 1,0}, does not prove that the broker has not received it
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
     * Publishes messages one after the other, and requests the next one when the module is free for it.
     *
     * @return a result for each message, in order; a failed message has its failure in the result, and the next one is published.
     *     Errors only with the source's own error
     */
    public Flux<PublishResult> publishAll(Publisher<MqttMessage> messages, OnUnknown onUnknown) {
        // Without prefetch: a message is requested when the previous one has ended.
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
     * Messages to topics that fit a filter, each with all of its lines. If the module prints topics without quotes, a message may
     * have several possible topics that fit this client's filters. Such a message is delivered to no subscriber, and
     * {@link #events} reports it ({@link MqttEvent.Ambiguous}). An incomplete message is delivered, marked, to a subscriber with
     * {@link Overflow#deliveringCut}. The Flux listens first and subscribes at the broker second, so that no message is lost in
     * between. Subscribers of one filter share its subscription, and the last one that cancels unsubscribes. Each has its own
     * queue. A caller's {@link io.atflux.AtDeadline} limits only its own wait for the subscription.
     *
     * @param overflow the policy for messages without demand
     * @return errors if the subscription fails, if the queue overflows by {@link Overflow.Policy#ERROR}, and if the line is lost
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

    /** Listens, and holds the filter's subscription for as long as there is a subscriber. */
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
     * Whether the module can keep messages in its buffer until they are read, as {@link #messagesOnDemand} requires: some
     * firmware has no such mode. Sends a query to the module.
     */
    public Mono<Boolean> canDeliverOnDemand() {
        return pulled.isPossible();
    }

    /**
     * Messages to topics that fit a filter, read from the module's buffer one at a time, and only on demand: the demand reaches
     * the module. Each message is byte for byte as published. The module has one queue for each client, so of several such Fluxes
     * of this client the one with the least demand holds up the others. A message that fits none of them is read and dropped. A
     * message that overflows the module's buffer is lost, and no counter shows it. A message that is being read when the last
     * subscriber cancels may be lost too, and so may one whose read gets no answer or a damaged one; three such reads in a row
     * are an error. A refusal counts as an empty buffer.
     *
     * <p>First switches the module to its buffered mode, for all of its MQTT clients. From then on {@link #messages} and
     * {@link #received} of all of them deliver nothing, until {@link #deliverDirectly} is called or the module restarts.
     * {@link #open} sets the mode again while there is a subscriber.
     *
     * @return errors with {@link io.atflux.error.AtRejectedException}, before any subscription, if the firmware has no buffer; if
     *     the subscription or a read fails; and if the line is lost
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

    /** {@link #messagesOnDemand} without a subscription: every message that this client receives. */
    public Flux<MqttMessage> receivedOnDemand() {
        return pulled.switchOn().thenMany(pulled.listen(message -> true));
    }

    /**
     * Switches the module back to printing messages on arrival, for all of its MQTT clients. The fate of messages still in its
     * buffer depends on the module.
     */
    public Mono<Void> deliverDirectly() {
        return pulled.mode(false);
    }

    /** Every message that this client receives, whichever subscription it belongs to. */
    public Flux<MqttMessage> received(Overflow overflow) {
        return received(overflow, message -> true);
    }

    private Flux<MqttMessage> received(Overflow overflow, TopicFilter wanted) {
        return received(overflow, message -> wanted.matches(message.topic()));
    }

    /** Unwanted messages take no place in the subscriber's queue, and are not counted as lost. */
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

    /** The module's unsolicited reports about this connection. A result code that ends a command is not an event. */
    public Flux<MqttEvent> events() {
        List<Flux<? extends MqttEvent>> each = new ArrayList<>();
        dialect.events().forEach(type -> each.add(reporter.session().urcs(type)));
        each.add(reporter.session().urcs(UrcType.<MqttEvent>of(LineShape.any(), inbox::ambiguous)));
        return Flux.<MqttEvent>merge(Flux.fromIterable(each), each.size(), 1)
                .filter(event -> event.clientId() == id || event.clientId() == 0);
    }

    /**
     * The reason of the module's last TLS failure. If it may be a certificate or the clock, the module's clock is read as well
     * and compared with the host's, which tells them apart.
     */
    public Mono<TlsError> tlsError() {
        return reporter.send("TLS error?", dialect::tlsError).flatMap(error -> tls.refined(reporter, dialect, error));
    }

    /** The present counters of this client. */
    public MqttStats stats() {
        return tally.stats(inbox.cut(), inbox.ambiguous());
    }
}
