package io.atflux.transport.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;

/** Which sockets a group of event loops drives, and how keep-alive is told to them. */
enum SocketKind {
    EPOLL {
        @Override
        void prepare(Bootstrap bootstrap) {
            bootstrap.channel(EpollSocketChannel.class);
        }

        @Override
        void keepAlive(Bootstrap bootstrap, KeepAlive times) {
            bootstrap
                    .option(EpollChannelOption.TCP_KEEPIDLE, seconds(times.idle()))
                    .option(EpollChannelOption.TCP_KEEPINTVL, seconds(times.interval()))
                    .option(EpollChannelOption.TCP_KEEPCNT, times.probes())
                    .option(
                            EpollChannelOption.TCP_USER_TIMEOUT,
                            Math.toIntExact(times.limit().toMillis()));
        }
    },
    NIO {
        @Override
        void prepare(Bootstrap bootstrap) {
            bootstrap.channel(NioSocketChannel.class);
        }

        @Override
        void keepAlive(Bootstrap bootstrap, KeepAlive times) {
            set(bootstrap, ExtendedSocketOptions.TCP_KEEPIDLE, seconds(times.idle()));
            set(bootstrap, ExtendedSocketOptions.TCP_KEEPINTERVAL, seconds(times.interval()));
            set(bootstrap, ExtendedSocketOptions.TCP_KEEPCOUNT, times.probes());
        }

        private void set(Bootstrap bootstrap, SocketOption<Integer> option, int value) {
            if (NioOptions.SUPPORTED.contains(option)) {
                bootstrap.option(NioChannelOption.of(option), value);
            }
        }
    };

    /** Asked of the platform once. */
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

    abstract void prepare(Bootstrap bootstrap);

    abstract void keepAlive(Bootstrap bootstrap, KeepAlive times);

    private static int seconds(java.time.Duration duration) {
        return Math.toIntExact(duration.toSeconds());
    }

    static SocketKind of(EventLoopGroup group) {
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

    /** A bootstrap with everything but its loop, handler and limit. */
    static Bootstrap bootstrap(EventLoopGroup group, TcpTransport transport) {
        SocketKind kind = of(group);
        Bootstrap bootstrap = new Bootstrap();
        kind.prepare(bootstrap);
        bootstrap.option(ChannelOption.TCP_NODELAY, true);
        KeepAlive times = transport.keepAlive();
        bootstrap.option(ChannelOption.SO_KEEPALIVE, times != null);
        if (times != null) {
            kind.keepAlive(bootstrap, times);
        }
        return bootstrap;
    }
}
