package io.atflux.transport.tcp.dialin;

import io.atflux.transport.AtTransport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A dial-in on a port that is open while a session needs it.
 *
 * @param device the id; null for any device
 * @param shared the options that must be the same for all users of the port
 */
record ListenTransport(ListenSettings settings, @Nullable String device, Map<String, String> shared)
        implements AtTransport {

    ListenTransport {
        if (device != null) {
            DeviceRegistration.requireId(device);
        }
    }

    @Override
    public Mono<Channel> connect(ChannelHandler handler) {
        return SharedListeners.get(settings, shared).flatMap(listener -> listener.transport(device, settings)
                .connect(handler)
                .onErrorResume(why -> listener.endedIdle() ? connect(handler) : Mono.error(why)));
    }

    @Override
    public Duration latencyAllowance() {
        return settings.traits().latencyAllowance();
    }

    @Override
    public int baudRate() {
        return settings.traits().baudRate();
    }

    @Override
    public String describe() {
        return settings + (device == null ? "" : "?device=" + device);
    }
}
