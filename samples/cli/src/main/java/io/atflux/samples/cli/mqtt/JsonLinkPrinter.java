package io.atflux.samples.cli.mqtt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atflux.link.LinkState;
import io.atflux.mqtt.MqttMessage;
import io.atflux.samples.cli.JsonLines;
import java.io.PrintStream;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The JSON form: {@link JsonLines}. Keys and their order are a contract that is only ever extended. */
final class JsonLinkPrinter implements LinkPrinter {

    private final PrintStream out;
    private @Nullable ObjectNode lastState;

    JsonLinkPrinter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void state(LinkState state) {
        ObjectNode node = JsonLines.object()
                .put("type", "state")
                .put("phase", state.phase().name())
                .put("cause", state.cause() == null ? null : state.cause().name())
                .put("detail", state.detail())
                .put(
                        "nextAttemptAt",
                        state.nextAttemptAt() == null
                                ? null
                                : state.nextAttemptAt().toString());
        // Not every change of a link is visible in these values.
        if (!node.equals(lastState)) {
            lastState = node;
            print(node);
        }
    }

    @Override
    public void message(MqttMessage message) {
        ObjectNode node = JsonLines.object()
                .put("type", "message")
                .put("topic", message.topic())
                .put("qos", message.qos().level());
        String text = MessageBytes.utf8(message.payload());
        print(
                text == null
                        ? node.put("payloadBase64", Base64.getEncoder().encodeToString(message.payload()))
                        : node.put("payload", text));
    }

    @Override
    public void delivery(Delivery delivery) {
        print(JsonLines.object()
                .put("type", "receipt")
                .put("id", delivery.id())
                .put("topic", delivery.topic())
                .put("outcome", delivery.outcome().name())
                .put("attempts", delivery.attempts())
                .put("possiblyDuplicated", delivery.possiblyDuplicated())
                .put("millis", delivery.millis()));
    }

    private void print(ObjectNode node) {
        JsonLines.print(out, node);
    }
}
