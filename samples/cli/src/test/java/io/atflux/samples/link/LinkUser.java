package io.atflux.samples.link;

import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkException;
import io.atflux.link.LinkPhase;
import io.atflux.link.LinkState;
import io.atflux.link.MqttLink;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxMessage;
import io.atflux.samples.modem.switches.Switch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** The users of one link: they publish, subscribe and cancel, and check the link's reports. */
final class LinkUser {

    private static final List<String> FILTERS = List.of("cmd/#", "cmd/a", "cmd/+", "+/a", "other/b/#", "#");

    private final Site site;
    private final SiteHost host;
    private final int client;
    private final MqttLink link;
    private final Dice dice;
    private final StatePromises promises;
    private final List<Listening> listeners = new ArrayList<>();
    private final List<Publishing> publishings = new ArrayList<>();
    private int published;
    private boolean closed;
    private boolean quiet;
    private @Nullable Duration startEndedAt;

    LinkUser(Site site, SiteHost host, int client, MqttLink link, Dice dice) {
        this.site = site;
        this.host = host;
        this.client = client;
        this.link = link;
        this.dice = dice;
        this.promises = new StatePromises(site, this);
        link.states().subscribe(this::state, failure -> lied("states() ends with " + failure), promises::completed);
        if (site.hasOutbox()) {
            link.receipts().subscribe(this::told, failure -> lied("receipts() ends with " + failure));
        }
    }

    MqttLink link() {
        return link;
    }

    String identity() {
        return Setup.identity(client);
    }

    SiteHost host() {
        return host;
    }

    List<Listening> listeners() {
        return listeners;
    }

    List<Publishing> publishings() {
        return publishings;
    }

    StatePromises promises() {
        return promises;
    }

    private void lied(String promise) {
        if (!host.isDead()) {
            site.verdict.violated("client " + client + ": " + promise);
        }
    }

    private void state(LinkState state) {
        if (!host.isDead()) {
            site.trace(() -> "client " + client + ": " + state + ", attempt " + state.attempt() + ", resets left "
                    + state.resetsLeft());
            site.wire.cause(this, state.cause());
            promises.state(state);
        }
    }

    void start() {
        link.start().subscribe(done -> {}, this::startFailed, () -> startEndedAt = site.now());
        if (!site.setup.busy) {
            return;
        }
        if (dice.oneIn(2)) {
            listen();
        }
        publishLater();
        listenLater();
        Dice forbidden = site.setup.forbidden();
        if (forbidden != null) {
            publishForbidden(forbidden);
        }
    }

    /** One or two messages on which the broker ends the connection. */
    private void publishForbidden(Dice own) {
        site.after(own.seconds(10, 300), () -> {
            if (!host.isDead() && !closed && !quiet) {
                String topic = WorldBroker.FORBIDDEN + client;
                for (int count = own.between(1, 2); count > 0; count--) {
                    String text = text();
                    MqttMessage message = MqttMessage.builder(topic)
                            .text(text)
                            .qos(own.pick(List.of(Qos.values())))
                            .build();
                    if (site.hasOutbox() && own.oneIn(2)) {
                        enqueue(OutboxMessage.builder(message));
                    } else {
                        publish(message);
                    }
                }
            }
        });
    }

    private void startFailed(Throwable failure) {
        startEndedAt = site.now();
        if (failure instanceof LinkException said && said.state() != null) {
            LinkState state = said.state();
            boolean human = state.phase() == LinkPhase.CLOSED
                    || state.phase() == LinkPhase.CLOSING
                    || state.cause() != null && state.cause().needsHuman();
            site.verdict.require(human || host.isDead(), "start() ends with " + failure);
        } else {
            lied("start() ends with " + failure);
        }
    }

    boolean startEnded() {
        return startEndedAt != null;
    }

    private void publishLater() {
        site.after(dice.seconds(1, 40), () -> {
            if (!host.isDead() && !closed && !quiet) {
                if (dice.oneIn(4)) {
                    publishSeveral();
                } else if (site.hasOutbox() && dice.oneIn(2)) {
                    for (int count = dice.between(1, 4); count > 0; count--) {
                        enqueue();
                    }
                } else {
                    publish();
                }
                publishLater();
            }
        });
    }

    private void listenLater() {
        site.after(dice.seconds(5, 120), () -> {
            if (!host.isDead() && !closed && !quiet) {
                if (listeners.size() < 4 && !dice.oneIn(3)) {
                    listen();
                } else if (!listeners.isEmpty()) {
                    dice.pick(listeners).leave();
                }
                if (dice.oneIn(10)) {
                    site.trace("client " + client + ": lookAgain");
                    link.lookAgain();
                }
                listenLater();
            }
        });
    }

    private MqttMessage next() {
        Qos qos = dice.pick(List.of(Qos.AT_MOST_ONCE, Qos.AT_LEAST_ONCE, Qos.AT_LEAST_ONCE, Qos.EXACTLY_ONCE));
        String text = text() + (dice.oneIn(4) ? "\"by,length\n" + "x".repeat(1 + dice.below(300)) : "");
        published++;
        return MqttMessage.builder("data/" + client).text(text).qos(qos).build();
    }

