package io.atflux.link.request;

import io.atflux.mqtt.MqttMessage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Wherever a program's own functions have it in the payload. */
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
