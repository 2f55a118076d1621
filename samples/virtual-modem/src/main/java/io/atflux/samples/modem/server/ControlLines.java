package io.atflux.samples.modem.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.util.List;

/** The lines of a control connection; the last one may end with the input instead of a line end. */
final class ControlLines extends LineBasedFrameDecoder {

    ControlLines(int longest) {
        super(longest, true, true);
    }

    /** The last line's answer can be sent only if the connection outlives its input. */
    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    }

    @Override
    protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        super.decodeLast(ctx, in, out);
        // A broken connection may have cut its last line.
        if (in.isReadable() && ctx.channel().isActive()) {
            out.add(in.readRetainedSlice(in.readableBytes()));
        }
    }
}
