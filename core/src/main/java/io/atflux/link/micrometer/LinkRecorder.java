package io.atflux.link.micrometer;

import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkCause;
import io.atflux.link.LinkObserver;
import io.atflux.link.LinkPhase;
import io.atflux.link.LinkState;
import io.atflux.link.Rung;
import io.atflux.modem.SignalQuality;
import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.OutboxDepth;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Writes one link's meters. */
final class LinkRecorder implements LinkObserver {

    private final OwnMeters meters;
    private final Counter received;
    private final Counter dropped;
    private final Counter duplicated;
    private final AtomicInteger publishes = new AtomicInteger();
    private volatile @Nullable LinkPhase phase = LinkPhase.CLOSED;
    private volatile @Nullable LinkCause cause;
    private volatile OutboxDepth depth = OutboxDepth.of(0, 0, null);
    private volatile double dbm = Double.NaN;
    /** The time and the cause of the link's loss; meaningful only while {@link #lostAt} is set. */
    private @Nullable Instant lostAt;

    private String lostBy = "";

    LinkRecorder(OwnMeters meters) {
        this.meters = meters;
        received = meters.counter(LinkMeters.IN, "");
        dropped = meters.counter(LinkMeters.DROPPED, "");
        duplicated = meters.counter(LinkMeters.DUPLICATED, "");
        meters.gauge(LinkMeters.PUBLISHES, "", "", publishes, AtomicInteger::get);
        for (LinkPhase each : LinkPhase.values()) {
            meters.gauge(LinkMeters.PHASE, lower(each), "", this, own -> own.phase == each ? 1 : 0);
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void stateChanged(LinkState before, LinkState now) {
        LinkCause why = now.cause();
        phase = now.phase();
        cause = why;
        if (why != null) {
            meters.gauge(LinkMeters.CAUSE, lower(why), "", this, own -> own.cause == why ? 1 : 0);
        }
        boolean ends = now.phase() == LinkPhase.CLOSING || now.phase() == LinkPhase.CLOSED;
        Instant since = lostAt;
        if (before.isReady() && !now.isReady() && !ends) {
            lostAt = now.since();
            lostBy = why == null ? "unknown" : lower(why);
            meters.counter(LinkMeters.LOSSES, lostBy).increment();
        } else if (now.isReady() && since != null) {
            lostAt = null;
            meters.timer(LinkMeters.OUTAGE, lostBy).record(Duration.between(since, now.since()));
        }
    }

    @Override
    public void rungTaken(Rung rung) {
        meters.counter(LinkMeters.RUNGS, lower(rung)).increment();
    }

    @Override
    public void received(MqttMessage message) {
        received.increment();
    }

    @Override
    public void dropped(long messages) {
        dropped.increment(messages);
    }

    @Override
    public void receipt(DeliveryReceipt receipt) {
        meters.timer(LinkMeters.OUT, lower(receipt.outcome())).record(receipt.elapsed());
        if (receipt.possiblyDuplicated()) {
            duplicated.increment();
        }
    }

    @Override
    public void publishing(int change) {
        publishes.addAndGet(change);
    }

    @Override
    public void outbox(OutboxDepth now) {
        depth = now;
        meters.gauge(LinkMeters.OUTBOX, "", "", this, own -> own.depth.count());
        meters.gauge(LinkMeters.OUTBOX_BYTES, "", "bytes", this, own -> own.depth.bytes());
        meters.timeGauge(LinkMeters.OUTBOX_AGE, this, LinkRecorder::age);
    }

    private double age() {
        return depth.age(meters.now()).getSeconds();
    }

    @Override
    public void signal(SignalQuality signal) {
        dbm = signal.dbm().isPresent() ? signal.dbm().getAsInt() : Double.NaN;
        meters.gauge(LinkMeters.SIGNAL, "", "dBm", this, own -> own.dbm);
    }

    @Override
    public void closed() {
        meters.remove();
    }
}
