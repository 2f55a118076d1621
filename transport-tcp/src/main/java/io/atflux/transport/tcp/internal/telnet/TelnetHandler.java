package io.atflux.transport.tcp.internal.telnet;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The client side of telnet, between the connection and the handlers of the modem's bytes. Begins to negotiate when it is added
 * to an active channel, and fires {@link #READY} when all requests are answered or the limit has passed: a server that leaves
 * requests unanswered is used without them, with a warning.
 */
public final class TelnetHandler extends ChannelDuplexHandler {

    /** The user event after which the line may be used. */
    public static final Object READY = new Object() {
        @Override
        public String toString() {
            return "telnet is ready";
        }
    };

    private final Negotiation negotiation;
    private final TelnetParser parser;
    private @Nullable HeldWrites held;
    private boolean passedData;

    public TelnetHandler(TelnetSettings wanted) {
        negotiation = new Negotiation(wanted);
        parser = new TelnetParser(negotiation);
    }

    /** For a channel that is already active. */
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        held = new HeldWrites(context);
        negotiation.begin(context, parser, this::suspend);
    }

    private void suspend(boolean on) {
        HeldWrites writes = held;
        if (writes != null) {
            writes.suspend(on);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf in)) {
            context.fireChannelRead(message);
            return;
        }
        if (parser.isPlain(in)) {
            passedData = true;
            context.fireChannelRead(in);
            return;
        }
        ByteBuf data = context.alloc().buffer(in.readableBytes());
        IOException damaged = null;
        try {
            parser.parse(in, data);
        } catch (IOException e) {
            damaged = e;
        } finally {
            in.release();
        }
        if (data.isReadable()) {
            passedData = true;
            context.fireChannelRead(data);
        } else {
            data.release();
        }
        negotiation.flush();
        if (damaged != null) {
            context.fireExceptionCaught(damaged);
            context.close();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.fireChannelReadComplete();
        if (!passedData && !context.channel().config().isAutoRead()) {
            // The requester of the read has not received data yet.
            context.read();
        }
        passedData = false;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        HeldWrites writes = held;
        if (!(message instanceof ByteBuf data) || writes == null) {
            ReferenceCountUtil.release(message);
            promise.setFailure(new UnsupportedOperationException("only bytes can be written"));
            return;
        }
        writes.write(TelnetBytes.escaped(data, negotiation.sendsBinary(), context.alloc()), promise);
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        suspendedWritesFail();
        context.close(promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        suspendedWritesFail();
        negotiation.end();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        suspendedWritesFail();
        negotiation.end();
    }

    private void suspendedWritesFail() {
        HeldWrites writes = held;
        if (writes != null) {
            writes.fail();
        }
    }

    static Set<Integer> options(boolean comPort) {
        return comPort
                ? Set.of(TelnetCodes.BINARY, TelnetCodes.SUPPRESS_GO_AHEAD, TelnetCodes.COM_PORT)
                : Set.of(TelnetCodes.BINARY, TelnetCodes.SUPPRESS_GO_AHEAD);
    }
}
