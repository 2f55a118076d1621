package io.atflux.transport.serial;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.Consumer;

/** Puts the session's handler into the pipeline of a port that did open, in front of the event that tells it so. */
final class HandOver extends ChannelInboundHandlerAdapter {

    private final ChannelHandler handler;
    private final Consumer<Channel> opened;

    HandOver(ChannelHandler handler, Consumer<Channel> opened) {
        this.handler = handler;
        this.opened = opened;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.pipeline().addLast(handler);
        context.fireChannelActive();
        context.pipeline().remove(this);
        // Behind the handler: whoever gets the channel finds the session already there.
        opened.accept(context.channel());
    }
}
