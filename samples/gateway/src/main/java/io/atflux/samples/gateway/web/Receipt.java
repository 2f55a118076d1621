package io.atflux.samples.gateway.web;

import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A delivery receipt, as JSON. */
record Receipt(
        String id,
        String topic,
        DeliveryOutcome outcome,
        int attempts,
        boolean possiblyDuplicated,
        @Nullable Instant firstSentAt,
        long millis) {

    static Receipt of(DeliveryReceipt receipt) {
        return new Receipt(
                receipt.id(),
                receipt.message().topic(),
                receipt.outcome(),
                receipt.attempts(),
                receipt.possiblyDuplicated(),
                receipt.firstSentAt(),
                receipt.elapsed().toMillis());
    }
}
