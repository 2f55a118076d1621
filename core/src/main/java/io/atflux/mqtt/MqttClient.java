package io.atflux.mqtt;

import io.atflux.AtSession;
import io.atflux.command.AtReply;
import io.atflux.error.AtException;
import io.atflux.error.AtOverflowException;
import io.atflux.error.Outcome;
import io.atflux.internal.foreign.Foreign;
import io.atflux.modem.Step;
import io.atflux.modem.Steps;
import io.atflux.urc.Overflow;
import io.atflux.urc.UrcType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import reactor.core.Exceptions;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One of the MQTT clients inside a module. Every Mono and Flux acts each time it is subscribed to, errors with
 * {@link AtException}, and may be used from any thread; signals come on the session's event loop unless its client says
 * otherwise. Needs an IP bearer.
 */
public final class MqttClient {

    private final Steps steps;
    private final MqttDialect dialect;
    private final int id;
    private final TlsFlow tls = new TlsFlow();
    private final Interests interests;
    private final LongAdder confirmed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder duplicated = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    private MqttClient(Steps steps, MqttDialect dialect, int id) {
        this.steps = steps;
        this.dialect = dialect;
        this.id = id;
        this.interests = new Interests(new Interests.Broker() {
            @Override
            public Mono<AtReply> subscribe(TopicFilter filter, Qos qos) {
                return steps.send("MQTT subscribe", () -> dialect.subscribe(id, filter, qos));
            }

            @Override
            public Mono<AtReply> unsubscribe(TopicFilter filter) {
                return steps.send("MQTT unsubscribe", () -> dialect.unsubscribe(id, filter));
            }
        });
    }

    /**
     * @param id which of the module's clients, from 1; use one object for each
     * @param listener is told of each step as it begins and as it ends, on the session's event loop
     */
    public static MqttClient on(AtSession session, MqttDialect dialect, int id, Consumer<? super Step> listener) {
        if (id < 1 || id > dialect.clients()) {
            throw new IllegalArgumentException("MQTT client " + id + " is not within 1 to " + dialect.clients());
        }
        return new MqttClient(Steps.of(session, listener), dialect, id);
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
        return OpenFlow.run(steps, dialect, id, broker, tls).then();
    }

    /** Closes the connection; succeeds also where there is none. The broker does not publish the will. */
    public Mono<Void> close() {
        return steps.send("MQTT close", () -> dialect.close(id)).then();
    }

    /** Whether the module says that the connection is open. */
    public Mono<Boolean> isOpen() {
        return steps.send("MQTT open?", dialect::openClients).map(open -> open.contains(id));
    }

    /** Subscribes, for those who listen by {@link #received}; {@link #messages} does it by itself. */
    public Mono<Void> subscribe(String filter, Qos qos) {
        return Mono.defer(() -> steps.send("MQTT subscribe", dialect.subscribe(id, TopicFilter.of(filter), qos)))
                .then();
    }

    /** Takes a {@link #subscribe} back. */
    public Mono<Void> unsubscribe(String filter) {
        return Mono.defer(() -> steps.send("MQTT unsubscribe", dialect.unsubscribe(id, TopicFilter.of(filter))))
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
        return steps.send("MQTT publish", () -> dialect.publish(id, message, onUnknown))
                .map(reply -> new Receipt(message, reply.attempts(), reply.possiblyDuplicated(), reply.elapsed(), null))
                .doOnNext(this::count)
                .doOnError(failure -> failed.increment());
    }

    private void count(Receipt receipt) {
        confirmed.increment();
        if (receipt.possiblyDuplicated()) {
            duplicated.increment();
        }
    }

    /** {@link #publish(Publisher, OnUnknown)}, each message sent again while its outcome is unknown. */
    public Flux<Receipt> publish(Publisher<MqttMessage> messages) {
        return publish(messages, OnUnknown.SEND_AGAIN);
    }

    /**
     * Publishes messages one after the other, asking for the next one when the module is free for it.
     *
     * @return a receipt for each message, in order; a failed one is a receipt too. Errors only with the source's own error
     */
    public Flux<Receipt> publish(Publisher<MqttMessage> messages, OnUnknown onUnknown) {
        // Without prefetch: one message is asked for when the one before is over.
        return Flux.from(messages)
                .concatMap(
                        message -> publish(message, onUnknown)
                                .onErrorResume(
                                        AtException.class, failure -> Mono.just(Receipt.failed(message, failure))),
                        0);
    }

