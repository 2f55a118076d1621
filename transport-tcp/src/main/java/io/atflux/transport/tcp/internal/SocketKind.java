package io.atflux.transport.tcp.internal;

import io.atflux.transport.tcp.KeepAlive;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** The kind of sockets that a group of event loops supports, and its keep-alive options. */
public enum SocketKind {
    EPOLL {
        @Override
        Class<? extends Channel> sockets() {
            return EpollSocketChannel.class;
        }

        @Override
        Class<? extends ServerChannel> listeners() {
            return EpollServerSocketChannel.class;
        }

        @Override
        void keepAlive(Setter options, KeepAlive times) {
            options.set(EpollChannelOption.TCP_KEEPIDLE, seconds(times.idle()));
            options.set(EpollChannelOption.TCP_KEEPINTVL, seconds(times.interval()));
            options.set(EpollChannelOption.TCP_KEEPCNT, times.probes());
            options.set(
                    EpollChannelOption.TCP_USER_TIMEOUT,
                    Math.toIntExact(times.limit().toMillis()));
        }
    },
    NIO {
        @Override
        Class<? extends Channel> sockets() {
            return NioSocketChannel.class;
        }

        @Override
        Class<? extends ServerChannel> listeners() {
            return NioServerSocketChannel.class;
        }

        @Override
        void keepAlive(Setter options, KeepAlive times) {
            set(options, ExtendedSocketOptions.TCP_KEEPIDLE, seconds(times.idle()));
            set(options, ExtendedSocketOptions.TCP_KEEPINTERVAL, seconds(times.interval()));
            set(options, ExtendedSocketOptions.TCP_KEEPCOUNT, times.probes());
        }

        private void set(Setter options, SocketOption<Integer> option, int value) {
            if (NioOptions.SUPPORTED.contains(option)) {
                options.set(NioChannelOption.of(option), value);
            }
        }
    };

    /** Queried from the platform once. */
    private static final class NioOptions {
        static final Set<SocketOption<?>> SUPPORTED = ask();

        private static Set<SocketOption<?>> ask() {
            try (SocketChannel probe = SocketChannel.open()) {
                return probe.supportedOptions();
            } catch (IOException noSockets) {
                return Set.of();
            }
        }
    }

    /** Sets options of a bootstrap, or a server bootstrap's options for accepted connections. */
    private interface Setter {
        <T> void set(ChannelOption<T> option, T value);
    }

    abstract Class<? extends Channel> sockets();

    abstract Class<? extends ServerChannel> listeners();

    abstract void keepAlive(Setter options, KeepAlive times);

    private static int seconds(java.time.Duration duration) {
        return Math.toIntExact(duration.toSeconds());
    }

    public static SocketKind of(EventLoopGroup group) {
        if (group instanceof IoEventLoopGroup loops) {
            if (loops.isIoType(EpollIoHandler.class)) {
                return EPOLL;
            }
            if (loops.isIoType(NioIoHandler.class)) {
                return NIO;
            }
        }
        throw new IllegalArgumentException(group.getClass().getSimpleName() + " drives neither NIO nor epoll sockets");
    }

    /** A bootstrap without loop, handler and limit. */
    public static Bootstrap bootstrap(EventLoopGroup group, @Nullable KeepAlive times) {
        SocketKind kind = of(group);
        Bootstrap bootstrap = new Bootstrap().channel(kind.sockets());
        kind.options(bootstrap::option, times);
        return bootstrap;
    }

    /** A server bootstrap without loops and handlers. */
    public static ServerBootstrap serverBootstrap(EventLoopGroup group, @Nullable KeepAlive times) {
        SocketKind kind = of(group);
        ServerBootstrap bootstrap = new ServerBootstrap().channel(kind.listeners());
        kind.options(bootstrap::childOption, times);
        return bootstrap;
    }

    private void options(Setter options, @Nullable KeepAlive times) {
        options.set(ChannelOption.TCP_NODELAY, true);
        options.set(ChannelOption.SO_KEEPALIVE, times != null);
        if (times != null) {
            keepAlive(options, times);
        }
    }
}
