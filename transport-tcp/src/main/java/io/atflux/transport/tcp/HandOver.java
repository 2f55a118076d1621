package io.atflux.transport.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.Consumer;

/**
 * Puts the session's handler into the pipeline of the one connection that succeeded, in front of the event that tells it
 * so. Handlers belong to one channel, and an address that refuses has used up a channel.
 */
final class HandOver extends ChannelInboundHandlerAdapter {

    private final ChannelHandler handler;
    private final Consumer<Channel> connected;

    HandOver(ChannelHandler handler, Consumer<Channel> connected) {
        this.handler = handler;
        this.connected = connected;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.pipeline().addLast(handler);
        context.fireChannelActive();
        context.pipeline().remove(this);
        // Behind the handler: whoever gets the channel finds the session already there.
        connected.accept(context.channel());
    }
}