    /** {@link #messages(String, Qos, Overflow)} with a queue of 256 messages, the oldest dropped. */
    public Flux<MqttMessage> messages(String filter, Qos qos) {
        return messages(filter, qos, Overflow.dropOldest(256));
    }

    /**
     * Messages to topics that fit a filter. Listens first and subscribes second, so that none is lost in between; listeners
     * of one filter share its subscription, and the last one that cancels unsubscribes. Each has its own queue. A caller's
     * {@link io.atflux.AtDeadline} limits its own wait for the subscription, and neither the listening nor what others wait for.
     *
     * @param overflow what happens to messages that nobody asks for
     * @return errors where the subscription fails, where the queue overflows by {@link Overflow.Policy#ERROR}, and where the
     *     line is lost
     */
    public Flux<MqttMessage> messages(String filter, Qos qos, Overflow overflow) {
        return Flux.deferContextual(context -> {
            TopicFilter wanted = TopicFilter.of(filter);
            Flux<MqttMessage> local = received(overflow, wanted);
            return Flux.using(
                    () -> new Lease(steps.session(), interests, wanted, qos),
                    lease -> Flux.<MqttMessage>from(actual -> {
                                local.subscribe(actual);
                                lease.start(context);
                            })
                            .takeUntilOther(lease.whenFailed())
                            .concatWith(Mono.defer(lease::failure)),
                    Lease::end);
        });
    }

    /** Everything that this client receives, whoever subscribed to it. */
    public Flux<MqttMessage> received(Overflow overflow) {
        return received(overflow, TopicFilter.of("#"), true);
    }

    private Flux<MqttMessage> received(Overflow overflow, TopicFilter wanted) {
        return received(overflow, wanted, false);
    }

    private Flux<MqttMessage> received(Overflow overflow, TopicFilter wanted, boolean all) {
        return inbound(overflow)
                .filter(in -> in.clientId() == id
                        && (all || wanted.matches(in.message().topic())))
                .map(InboundMessage::message)
                .onBackpressureBuffer(overflow.capacity(), lost -> drop(overflow), strategy(overflow))
                .onErrorMap(Exceptions::isOverflow, e -> overflow(overflow));
    }

    /** What the module's clients receive, in each spelling; those that are text of unknown length as whole messages. */
    private Flux<InboundMessage> inbound(Overflow overflow) {
        AtSession session = steps.session();
        Duration gap = dialect.textGap();
        List<UrcType<InboundMessage>> open = new ArrayList<>(1);
        List<Flux<InboundMessage>> spellings = new ArrayList<>(2);
        for (UrcType<InboundMessage> type : dialect.messages()) {
            if (type.textPayload() && !gap.isZero()) {
                open.add(type);
            } else {
                spellings.add(session.urcs(type, overflow));
            }
        }
        if (!open.isEmpty()) {
            spellings.add(TextMessages.of(session, open, gap, overflow));
        }
        return spellings.size() == 1 ? spellings.get(0) : Flux.merge(Flux.fromIterable(spellings), spellings.size(), 1);
    }

    private void drop(Overflow overflow) {
        dropped.increment();
        Foreign.tell("a drop listener", overflow.onDrop(), 1);
    }

    private static BufferOverflowStrategy strategy(Overflow overflow) {
        return switch (overflow.policy()) {
            case DROP_OLDEST -> BufferOverflowStrategy.DROP_OLDEST;
            case DROP_NEWEST -> BufferOverflowStrategy.DROP_LATEST;
            case ERROR -> BufferOverflowStrategy.ERROR;
        };
    }

    private static AtOverflowException overflow(Overflow overflow) {
        return new AtOverflowException(
                "a subscriber did not keep up: more than " + overflow.capacity() + " messages waited",
                null,
                Outcome.NOT_SENT);
    }

    /** What the module reports about this connection by itself. A result code that ends a command is no event. */
    public Flux<MqttEvent> events() {
        List<Flux<? extends MqttEvent>> each = new ArrayList<>();
        dialect.events().forEach(type -> each.add(steps.session().urcs(type)));
        return Flux.<MqttEvent>merge(Flux.fromIterable(each), each.size(), 1)
                .filter(event -> event.clientId() == id || event.clientId() == 0);
    }

    /** The reason of the module's last TLS failure. */
    public Mono<TlsError> tlsError() {
        return steps.send("TLS error?", dialect::tlsError);
    }

    /** The counters of this client, as of now. */
    public MqttStats stats() {
        return new MqttStats(confirmed.sum(), failed.sum(), duplicated.sum(), dropped.sum());
    }
}
