package io.atflux.samples.modem.server;

import io.atflux.samples.modem.VirtualModem;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One module and the one connection that it has at a time. Everything but {@link #modem()} runs on the loop. */
final class Port {

    private static final Logger LOG = LoggerFactory.getLogger(Port.class);

    private final Switches switches;
    private final LoopClock clock;
    private final Uplink uplink;
    private volatile VirtualModem modem;
    private @Nullable Channel line;
    private boolean losing;
    private boolean closed;

    Port(Switches switches, EventExecutor loop, Uplink uplink) {
        this.switches = switches;
        this.clock = new LoopClock(loop);
        this.uplink = uplink;
        this.modem = create();
    }

    private VirtualModem create() {
        return new VirtualModem(switches, clock, uplink, this::print);
    }

    VirtualModem modem() {
        return modem;
    }

    /** A module prints into the line without asking; what the host does not read in time is lost, as on a serial line. */
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
            LOG.warn("{} does not read: output is lost", open.remoteAddress());
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

    /** The handler of a new connection; a second one is closed at once. */
    SimpleChannelInboundHandler<ByteBuf> handler() {
        return new Line();
    }

    private void drop() {
        line = null;
        modem.lineDropped();
        if (switches.is(Switch.MODULE_LIFE, "connection") && !closed) {
            modem.close();
            modem = create();
        }
    }

    private final class Line extends SimpleChannelInboundHandler<ByteBuf> {

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            if (line == null) {
                take(ctx);
            } else {
                // A host that comes back at once can be here before the end of its old connection, which the loop reads
                // in the same round.
                ctx.executor().execute(() -> take(ctx));
            }
        }

        private void take(ChannelHandlerContext ctx) {
            Channel old = line;
            if (old != null && !old.isActive()) {
                drop();
            }
            if (line != null || closed) {
                LOG.info("{} refused: the line is in use", ctx.channel().remoteAddress());
                ctx.close();
                return;
            }
            line = ctx.channel();
            LOG.info("{} opened the line", ctx.channel().remoteAddress());
            modem.lineOpened();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
            if (line == ctx.channel()) {
                modem.receive(ByteBufUtil.getBytes(bytes));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (line == ctx.channel()) {
                drop();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            LOG.info("{}: {}", ctx.channel().remoteAddress(), cause.toString());
            ctx.close();
        }
    }
}
