package io.atflux.transport.tcp.dialin;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a serial server, from its dispatcher's view. Confined to the dispatcher's event loop, except for its final
 * fields.
 */
final class DialInConnection {

    /** The progress of a connection. */
    enum State {
        /** Not registered yet. */
        NEW,
        /** Registered; the older connection of the same device is being checked. */
        ASKING,
        /** Waits for a session to take it. */
        WAITING,
        /** Offered to a subscriber, which may have cancelled meanwhile. */
        OFFERED,
        TAKEN,
        /** Only its end is still expected. */
        OVER
    }

    static final AttributeKey<DialInConnection> KEY = AttributeKey.valueOf(DialInConnection.class, "connection");

    final Channel channel;
    final @Nullable InetAddress address;
    final String peer;
    State state = State.NEW;

    @Nullable
    KnownDevice device;

    @Nullable
    RegistrationHandler registrar;

    @Nullable
    Future<?> holdLimit;

    DialInConnection(Channel channel) {
        this.channel = channel;
        SocketAddress remote = channel.remoteAddress();
        InetSocketAddress known = remote instanceof InetSocketAddress inet ? inet : null;
        address = known == null ? null : known.getAddress();
        // A peer that has already reset the connection has no address.
        peer = known == null ? "unknown" : NetUtil.toSocketAddressString(known);
    }

    /** Without a scope: the same peer on any interface. */
    static String hostOf(InetAddress address) {
        return NetUtil.toAddressString(address);
    }

    /** Checks whether the device answers. The callback may run on any thread. */
    void ask(Runnable alive) {
        onItsLoop(() -> {
            LineWatch watch = channel.pipeline().get(LineWatch.class);
            if (watch != null) {
                watch.ask(alive);
            }
        });
    }

    /** Closes it; a session on it ends with this reason. */
    void end(String reason) {
        onItsLoop(() -> {
            if (channel.isActive()) {
                channel.pipeline().fireExceptionCaught(new IOException(reason));
            }
            channel.close();
        });
    }

    /** A loop that has ended has closed its channels: there is no answer. */
    private void onItsLoop(Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException stopped) {
            return;
        }
    }
}
