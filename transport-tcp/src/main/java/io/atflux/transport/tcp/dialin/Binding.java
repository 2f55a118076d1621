package io.atflux.transport.tcp.dialin;

import io.atflux.error.AtConnectionException;
import io.atflux.error.AtConnectionException.Reason;
import io.atflux.internal.foreign.SystemWords;
import io.atflux.transport.tcp.internal.Addresses;
import io.atflux.transport.tcp.internal.SocketKind;
import io.atflux.transport.tcp.internal.TcpEventLoops;
import io.atflux.transport.tcp.internal.TlsContexts;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/** Opens listeners. */
final class Binding {

    private Binding() {}

    static Mono<TcpListener> of(ListenSettings settings) {
        return Addresses.of(settings.host())
                .publishOn(Schedulers.boundedElastic())
                .flatMap(found -> {
                    if (found.isEmpty()) {
                        return Mono.error(failure(Reason.NOT_FOUND, settings, "unknown host", null));
                    }
                    try {
                        return bind(settings, found, tls(settings));
                    } catch (IOException unusable) {
                        return Mono.error(
                                failure(Reason.OTHER, settings, String.valueOf(unusable.getMessage()), unusable));
                    }
                });
    }

    /** Reads files, so not on an event loop. */
    static @Nullable SslContext tls(ListenSettings settings) throws IOException {
        ListenTls tls = settings.tls();
        return tls == null ? null : TlsContexts.server(tls.identity(), tls.clients());
    }

    private static Mono<TcpListener> bind(
            ListenSettings settings, List<InetAddress> addresses, @Nullable SslContext tls) {
        return Mono.create(sink -> {
            try {
                EventLoopGroup group = settings.loops();
                EventLoop home = group.next();
                home.execute(() -> open(settings, group, home, addresses.get(0), tls, sink));
            } catch (RejectedExecutionException stopped) {
                sink.error(failure(Reason.OTHER, settings, "the event loops have been shut down", stopped));
            }
        });
    }

    private static void open(
            ListenSettings settings,
            EventLoopGroup group,
            EventLoop home,
            InetAddress address,
            @Nullable SslContext tls,
            MonoSink<TcpListener> sink) {
        ConnectionInitializer initializer = new ConnectionInitializer(tls, settings.writeTimeout());
        ChannelFuture binding = SocketKind.serverBootstrap(group, settings.keepAlive())
                .group(home, group)
                .handler(initializer.admission())
                .childHandler(initializer)
                .bind(new InetSocketAddress(address, settings.port()));
        binding.addListener(done -> {
            if (!done.isSuccess()) {
                sink.error(failure(reason(done.cause()), settings, words(done.cause()), done.cause()));
                return;
            }
            Channel channel = binding.channel();
            TcpListener listener = new TcpListener(settings, channel, initializer);
            TcpEventLoops.opened(channel);
            // If the subscriber has cancelled meanwhile, no caller could close the listener.
            AtomicBoolean settled = new AtomicBoolean();
            sink.onCancel(() -> {
                if (settled.compareAndSet(false, true)) {
                    listener.close().subscribe();
                }
            });
            if (settled.compareAndSet(false, true)) {
                sink.success(listener);
            }
        });
    }

    private static AtConnectionException failure(
            Reason reason, ListenSettings settings, String why, @Nullable Throwable cause) {
        return new AtConnectionException(reason, "cannot open " + settings + ": " + why, cause);
    }

    private static Reason reason(Throwable cause) {
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("in use")) {
            return Reason.IN_USE;
        }
        if (text.contains("denied") || text.contains("permission")) {
            return Reason.NOT_PERMITTED;
        }
        return text.contains("assign") ? Reason.NOT_FOUND : Reason.OTHER;
    }

    private static String words(Throwable cause) {
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("in use")) {
            return "the port is in use";
        }
        if (text.contains("denied") || text.contains("permission")) {
            return "this user may not listen on that port";
        }
        return text.contains("assign") ? "the address is none of this machine" : "failed: " + SystemWords.of(cause);
    }
}
