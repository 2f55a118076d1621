package io.atflux.samples.gateway.dashboard;

import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.mqtt.MqttMessage;
import io.atflux.samples.gateway.doctor.Check;
import io.atflux.samples.gateway.fleet.StateChange;
import io.atflux.samples.gateway.publish.Published;
import io.atflux.samples.gateway.transcript.TranscriptEntry;
import io.atflux.samples.gateway.web.PayloadText;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parts of a modem's page, as they are shown. */
final class Shown {

    private static final int LONGEST = 400;

    private Shown() {}

    /** A change of the state. */
    record Change(
            Instant at,
            Tone tone,
            String state,
            @Nullable String meaning,
            @Nullable String detail) {

        static Change of(StateChange change) {
            return new Change(
                    change.at(),
                    Tone.of(change.phase(), change.cause()),
                    Words.phase(change.phase()),
                    change.cause() == null ? null : change.cause().meaning(),
                    change.detail());
        }
    }

    /** A line of the transcript. */
    record Line(
            TranscriptEntry entry,
            String css,
            String mark,
            @Nullable String takenFor) {

        static Line of(TranscriptEntry entry) {
            String mark =
                    switch (entry.kind()) {
                        case SENT -> "→";
                        case RECEIVED -> "←";
                        case NOTE, STEP, DROPPED -> "·";
                    };
            String css = "l-" + entry.kind().name().toLowerCase(Locale.ROOT);
            String taken = entry.takenFor();
            // The command's parameters stand a few lines above.
            return new Line(entry, css, mark, taken == null ? null : taken.replaceFirst("( AT[^=]+=).+", "$1…"));
        }
    }

    /** A message that came, or why none comes. */
    record Message(Instant at, String css, String topic, String text) {

        static Message of(MqttMessage message) {
            String text = text(message.payload());
            return new Message(
                    Instant.now(),
                    "came",
                    message.topic(),
                    text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
        }

        static Message refused(Throwable why) {
            return new Message(Instant.now(), "human", "No messages", String.valueOf(why.getMessage()));
        }

        private static String text(byte[] bytes) {
            String text = PayloadText.of(bytes);
            return text == null ? HexFormat.ofDelimiter(" ").formatHex(bytes) : text;
        }
    }

    /**
     * The result of a publish from this page.
     *
     * @param css the tone
     */
    record Receipt(
            String css,
            String words,
            @Nullable String more,
            @Nullable String id) {

        static Receipt of(Published published) {
            DeliveryReceipt receipt = published.receipt();
            if (receipt == null) {
                return new Receipt(
                        "wait", "Waits in the outbox", "It is published as soon as the link is ready.", published.id());
            }
            String took = "after " + receipt.elapsed().toMillis() + " ms"
                    + (receipt.attempts() > 1 ? ", written " + receipt.attempts() + " times" : "")
                    + (receipt.possiblyDuplicated() ? ", possibly more than once at the broker" : "");
            if (receipt.isConfirmed()) {
                return new Receipt("ok", "Confirmed", took, published.id());
            }
            Throwable failure = receipt.failure();
            String why = failure == null ? took : failure.getMessage();
            return new Receipt("human", words(receipt.outcome()), why, published.id());
        }

        private static String words(DeliveryOutcome outcome) {
            return switch (outcome) {
                case CONFIRMED -> "Confirmed";
                case REJECTED -> "Refused: it was not published";
                case UNKNOWN -> "It is not known whether it was published";
                case NOT_SENT -> "Not sent";
                case EXPIRED -> "Too late: its time was over";
                case DROPPED -> "Dropped: the outbox was full";
            };
        }

        static Receipt refused(String why) {
            return new Receipt("human", "Not published", why, null);
        }
    }

    /** One check of the doctor. */
    record Finding(
            String name,
            String css,
            String result,
            String finding,
            @Nullable String cure) {

        static Finding of(Check check) {
            String css =
                    switch (check.result()) {
                        case OK -> "ok";
                        case WARN -> "wait";
                        case FAIL -> "human";
                        case UNKNOWN -> "off";
                    };
            String result = check.result().name().toLowerCase(Locale.ROOT);
            return new Finding(check.name(), css, result + ":", check.finding(), check.cure());
        }
    }
}
