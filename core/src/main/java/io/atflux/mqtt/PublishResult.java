package io.atflux.mqtt;

import io.atflux.error.AtException;
import io.atflux.error.Outcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The result of one message of many: its receipt, or its failure. Immutable. */
public final class PublishResult {

    private final MqttMessage message;
    private final @Nullable Receipt receipt;
    private final @Nullable AtException failure;

    private PublishResult(MqttMessage message, @Nullable Receipt receipt, @Nullable AtException failure) {
        this.message = message;
        this.receipt = receipt;
        this.failure = failure;
    }

    static PublishResult confirmed(Receipt receipt) {
        return new PublishResult(receipt.message(), receipt, null);
    }

    static PublishResult failed(MqttMessage message, AtException failure) {
        return new PublishResult(message, null, failure);
    }

    /** The message. */
    public MqttMessage message() {
        return message;
    }

    /** Whether the module confirmed it. */
    public boolean isConfirmed() {
        return receipt != null;
    }

    /** The module's confirmation; null if it failed. */
    public @Nullable Receipt receipt() {
        return receipt;
    }

    /** The failure; null if it was confirmed. */
    public @Nullable AtException failure() {
        return failure;
    }

    /** How many times it was written; 0 if it never was. */
    public int attempts() {
        if (receipt != null) {
            return receipt.attempts();
        }
        return failure == null ? 0 : failure.attempts();
    }

    /** Whether it may have reached the broker more often than reported: twice, or once although it failed. */
    public boolean possiblyDuplicated() {
        return receipt != null ? receipt.possiblyDuplicated() : isUnknown(failure);
    }

    private static boolean isUnknown(@Nullable AtException failure) {
        return failure != null && failure.outcome() == Outcome.UNKNOWN;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PublishResult r
                && message.equals(r.message)
                && Objects.equals(receipt, r.receipt)
                && Objects.equals(failure, r.failure);
    }

    @Override
    public int hashCode() {
        return Objects.hash(message, receipt, failure);
    }

    @Override
    public String toString() {
        return receipt != null ? receipt.toString() : message + ": " + (failure == null ? "" : failure.outcome());
    }
}
