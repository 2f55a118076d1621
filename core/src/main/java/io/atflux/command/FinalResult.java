package io.atflux.command;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The final result code that ends a reply. Its text is for people: secrets that commands of the session declared are asterisks in
 * it. Programs use its kind and its {@link #code} (V.250 5.7.1, 3GPP 27.007 9.2, 27.005 3.2.5).
 *
 * <p>No result gets another component in later releases: a result holds everything that the modem reports. Another kind of result
 * is a new type, so a {@code switch} over results needs a default branch.
 */
public sealed interface FinalResult {

    /** {@code OK}. */
    FinalResult OK = new Ok();

    /** {@code ERROR} without a reason. */
    FinalResult ERROR = new Error("ERROR");

    /** As the modem would print it. */
    String text();

    /** Whether the command succeeded. */
    default boolean isOk() {
        return this instanceof Ok;
    }

    /** The CME or CMS error number; empty for other results, and if only an unknown text came. */
    default OptionalInt code() {
        return OptionalInt.empty();
    }

    /** {@code OK}. */
    record Ok() implements FinalResult {
        @Override
        public String text() {
            return "OK";
        }
    }

    /** A failure without a number: {@code ERROR}, or one of the profile's own texts. */
    record Error(String text) implements FinalResult {}

    /**
     * {@code +CME ERROR}, by number or by text; the profile's table supplies the other of the two.
     *
     * @param number the error number, null if only an unknown text came
     * @param reason the error text, null if only an unknown number came
     */
    record Cme(@Nullable Integer number, @Nullable String reason) implements FinalResult {
        @Override
        public String text() {
            return "+CME ERROR: " + Reasons.join(number, reason);
        }

        @Override
        public OptionalInt code() {
            return number == null ? OptionalInt.empty() : OptionalInt.of(number);
        }
    }

    /**
     * {@code +CMS ERROR}, of the message service.
     *
     * @param number the error number, null if only an unknown text came
     * @param reason the error text, null if only an unknown number came
     */
    record Cms(@Nullable Integer number, @Nullable String reason) implements FinalResult {
        @Override
        public String text() {
            return "+CMS ERROR: " + Reasons.join(number, reason);
        }

        @Override
        public OptionalInt code() {
            return number == null ? OptionalInt.empty() : OptionalInt.of(number);
        }
    }

    /** A call result such as {@code CONNECT 115200} or {@code NO CARRIER}, for commands that declare it. */
    record Call(String text) implements FinalResult {
        @Override
        public boolean isOk() {
            return text.startsWith("CONNECT");
        }
    }
}
