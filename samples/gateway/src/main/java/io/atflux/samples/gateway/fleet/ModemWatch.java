package io.atflux.samples.gateway.fleet;

import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkObserver;
import io.atflux.link.LinkState;
import io.atflux.modem.SignalQuality;
import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.OutboxDepth;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts what a link reports. Called on event loops. */
final class ModemWatch implements LinkObserver {

    final Chronicle chronicle = new Chronicle();
    final AtomicLong in = new AtomicLong();
    final AtomicLong out = new AtomicLong();
    final AtomicLong failed = new AtomicLong();
    final AtomicLong dropped = new AtomicLong();
    final AtomicLong version = new AtomicLong();

    private final Consumer<DeliveryReceipt> receipts;

    volatile @Nullable Long depth;
    volatile @Nullable Integer dbm;

    ModemWatch(Consumer<DeliveryReceipt> receipts) {
        this.receipts = receipts;
    }

    @Override
    public void stateChanged(LinkState before, LinkState now) {
        chronicle.state(now);
        version.incrementAndGet();
    }

    @Override
    public void received(MqttMessage message) {
        in.incrementAndGet();
        chronicle.minute(Instant.now(), null, 1, 0);
        version.incrementAndGet();
    }

    @Override
    public void dropped(long messages) {
        dropped.addAndGet(messages);
        version.incrementAndGet();
    }

    @Override
    public void receipt(DeliveryReceipt receipt) {
        receipts.accept(receipt);
        (receipt.isConfirmed() ? out : failed).incrementAndGet();
        chronicle.minute(Instant.now(), null, 0, receipt.isConfirmed() ? 1 : 0);
        version.incrementAndGet();
    }

    @Override
    public void outbox(OutboxDepth now) {
        depth = now.count();
        version.incrementAndGet();
    }

    @Override
    public void signal(SignalQuality signal) {
        dbm = signal.dbm().isPresent() ? signal.dbm().getAsInt() : null;
        chronicle.minute(Instant.now(), dbm, 0, 0);
        version.incrementAndGet();
    }
}