    private String text() {
        return "c" + client + "n" + String.format(java.util.Locale.ROOT, "%05d", site.nextMessage());
    }

    private void told(DeliveryReceipt receipt) {
        if (!host.isDead()) {
            site.trace(() -> this + ": told of " + receipt.message().text() + ": " + receipt);
            site.ledger().told(receipt);
            Publishing.judge(site, receipt);
            site.after(Duration.ofMinutes(2), () -> Publishing.judge(site, receipt));
        }
    }

    /** Enqueues a message into the outbox, which publishes it later, possibly in a later process. */
    private void enqueue() {
        MqttMessage message = next();
        OutboxMessage.Builder kept = OutboxMessage.builder(message);
        if (dice.oneIn(4)) {
            kept.timeToLive(dice.seconds(5, 300));
        }
        enqueue(kept);
    }

    private void enqueue(OutboxMessage.Builder kept) {
        MqttMessage message = kept.build().message();
        site.trace(() -> this + ": enqueues " + message.text() + " with QoS "
                + message.qos().level());
        link.enqueue(kept.build()).subscribe(this::accepted, this::notAccepted);
    }

    private void accepted(OutboxEntry entry) {
        if (!host.isDead()) {
            site.ledger().accepted(entry);
        }
    }

    private void notAccepted(Throwable failure) {
        site.trace(() -> this + ": not accepted: " + failure);
        site.verdict.require(mayBeRefused(failure) || host.isDead(), this + ": enqueue ends with " + failure);
    }

    /** Whether an outbox may refuse a message with this failure now. */
    boolean mayBeRefused(Throwable failure) {
        SiteDisk disk = site.disk();
        if (disk == null || !(failure instanceof OutboxException refused)) {
            return false;
        }
        return switch (refused.reason()) {
            case FULL -> disk.shelf().room() <= Setup.LITTLE_ROOM;
            case DISK_FULL, IO -> disk.everFailed();
            default -> false;
        };
    }

    void publish() {
        publish(next());
    }

    private void publish(MqttMessage message) {
        Publishing one = new Publishing(site, this, link.state());
        publishings.add(one);
        one.expect(message);
        link.publish(message).subscribe(one::receipt, one::failed, one::completed);
        if (!site.hasOutbox()) {
            one.mustEndIfNeverReady();
        }
    }

    private void publishSeveral() {
        Publishing several = new Publishing(site, this, link.state());
        publishings.add(several);
        int count = dice.between(2, 6);
        Flux<MqttMessage> source = Flux.range(0, count).map(i -> {
            MqttMessage message = next();
            several.expect(message);
            return message;
        });
        several.demanding(count);
        link.publishAll(source).subscribe(several::receipt, several::failed, several::completed);
    }

    int published() {
        return published;
    }

    void listen() {
        String filter = dice.pick(FILTERS);
        Listening listening = new Listening(site, this, filter, dice.oneIn(6));
        listeners.add(listening);
        listening.begin(dice.pick(List.of(Qos.AT_MOST_ONCE, Qos.AT_LEAST_ONCE, Qos.EXACTLY_ONCE)));
    }

    void left(Listening listening) {
        listeners.remove(listening);
    }

    /** Makes no new requests from here on. */
    void quiet() {
        quiet = true;
    }

    boolean isWaiting() {
        return publishings.stream().anyMatch(each -> !each.isOver());
    }

    boolean isClosed() {
        return closed;
    }

    /** Closes the link, and checks that everything ends in time. */
    void close() {
        closed = true;
        boolean[] ended = new boolean[1];
        Duration from = site.now();
        site.trace("client " + client + ": close");
        link.close().subscribe(done -> {}, failure -> lied("close() ends with " + failure), () -> {
            ended[0] = true;
            site.trace("client " + client + ": closed after " + site.now().minus(from));
        });
        site.after(Duration.ofSeconds(21), () -> {
            if (!ended[0]) {
                lied("close() takes more than 20 s");
            }
        });
    }

    void died() {
        closed = true;
    }

    /** The broker must know all current subscriptions. */
    void mustBeSubscribed() {
        for (Listening each : listeners) {
            boolean known = site.broker.isSubscribed(identity(), each.filter());
            boolean unheard = site.setup.switches.is(Switch.RECONNECT, "announced")
                    && (site.history.ever(History.Happening.LINE_SILENT)
                            || site.history.ever(History.Happening.LINE_NOISE)
                            || site.history.ever(History.Happening.LINE_LOST));
            if (!known && (unheard || site.setup.switches.is(Switch.RECONNECT, "silent"))) {
                site.verdict.excused(Excuse.SILENT_RECONNECT);
            } else {
                site.verdict.require(known, this + ": " + each.filter() + " is not subscribed to at the broker");
            }
        }
    }

    /** Checks that everything is over that must be over by now. */
    void mustBeOver() {
        for (Publishing each : publishings) {
            each.mustBeOver();
        }
    }

    @Override
    public String toString() {
        return "client " + client;
    }
}
