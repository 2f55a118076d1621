package io.atflux.transport.tcp.dialin;

import io.atflux.transport.AtTransport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * A device that dials in, which may not have dialled in yet. Connecting takes its open connection if no session has taken it, or
 * else waits for the next one. So a lost session is reopened by connecting again.
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

    /** The id under which it registers. */
    public String id() {
        return id;
    }

    /** The address of its last dial-in; empty if there was none, or if it is forgotten. */
    public Optional<InetAddress> address() {
        return Optional.ofNullable(dispatcher.address(id));
    }

    /**
     * Waits for the device.
     *
     * @return succeeds with its connection, which no other session gets; errors with
     *     {@link io.atflux.error.AtConnectionException}, outcome NOT_SENT, when the limit has passed or the listener is closed.
     *     Of several waiting subscribers, the first gets the first dial-in.
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
