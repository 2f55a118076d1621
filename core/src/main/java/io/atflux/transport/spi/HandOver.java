package io.atflux.transport.spi;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a connection through its handshakes, and then puts the session's handler into the pipeline, in front of the event that
 * tells it so. Handlers belong to one channel, and an address that refuses has used up a channel. For those who write a
 * transport; its methods are called on the connection's event loop.
 *
 * <p>What the modem says during a handshake is kept for the session, up to {@link #MOST_HELD} bytes.
 */
public final class HandOver extends ChannelInboundHandlerAdapter {

    /** Bytes that are kept for the session; what comes beyond them is lost. */
    public static final int MOST_HELD = 65_536;

    private final ChannelHandler handler;
    private final Queue<Handshake> handshakes;
    private final Consumer<Channel> connected;
    private final Queue<ByteBuf> held = new ArrayDeque<>();
    private int heldBytes;
    private @Nullable Handshake current;
    private @Nullable Throwable cause;
    private @Nullable Runnable ended;

    /**
     * One connection's way to its session.
     *
     * @param handler the session's
     * @param handshakes one after the other; none for a line that is one as soon as it is open
     * @param connected gets the channel once the session is behind it
     */
    public HandOver(ChannelHandler handler, List<Handshake> handshakes, Consumer<Channel> connected) {
        this.handler = handler;
        this.handshakes = new ArrayDeque<>(handshakes);
        this.connected = connected;
    }

    /** What to do if the connection ends before it is handed over, once every handler has said why. */
    public void whenEnded(Runnable next) {
        ended = next;
    }

    /** Why the connection ended before it was handed over. */
    public Throwable cause() {
        Throwable known = cause;
        return known == null ? new ClosedChannelException() : known;
    }

    /** The handshake that was under way, if one was. */
    public @Nullable Handshake handshake() {
        return current;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        advance(context);
    }

    private void advance(ChannelHandlerContext context) {
        current = handshakes.poll();
        Handshake next = current;
        if (next != null) {
            next.begin(context);
            return;
        }
        context.pipeline().addLast(handler);
        context.fireChannelActive();
        boolean any = !held.isEmpty();
        for (ByteBuf early = held.poll(); early != null; early = held.poll()) {
            context.fireChannelRead(early);
        }
        if (any) {
            context.fireChannelReadComplete();
        }
        context.pipeline().remove(this);
        // Behind the handler: whoever gets the channel finds the session already there.
        connected.accept(context.channel());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        Handshake handshake = current;
        try {
            if (handshake != null && handshake.isEndedBy(event)) {
                advance(context);
            }
        } catch (Exception failed) {
            end(context, failed);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf buffer && heldBytes + buffer.readableBytes() <= MOST_HELD) {
            heldBytes += buffer.readableBytes();
            held.add(buffer);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        // Nobody behind this handler yet.
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failed) {
        end(context, failed);
    }

    @Override
    public void channelUnregistered(ChannelHandlerContext context) {
        Runnable next = ended;
        if (next != null) {
            next.run();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        for (ByteBuf early = held.poll(); early != null; early = held.poll()) {
            early.release();
        }
    }

    private void end(ChannelHandlerContext context, Throwable failed) {
        if (cause == null) {
            cause = failed;
        }
        context.close();
    }
}
