package io.atflux.transport.tcp.dialin;

import io.atflux.transport.AtTransport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * A device that dials in, also before it ever did. Connecting takes the connection that it has open and that nobody has taken
 * yet, or else waits for its next one. So a session that was lost is opened again by connecting again.
 */
public final class DialInDevice implements AtTransport {

    private final ConnectionDispatcher dispatcher;
    private final String id;
    private final LineTraits traits;

    DialInDevice(ConnectionDispatcher dispatcher, String id, LineTraits traits) {
        this.dispatcher = dispatcher;
        this.id = DeviceId.require(id);
        this.traits = traits;
    }

    /** What it registers as. */
    public String id() {
        return id;
    }

    /** Where it last dialled in from; empty if it never did, or so long ago that it is forgotten. */
    public Optional<InetAddress> address() {
        return Optional.ofNullable(dispatcher.address(id));
    }

    /**
     * Waits for the device.
     *
     * @return succeeds with its connection, which nobody else gets; errors with {@link io.atflux.error.AtConnectionException},
     *     outcome NOT_SENT, when the limit is over or the listener is closed. Of several who wait, the first gets the first
     *     dial-in.
     */
    @Override
    public Mono<Channel> connect(ChannelHandler handler) {
        return dispatcher.connect(handler, id, traits);
    }

    @Override
    public Duration latencyAllowance() {
        return traits.latencyAllowance();
    }

    @Override
    public int baudRate() {
        return traits.baudRate();
    }

    @Override
    public String describe() {
        return dispatcher.describe(id);
    }

    @Override
    public String toString() {
        return describe();
    }
}
