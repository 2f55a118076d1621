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

/** One connection of a serial server, as its dispatcher sees it. On the dispatcher's event loop, but for its final fields. */
final class DialInConnection {

    /** How far it got. */
    enum State {
        /** Has not said who it is. */
        NEW,
        /** Said who it is; an older connection of the same device is asked whether it is there. */
        ASKING,
        /** Waits to be taken. */
        WAITING,
        /** Is given to somebody, who may have gone meanwhile. */
        OFFERED,
        TAKEN,
        /** Nothing more is expected of it but its end. */
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
        // A peer that has reset the connection already has no address any more.
        peer = known == null ? "unknown" : NetUtil.toSocketAddressString(known);
    }

    /** Without a scope: the same peer through whatever interface. */
    static String hostOf(InetAddress address) {
        return NetUtil.toAddressString(address);
    }

    /** Asks whether the device is there. The answer is told on any thread, if there is one. */
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

    /** A loop that has ended has closed its channels, and nobody answers. */
    private void onItsLoop(Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException stopped) {
            return;
        }
    }
}
