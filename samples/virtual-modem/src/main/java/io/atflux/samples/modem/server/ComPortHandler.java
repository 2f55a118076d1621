package io.atflux.samples.modem.server;

import io.atflux.samples.modem.Wires;
import io.atflux.samples.modem.comport.SerialServer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** A serial server between a connection and the module's line. */
final class ComPortHandler extends ChannelDuplexHandler {

    private final Port port;
    private @Nullable SerialServer server;

    ComPortHandler(Port port) {
        this.port = port;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == Port.Event.LINE_OPENED) {
            SerialServer created =
                    port.serialServer(new ModuleEnd(ctx), bytes -> ctx.writeAndFlush(Unpooled.wrappedBuffer(bytes)));
            server = created;
            created.open();
        } else if (event == Port.Event.WIRES_CHANGED && server != null) {
            server.wiresChanged();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (server != null && message instanceof ByteBuf bytes) {
                server.fromHost(ByteBufUtil.getBytes(bytes));
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        try {
            if (server != null && message instanceof ByteBuf bytes) {
                server.fromModule(ByteBufUtil.getBytes(bytes));
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
        promise.setSuccess();
    }

    /**
     * Answers are not dropped as a module's output is, so the server stops reading from a host that reads no answers.
     */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(ctx.channel().isWritable());
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (server != null) {
            server.close();
        }
        ctx.fireChannelInactive();
    }

    private final class ModuleEnd implements SerialServer.Module {

        private final ChannelHandlerContext ctx;

        ModuleEnd(ChannelHandlerContext ctx) {
            this.ctx = ctx;
        }

        @Override
        public void receive(byte[] bytes) {
            ctx.fireChannelRead(Unpooled.wrappedBuffer(bytes));
        }

        @Override
        public int speed() {
            return port.modem().speed();
        }

        @Override
        public Wires wires() {
            return port.modem().wires();
        }

        @Override
        public void dtr(boolean on) {
            port.modem().dtr(on);
        }
    }
}
