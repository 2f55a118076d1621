package io.atflux.link.request;

import io.atflux.mqtt.MqttMessage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The id is in the payload, in a place that the program's functions determine. */
final class ByPayload implements RequestCorrelation {

    private final BiFunction<byte[], String, byte[]> write;
    private final Function<byte[], @Nullable String> read;

    ByPayload(BiFunction<byte[], String, byte[]> write, Function<byte[], @Nullable String> read) {
        this.write = write;
        this.read = read;
    }

    @Override
    public MqttMessage mark(MqttMessage request, String id) {
        return request.mutate().payload(write.apply(request.payload(), id)).build();
    }

    @Override
    public @Nullable String idOf(MqttMessage response) {
        return read.apply(response.payload());
    }
}
