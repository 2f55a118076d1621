package io.atflux.link.request;

import io.atflux.mqtt.MqttMessage;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a response is known to belong to its request: by an id in its topic or in its payload. Implemented by programs; new methods come
 * only with a default. Called on any thread, several at a time; must return at once. If it throws for a request, that is the request's
 * error; a response for which it throws is unknown.
 */
public interface RequestCorrelation {

    /**
     * The request with its id in it.
     *
     * @param request to the request topic, with the caller's payload
     * @param id 1 to 40 characters, each a digit, a letter from a to z, or a hyphen
     */
    MqttMessage mark(MqttMessage request, String id);

    /** The id of the request that a message answers; null if it answers none. */
    @Nullable
    String idOf(MqttMessage response);

    /** The id is one level more of the request's topic, and the last level of the response's: {@code req/ID}, {@code res/ID}. */
    static RequestCorrelation byTopic() {
        return new ByTopic();
    }

    /**
     * The id is in the payload.
     *
     * @param write the payload that is sent, from the caller's own and the id
     * @param read the id in a response's payload; null if there is none
     */
    static RequestCorrelation byPayload(
            BiFunction<byte[], String, byte[]> write, Function<byte[], @Nullable String> read) {
        return new ByPayload(Objects.requireNonNull(write, "write"), Objects.requireNonNull(read, "read"));
    }
}
