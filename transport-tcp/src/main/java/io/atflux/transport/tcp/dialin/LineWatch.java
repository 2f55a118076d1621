package io.atflux.transport.tcp.dialin;

import io.atflux.internal.session.LineQuestion;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** Checks whether the device on an open line answers, and observes its input. Confined to the connection's event loop. */
final class LineWatch extends ChannelInboundHandlerAdapter {

    private @Nullable ChannelHandlerContext context;
    private @Nullable Runnable answered;

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** @param alive called at the next byte, if one comes */
    void ask(Runnable alive) {
        answered = alive;
        ChannelHandlerContext own = context;
        if (own != null) {
            own.fireUserEventTriggered(LineQuestion.ASKED);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext own, Object message) {
        Runnable waiting = answered;
        answered = null;
        own.fireChannelRead(message);
        if (waiting != null) {
            waiting.run();
        }
    }
}
