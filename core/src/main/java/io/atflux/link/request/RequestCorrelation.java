package io.atflux.link.request;

import io.atflux.mqtt.MqttMessage;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a response is matched to its request: by an id in its topic or in its payload. Implemented by programs; new methods come only with a
 * default. Called on any thread, several at a time; must return at once. An exception for a request is the request's error; a response that
 * causes an exception counts as unknown.
 */
public interface RequestCorrelation {

    /**
     * Adds the id to the request.
     *
     * @param request to the request topic, with the caller's payload
     * @param id 1 to 40 characters, each a digit, a letter from a to z, or a hyphen
     */
    MqttMessage mark(MqttMessage request, String id);

    /** The id of the request that a message answers; null if it answers none. */
    @Nullable
    String idOf(MqttMessage response);

    /** The id is an additional level of the request's topic, and the last level of the response's: {@code req/ID}, {@code res/ID}. */
    static RequestCorrelation byTopic() {
        return new ByTopic();
    }

    /**
     * The id is in the payload.
     *
     * @param write returns the payload to send, from the caller's payload and the id
     * @param read returns the id in a response's payload; null if there is none
     */
    static RequestCorrelation byPayload(
            BiFunction<byte[], String, byte[]> write, Function<byte[], @Nullable String> read) {
        return new ByPayload(Objects.requireNonNull(write, "write"), Objects.requireNonNull(read, "read"));
    }
}
