package io.atflux.samples.modem.server;

import io.atflux.samples.modem.VirtualModem;
import io.atflux.samples.modem.comport.SerialServer;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.Uplink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One module and its single connection. Everything but {@link #modem()} and {@link #switchOn()} runs on the loop. */
final class Port {

    private static final Logger LOG = LoggerFactory.getLogger(Port.class);
    /** The time for which a new connection waits for the end of the old one before it is refused. */
    private static final Duration COMING_BACK = Duration.ofMillis(200);

    /** Notifies a connection's handlers of their module. */
    enum Event {
        /** The connection is the module's line from now on. */
        LINE_OPENED,
        WIRES_CHANGED
    }

    private final Switches switches;
    private final LoopClock clock;
    private final Uplink uplink;
    private volatile VirtualModem modem;
    private @Nullable Channel line;
    private @Nullable Channel waiting;
    private boolean losing;
    private boolean closed;

    Port(Switches switches, EventExecutor loop, Uplink uplink) {
        this.switches = switches.live();
        this.clock = new LoopClock(loop);
        this.uplink = uplink;
        this.modem = create();
    }

    private VirtualModem create() {
        VirtualModem created = new VirtualModem(switches, clock, uplink, this::print);
        created.onWires(this::wiresChanged);
        return created;
    }

    private void wiresChanged() {
        if (line != null) {
            line.pipeline().fireUserEventTriggered(Event.WIRES_CHANGED);
        }
    }

    SerialServer serialServer(SerialServer.Module end, Consumer<byte[]> wire) {
        return new SerialServer(switches, clock, end, wire);
    }

    VirtualModem modem() {
        return modem;
    }

    /** Switches the module on and waits for its immediate tasks; not on the loop's thread. */
    void switchOn() {
        modem.switchOn();
        clock.awaitIdle();
    }

    /**
     * A module prints without flow control; output that the host does not read in time is lost, as on a serial line.
     */
    private void print(byte[] bytes) {
        Channel open = line;
        if (open == null) {
            return;
        }
        if (open.isWritable()) {
            losing = false;
            open.writeAndFlush(Unpooled.wrappedBuffer(bytes));
        } else if (!losing) {
            losing = true;
            LOG.warn("{} does not read: output is lost", name(open));
        }
    }

    /** Ends the module and its connection. */
    void close() {
        clock.execute(() -> {
            closed = true;
            modem.close();
            if (line != null) {
                line.close();
            }
        });
    }

    /** Ends the connection, if there is one. */
    void hangUp() {
        clock.execute(() -> {
            if (line != null) {
                line.close();
            }
        });
    }

    /** The handler of a new connection. A second connection is closed, unless the first one ends at once. */
    SimpleChannelInboundHandler<ByteBuf> handler() {
        return new Line(false);
    }

    /** The same for a connection that has a DTR, which drops with its end. */
    SimpleChannelInboundHandler<ByteBuf> handlerWithDtr() {
        return new Line(true);
    }

    private void drop(boolean withDtr) {
        line = null;
        // First, so that output caused by the fall of DTR does not reach the next host.
        modem.lineDropped();
        if (withDtr) {
            modem.dtr(false);
        }
        if (switches.is(Switch.MODULE_LIFE, "connection") && !closed) {
            modem.close();
            modem = create();
        }
        Channel next = waiting;
        waiting = null;
        if (next != null && next.isActive()) {
            if (closed) {
                refuse(next);
            } else {
                take(next);
                next.config().setAutoRead(true);
            }
        }
    }

    private void take(Channel channel) {
        line = channel;
        LOG.info("{} opened the line", name(channel));
        modem.dtr(true);
        modem.lineOpened();
        channel.pipeline().fireUserEventTriggered(Event.LINE_OPENED);
    }

    private static String name(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress remote ? remote.toString() : "a pseudo-terminal";
    }

    private static void refuse(Channel channel) {
        LOG.info("{} refused: the line is in use", name(channel));
        channel.close();
    }

    private final class Line extends SimpleChannelInboundHandler<ByteBuf> {

        private final boolean hasDtr;

        Line(boolean hasDtr) {
            this.hasDtr = hasDtr;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            if (line == null && !closed) {
                take(ctx.channel());
            } else if (waiting == null && !closed) {
                await(ctx);
            } else {
                refuse(ctx.channel());
            }
        }

        /** A host that reconnects at once can arrive before the end of its old connection. */
        private void await(ChannelHandlerContext ctx) {
            waiting = ctx.channel();
            ctx.channel().config().setAutoRead(false);
            ctx.executor()
                    .schedule(
                            () -> {
                                if (waiting == ctx.channel()) {
                                    waiting = null;
                                    refuse(ctx.channel());
                                }
                            },
                            COMING_BACK.toNanos(),
                            TimeUnit.NANOSECONDS);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
            if (line == ctx.channel()) {
                modem.receive(ByteBufUtil.getBytes(bytes));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (waiting == ctx.channel()) {
                waiting = null;
            }
            if (line == ctx.channel()) {
                drop(hasDtr);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            LOG.info("{}: {}", name(ctx.channel()), cause.toString());
            ctx.close();
        }
    }
}
