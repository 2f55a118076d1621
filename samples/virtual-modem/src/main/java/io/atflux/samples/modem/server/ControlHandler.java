package io.atflux.samples.modem.server;

import io.atflux.samples.modem.control.ControlSession;
import io.atflux.samples.modem.control.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.TooLongFrameException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines of the control port, answered in order. */
final class ControlHandler extends SimpleChannelInboundHandler<ByteBuf> {

    static final int LONGEST_LINE = 8_192;

    private static final Logger LOG = LoggerFactory.getLogger(ControlHandler.class);

    private final ControlSession session;
    private CompletionStage<?> before = CompletableFuture.completedStage(null);

    ControlHandler(ControlSession session) {
        this.session = session;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
        String line;
        try {
            line = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(ByteBufUtil.getBytes(bytes)))
                    .toString();
        } catch (CharacterCodingException e) {
            answer(ctx, Reply.error(Reply.Type.NOT_UTF_8, "a line is text in UTF-8"));
            return;
        }
        if (!line.isBlank()) {
            before = before.thenCompose(ended -> session.accept(line)).thenAccept(reply -> write(ctx, reply));
        }
    }

    private void answer(ChannelHandlerContext ctx, Reply reply) {
        before = before.thenAccept(ended -> write(ctx, reply));
    }

    private static void write(ChannelHandlerContext ctx, Reply reply) {
        ctx.writeAndFlush(ByteBufUtil.writeUtf8(ctx.alloc(), reply.text()));
    }

    /** Closes after all input before its end was answered. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            before = before.thenRun(() -> ctx.executor().execute(ctx::close));
        }
        ctx.fireUserEventTriggered(event);
    }

    /** Stops reading from a client that reads no answers. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(ctx.channel().isWritable());
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            answer(ctx, Reply.error(Reply.Type.LINE_TOO_LONG, "a line has at most " + LONGEST_LINE + " bytes"));
        } else {
            LOG.info("control: {}", cause.toString());
            ctx.close();
        }
    }
}
