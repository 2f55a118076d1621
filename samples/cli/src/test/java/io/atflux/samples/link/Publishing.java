package io.atflux.samples.link;

import io.atflux.error.AtConnectionException;
import io.atflux.error.Outcome;
import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkState;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.Qos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One call of publish or publishAll, and the promises about its receipts. */
final class Publishing {

    private final Site site;
    private final LinkUser user;
    private final Duration from;
    private final LinkState state;
    private final List<MqttMessage> given = new ArrayList<>();
    private final List<DeliveryReceipt> receipts = new ArrayList<>();
    private int demanded = 1;
    private boolean over;

    Publishing(Site site, LinkUser user, LinkState state) {
        this.site = site;
        this.user = user;
        this.from = site.now();
        this.state = state;
    }

    void demanding(int count) {
        demanded = count;
    }

    void expect(MqttMessage message) {
        given.add(message);
        site.trace(() -> user + ": publishes " + message.text() + " with QoS "
                + message.qos().level());
        site.verdict.require(
                given.size() <= receipts.size() + 1,
                "publishAll requests another message before the previous one has ended");
    }

    /** A message waits for a link that is not ready as long as is allowed, and no longer. */
    void mustEndIfNeverReady() {
        site.after(site.setup.options.waitForReady().plusSeconds(5), () -> {
            if (!over && !user.host().isDead() && user.promises().wasNotReadySince(from)) {
                site.verdict.violated(user + ": a publish of " + Site.time(from) + " waits longer than "
                        + site.setup.options.waitForReady());
            }
        });
    }

    void receipt(DeliveryReceipt receipt) {
        if (user.host().isDead()) {
            return;
        }
        site.trace(() -> user + ": receipt " + receipt.message().text() + ": " + receipt);
        String text = receipt.message().text();
        site.verdict.require(!over, "a receipt after the end: " + receipt);
        site.verdict.require(
                receipts.size() < given.size() && given.get(receipts.size()) == receipt.message(),
                "a receipt out of order: " + receipt);
        receipts.add(receipt);
        site.verdict.require(
                !receipt.toString().contains(text) || text.isEmpty(), "a receipt shows its payload: " + receipt);
        int seen = site.broker.timesSeen(text);
        if (receipt.outcome() == DeliveryOutcome.CONFIRMED && receipt.message().qos() != Qos.AT_MOST_ONCE) {
            // Noise makes a success of +MQTTPUB: 1,0 by one bit.
            boolean believed = seen >= 1 || site.history.within(History.Happening.LINE_NOISE, Deliveries.JUST_NOW);
            site.verdict.require(believed, "confirmed, but the broker has not seen it: " + receipt);
            site.verdict.require(receipt.failure() == null, "confirmed with a failure: " + receipt);
        }
        judge(site, receipt);
        // A message in transit reaches the broker within a moment.
        site.after(Duration.ofMinutes(2), () -> judge(site, receipt));
    }

    /** Checks a receipt against the broker's records. */
    static void judge(Site site, DeliveryReceipt receipt) {
        int seen = site.broker.timesSeen(receipt.message().text());
        DeliveryOutcome outcome = receipt.outcome();
        if (outcome == DeliveryOutcome.NOT_SENT
                || outcome == DeliveryOutcome.EXPIRED
                || outcome == DeliveryOutcome.DROPPED) {
            site.verdict.require(seen == 0, outcome + ", and the broker has seen it: " + receipt);
            site.verdict.require(receipt.attempts() == 0, outcome + " after attempts: " + receipt);
        }
        if (site.history.ever(History.Happening.LINE_NOISE)) {
            // A damaged result may read like another one.
            return;
        }
        if (outcome == DeliveryOutcome.REJECTED) {
            site.verdict.require(seen == 0, "REJECTED, but the broker has seen it: " + receipt);
        }
        site.verdict.require(
                seen <= 1 || receipt.possiblyDuplicated() || outcome == DeliveryOutcome.UNKNOWN,
                "seen " + seen + " times, and not said to be possibly duplicated: " + receipt);
        if (site.setup.options.onUnknown() == OnUnknown.GIVE_UP) {
            site.verdict.require(seen <= 1, "seen " + seen + " times with the at-most-once policy: " + receipt);
        }
    }

    void failed(Throwable failure) {
        if (!user.host().isDead()) {
            over = true;
            site.trace(() -> user + ": publish ends with " + failure);
            site.verdict.require(
                    user.mayBeRefused(failure) || isKept(failure), user + ": publish ends with " + failure);
        }
    }

    /** The caller that closes a link with an outbox gets no receipts for messages that stay in it. */
    private boolean isKept(Throwable failure) {
        return site.hasOutbox()
                && user.isClosed()
                && failure instanceof AtConnectionException closed
                && closed.outcome() == Outcome.UNKNOWN;
    }

    void completed() {
        if (!user.host().isDead()) {
            site.verdict.require(!over, "publish completes twice");
            over = true;
            site.verdict.require(
                    receipts.size() == demanded, "publish completes after " + receipts.size() + " of " + demanded);
        }
    }

    boolean isOver() {
        return over || user.host().isDead();
    }

    void mustBeOver() {
        site.verdict.require(
                isOver(),
                user + ": a publish of " + Site.time(from) + " in " + state + " never ends: "
                        + (given.isEmpty() ? "" : given.get(given.size() - 1).text()));
    }
}
