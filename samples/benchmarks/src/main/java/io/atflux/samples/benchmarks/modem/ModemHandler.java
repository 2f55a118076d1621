package io.atflux.samples.benchmarks.modem;

import io.atflux.samples.benchmarks.modem.Answers.Answer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One line of a {@link FastModem}. */
final class ModemHandler extends ChannelInboundHandlerAdapter {

    private static final int LONGEST = 4096;

    private final Answers answers;
    private final byte[] line = new byte[LONGEST];
    private int length;
    private @Nullable Answer last;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf flood;
    private long commands;
    private long poured;

    ModemHandler(Answers answers) {
        this.answers = answers;
    }

    long poured() {
        return poured;
    }

    long commands() {
        return commands;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            while (in.isReadable()) {
                int end = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\r');
                int take = (end < 0 ? in.writerIndex() : end) - in.readerIndex();
                in.readBytes(line, length, take);
                length += take;
                if (end >= 0) {
                    in.skipBytes(1);
                    answer(reading);
                }
            }
        } finally {
            in.release();
        }
    }

    private void answer(ChannelHandlerContext reading) {
        Answer answer = last;
        // Most commands repeat the previous one.
        if (answer == null || !Arrays.equals(line, 0, length, answer.command(), 0, answer.command().length)) {
            answer = answers.answer(line, length);
            last = answer;
        }
        length = 0;
        commands++;
        reading.write(answer.bytes().duplicate(), reading.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext reading) {
        reading.flush();
    }

    void print(ByteBuf bytes) {
        ChannelHandlerContext to = context;
        if (to != null) {
            to.writeAndFlush(bytes.duplicate(), to.voidPromise());
        }
    }

    void flood(ByteBuf bytes) {
        flood = bytes;
        ChannelHandlerContext to = context;
        if (to != null) {
            pour(to);
        }
    }

    void endFlood() {
        flood = null;
    }

    private void pour(ChannelHandlerContext to) {
        ByteBuf bytes = flood;
        while (bytes != null && to.channel().isWritable()) {
            to.writeAndFlush(bytes.duplicate(), to.voidPromise());
            poured++;
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        if (changed.channel().isWritable()) {
            // Not within the flush that made room.
            changed.executor().execute(() -> pour(changed));
        }
    }
}
