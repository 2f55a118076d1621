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
 * Runs the handshakes of a connection, then adds the session's handler to the pipeline and fires {@code channelActive} to it.
 * Handlers belong to one channel: after a refused address the next attempt needs a new channel. For authors of transports; its
 * methods are called on the connection's event loop.
 *
 * <p>Input from the modem during a handshake is kept for the session, up to {@link #MOST_HELD} bytes.
 */
public final class HandOver extends ChannelInboundHandlerAdapter {

    /** The number of bytes kept for the session; further ones are dropped. */
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
     * The hand-over of one connection to its session.
     *
     * @param handler the session's handler
     * @param handshakes run one after the other; empty if the connection is usable as soon as it is open
     * @param connected receives the channel after the session's handler has been added
     */
    public HandOver(ChannelHandler handler, List<Handshake> handshakes, Consumer<Channel> connected) {
        this.handler = handler;
        this.handshakes = new ArrayDeque<>(handshakes);
        this.connected = connected;
    }

    /** Sets the action for a connection that ends before the hand-over. It runs after every handler has reported its error. */
    public void whenEnded(Runnable next) {
        ended = next;
    }

    /** The reason for which the connection ended before the hand-over. */
    public Throwable cause() {
        Throwable known = cause;
        return known == null ? new ClosedChannelException() : known;
    }

    /** The handshake in progress, if any. */
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
        // Last, so that the receiver of the channel finds the session's handler in place.
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
        // No later handler is present yet.
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
