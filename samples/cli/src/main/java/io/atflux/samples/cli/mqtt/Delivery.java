package io.atflux.samples.cli.mqtt;

import io.atflux.error.AtException;
import io.atflux.error.AtUsageException;
import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.samples.cli.Shown;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one message of the input.
 *
 * @param number its number in the input, from 1
 * @param id null if the link never took it
 * @param failure null if it was confirmed
 */
record Delivery(
        long number,
        @Nullable String id,
        String topic,
        DeliveryOutcome outcome,
        int attempts,
        boolean possiblyDuplicated,
        long millis,
        @Nullable Throwable failure) {

    static Delivery of(long number, DeliveryReceipt receipt) {
        return new Delivery(
                number,
                receipt.id(),
                receipt.message().topic(),
                receipt.outcome(),
                receipt.attempts(),
                receipt.possiblyDuplicated(),
                receipt.elapsed().toMillis(),
                receipt.failure());
    }

    /** A message that no module accepts. */
    static Delivery refused(long number, String topic, AtUsageException why) {
        return new Delivery(number, null, topic, DeliveryOutcome.REJECTED, 0, false, 0, why);
    }

    boolean isConfirmed() {
        return outcome == DeliveryOutcome.CONFIRMED;
    }

    /** Whether the input was wrong. */
    boolean isMisuse() {
        return failure instanceof AtUsageException;
    }

    String name() {
        return "message " + number;
    }

    /** The reason why it was not confirmed. */
    String words() {
        Throwable why = failure;
        String written = attempts == 0 ? "" : " after " + attempts + (attempts == 1 ? " write" : " writes");
        return name() + ": " + outcome + written + (why == null ? "" : ": " + Shown.text(reason(why)));
    }

    /** Without the outcome, which was printed already. */
    private static String reason(Throwable why) {
        String message = String.valueOf(why.getMessage());
        String end = why instanceof AtException at ? " [" + at.outcome() + "]" : "";
        return message.endsWith(end) ? message.substring(0, message.length() - end.length()) : message;
    }
}
