package io.atflux.samples.modem.uplink;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A TCP connection that is only opened and closed. Received bytes are discarded. */
final class TcpSocket implements Uplink.Socket {

    private final Uplink.SocketEvents events;
    private final Consumer<TcpSocket> ended;
    private @Nullable Channel channel;
    private boolean connected;
    private boolean over;

    TcpSocket(Uplink.SocketEvents events, Consumer<TcpSocket> ended) {
        this.events = events;
        this.ended = ended;
    }

    /** Looks the name up on this thread, then connects. */
    void start(EventLoopGroup loops, String host, int port, Duration patience) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            end(false);
            return;
        }
        new Bootstrap()
                .group(loops)
                .channel(kind())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) patience.toMillis())
                .handler(new Ends())
                .connect(address)
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        end(false);
                    }
                });
    }

    private static Class<? extends SocketChannel> kind() {
        return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    private synchronized void opened(Channel open) {
        if (over) {
            open.close();
        } else {
            channel = open;
            connected = true;
            events.connected();
        }
    }

    private synchronized void end(boolean lost) {
        if (over || lost && !connected) {
            return;
        }
        over = true;
        ended.accept(this);
        if (lost) {
            events.lost();
        } else {
            events.refused();
        }
    }

    @Override
    public synchronized void close() {
        over = true;
        ended.accept(this);
        Channel open = channel;
        if (open != null) {
            open.close();
        }
    }

    private final class Ends extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext context) {
            opened(context.channel());
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            end(true);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
