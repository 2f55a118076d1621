package io.atflux.transport.tcp.dialin;

import io.atflux.transport.AtTransport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A dial-in on a port that is listened on while somebody needs it.
 *
 * @param device whose; null for anybody's
 * @param shared the options in which all who use the port must agree
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
