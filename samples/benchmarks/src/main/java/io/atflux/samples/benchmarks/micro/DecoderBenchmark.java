package io.atflux.samples.benchmarks.micro;

import io.atflux.internal.codec.FrameSink;
import io.atflux.internal.codec.LineScanner;
import io.atflux.line.AtLine;
import io.atflux.samples.benchmarks.measure.Constant;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Lines of 14 bytes, in reads of one MTU or of 1 to 16 bytes. An operation is a byte, so the score is in MB/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecoderBenchmark {

    private static final String LINE = "\r\n+CSQ: 23,0\r\n";
    private static final int LINES = 4_681;
    private static final int BYTES = 14 * LINES;
    private static final int MTU = 1_448;

    /** The number of bytes that arrive at once. */
    @Param({"MTU", "1-16"})
    public String reads = "";

    private final List<ByteBuf> chunks = new ArrayList<>();
    private final LinesCounted counted = new LinesCounted();
    private final LineScanner scanner = new LineScanner(counted, 16_384);
    private final TextsRead texts = new TextsRead();
    private final LineScanner reader = new LineScanner(texts, 16_384);
    private final FramesCounted frames = new FramesCounted();
    private final EmbeddedChannel channel = new EmbeddedChannel(new LineBasedFrameDecoder(16_384), frames);

    private static class LinesCounted implements FrameSink {
        long lines;

        @Override
        public void line(AtLine line) {
            lines++;
        }

        @Override
        public boolean prompt(String lead) {
            return false;
        }

        @Override
        public void overlong(long bytes) {
            throw new IllegalStateException("no line is too long");
        }

        @Override
        public void noise(int bytes) {
            throw new IllegalStateException("there is no noise");
        }
    }

    /** As a session does: it keeps a line for a while, and reads its text. */
    private static final class TextsRead extends LinesCounted {
        private AtLine last = AtLine.of("");

        @Override
        public void line(AtLine line) {
            lines += line.text().length();
            last = line;
        }
    }

    private static final class FramesCounted extends ChannelInboundHandlerAdapter {
        long frames;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            frames++;
            ((ByteBuf) message).release();
        }
    }

    /** Until the class of a line's mask is loaded, as it is with each session, the compiler inlines nothing that takes one. */
    @Setup
    public void load() {
        Objects.requireNonNull(UnaryOperator.identity());
    }

    @Setup
    public void cut() {
        byte[] all = LINE.repeat(LINES).getBytes(StandardCharsets.ISO_8859_1);
        Random dice = new Random(1);
        int at = 0;
        while (at < all.length) {
            int length = Math.min(all.length - at, reads.equals("MTU") ? MTU : 1 + dice.nextInt(16));
            chunks.add(Constant.plain(Arrays.copyOfRange(all, at, at + length)));
            at += length;
        }
    }

    @Benchmark
    @OperationsPerInvocation(BYTES)
    public long scanner() {
        for (ByteBuf chunk : chunks) {
            scanner.feed(chunk.readerIndex(0));
        }
        return counted.lines;
    }

    @Benchmark
    @OperationsPerInvocation(BYTES)
    public AtLine scannerWhoseLinesAreRead() {
        for (ByteBuf chunk : chunks) {
            reader.feed(chunk.readerIndex(0));
        }
        return texts.last;
    }

    @Benchmark
    @OperationsPerInvocation(BYTES)
    public long lineBasedFrameDecoder() {
        for (ByteBuf chunk : chunks) {
            channel.pipeline().fireChannelRead(chunk.retain().readerIndex(0));
        }
        return frames.frames;
    }
}
