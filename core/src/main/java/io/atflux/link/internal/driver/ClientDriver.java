package io.atflux.link.internal.driver;

import io.atflux.error.AtTimeoutException;
import io.atflux.link.ConnectedModule;
import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkCause;
import io.atflux.link.LinkObserver;
import io.atflux.link.LinkPhase;
import io.atflux.link.LinkState;
import io.atflux.link.MqttLink;
import io.atflux.link.internal.machine.Event;
import io.atflux.link.internal.machine.Wrote;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TopicFilter;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxMessage;
import io.atflux.urc.Overflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/** The link of one MQTT client: its listeners, its publishes and its state. */
final class ClientDriver implements MqttLink, Subscriptions.Client, Outgoing.Client {

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);
    private static final int RECEIPTS = 1_024;
    private static final Overflow DEFAULT_QUEUE = Overflow.dropOldest(256);

    final int number;
    private final LinkDriver driver;
    private final Subscriptions subscriptions;
    private final Sinks.Many<DeliveryReceipt> receipts =
            Sinks.many().multicast().directBestEffort();
    private volatile @Nullable Outgoing outgoing;
    private final Sinks.Many<LinkState> states = Sinks.many().replay().latest();
    private volatile LinkState shown;
    private volatile @Nullable Broker broker;
    private volatile Observed observed = Observed.NONE;
    private final Canary canary;
    private boolean started;
    private boolean closed;

    ClientDriver(LinkDriver driver, int number) {
        this.driver = driver;
        this.number = number;
        this.canary = new Canary(this, driver.options(), this::subscriptionsLost);
        this.subscriptions = new Subscriptions(this, driver.options().onDemand());
        this.shown = LinkState.builder(LinkPhase.CLOSED, driver.now()).build();
        states.tryEmitNext(shown);
    }

    /** Whether the module has a buffer that is read on demand. */
    void hasBuffer(boolean yes) {
        subscriptions.demand().possible(yes);
    }

    /** The connection is open: the broker has no subscriptions yet, and the module's buffer is read from now on. */
    void opened(MqttClient open) {
        subscriptions.connected();
        subscriptions.demand().opened(open);
    }

    /** Sets the broker of this client. */
    ClientDriver at(Broker other) {
        broker = other.mutate().ifOpen(Broker.IfOpen.REOPEN).build();
        observed = Observed.by(driver.options().observers(), driver.identity(this, other));
        outgoing = Outgoing.of(this, driver.options(), other);
        return this;
    }

    boolean isTaken() {
        return broker != null;
    }

    Broker broker() {
        return Objects.requireNonNull(broker);
    }

    private Outgoing outgoing() {
        return Objects.requireNonNull(outgoing);
    }

    private Outgoing checked(MqttMessage message) {
        driver.check(message);
        return outgoing();
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    @Override
    public Observed observed() {
        return observed;
    }

    void deliver(MqttMessage message) {
        subscriptions.deliver(message);
    }

    /** The event of a broken connection, with the last request shortly before it, if any. */
    Event broken(String said) {
        Outgoing messages = outgoing;
        if (messages == null) {
            // A client of the module that no link uses.
            return new Event.Broken(number, Wrote.NOTHING, said);
        }
        LastWrite last = messages.lastWrite();
        Wrote wrote = subscriptions.isUnderWay() ? Wrote.SUBSCRIBE : last.before(now(), messages.isWriting());
        return new Event.Broken(
                number, wrote, wrote == Wrote.PUBLISH ? said + ", after a publish to " + last.topic() : said);
    }

    /** Whether anything was published on the open connection. */
    boolean hasWritten() {
        return isTaken() && outgoing().lastWrite().hasWritten();
    }

    /** Shows the state if it changed; opens and closes the publish path. */
    void show(LinkState next, @Nullable MqttClient open) {
        LinkState before = shown;
        LinkState now = States.sameSince(before, next);
        if (now.equals(before)) {
            return;
        }
        shown = now;
        observed.tell(observer -> observer.stateChanged(before, now));
        if (now.isReady() && open != null) {
            subscriptions.ready(open);
            outgoing().ready(open);
            canary.ready(open);
        } else if (before.isReady()) {
            subscriptions.gone();
            canary.gone();
            boolean broke = now.cause() == LinkCause.CONNECTION_BROKEN || now.cause() == LinkCause.MESSAGE_REFUSED;
            outgoing().gone(broke);
        }
        states.emitNext(now, Sinks.EmitFailureHandler.FAIL_FAST);
        if (closed && now.phase() == LinkPhase.CLOSED) {
            // Before the end is known: the next link of the same name may be made at once, with meters of the same
            // tags.
            observed.tell(LinkObserver::closed);
            states.tryEmitComplete();
            receipts.tryEmitComplete();
        }
    }

    @Override
    public Mono<Void> start() {
        return Mono.defer(() -> {
            driver.post(this::begin);
            return States.whenReady(states());
        });
    }

    private void begin() {
        if (!started && !closed) {
            started = true;
            observed.begins(this, driver.options(), Outgoing.owner(broker()));
            driver.begin(this);
        }
    }

    private void subscriptionsLost() {
        driver.on(new Event.Broken(number, Wrote.NOTHING, "the canary messages do not return"));
    }

    @Override
    public Flux<MqttMessage> messages(String filter, Qos qos) {
        return messages(filter, qos, DEFAULT_QUEUE);
    }

    @Override
    public Flux<MqttMessage> messages(String filter, Qos qos, Overflow overflow) {
        return Flux.defer(() -> Listener.listen(TopicFilter.of(filter), qos, overflow, subscriptions));
    }

    @Override
    public Mono<DeliveryReceipt> publish(MqttMessage message) {
        return observed.counted(Mono.defer(() -> checked(message).publish(OutboxMessage.of(message))));
    }

    @Override
    public Mono<OutboxEntry> enqueue(OutboxMessage message) {
        return Mono.defer(() -> checked(message.message()).enqueue(message));
    }

    @Override
    public Flux<DeliveryReceipt> receipts() {
        return receipts.asFlux().onBackpressureBuffer(RECEIPTS, lost -> {}, BufferOverflowStrategy.DROP_OLDEST);
    }

    @Override
    public Flux<DeliveryReceipt> publishAll(Publisher<MqttMessage> messages) {
        return Flux.from(messages).concatMap(this::publish, 0);
    }

    @Override
    public Flux<LinkState> states() {
        return states.asFlux().onBackpressureLatest();
    }

    @Override
    public LinkState state() {
        return shown;
    }

    @Override
    public @Nullable ConnectedModule module() {
        return driver.module();
    }

    @Override
    public void lookAgain() {
        driver.post(() -> driver.on(new Event.LookAgain()));
    }

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            driver.post(this::end);
            return states.asFlux()
                    .then()
                    .timeout(CLOSE_LIMIT, Mono.empty(), driver.timer())
                    .onErrorComplete();
        });
    }

    private void end() {
        if (closed) {
            return;
        }
        closed = true;
        observed.ends();
        outgoing().close();
        canary.close();
        subscriptions.complete();
        if (!started) {
            LinkState over = LinkState.builder(LinkPhase.CLOSED, now())
                    .cause(LinkCause.CLOSED_BY_USER, Set.of(), null)
                    .build();
            show(over, null);
        } else {
            driver.closed(this);
        }
    }

    @Override
    public boolean isHopeless(Throwable failure) {
        return Attempt.isHopeless(driver.module(), failure);
    }

    @Override
    public void receipt(DeliveryReceipt receipt) {
        observed.tell(observer -> observer.receipt(receipt));
        synchronized (receipts) {
            receipts.tryEmitNext(receipt);
        }
    }

    @Override
    public void post(Runnable task) {
        driver.post(task);
    }

    @Override
    public Instant now() {
        return driver.now();
    }

    @Override
    public Scheduler timer() {
        return driver.timer();
    }

    @Override
    public Disposable after(Duration time, Runnable task) {
        return driver.after(time, task);
    }

    /** Only a missing URC may be caused by the broker; every other failure is the module's or the line's. */
    @Override
    public void doubted(Throwable failure) {
        if (failure instanceof AtTimeoutException late && late.phase() == AtTimeoutException.Phase.URC) {
            driver.post(() -> driver.on(new Event.Doubted(number, failure.getMessage())));
        }
    }
}
