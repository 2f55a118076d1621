package io.atflux.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps the bytes that it reads, and gives its channel a separate allocator, whose balance shows whether a buffer was
 * lost.
 */
final class RecordingHandler extends ChannelInboundHandlerAdapter {

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final CountDownLatch inactive = new CountDownLatch(1);
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private int activations;
    private boolean nonBlocking;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().config().setAllocator(allocator);
    }

    @Override
    public synchronized void channelActive(ChannelHandlerContext context) {
        activations++;
        nonBlocking = Schedulers.isInNonBlockingThread();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        buffer.release();
        synchronized (this) {
            received.write(bytes, 0, bytes.length);
            notifyAll();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        // After the transport's own work on the event, which releases its last buffers.
        context.executor().execute(inactive::countDown);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A peer that hangs up may reset the line; channelInactive follows.
        context.close();
    }

    /** The first bytes received; waits for them. */
    synchronized byte[] take(int count) throws InterruptedException {
        long end = System.nanoTime() + TransportTck.LIMIT.toNanos();
        while (received.size() < count && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, end - System.nanoTime()));
        }
        return Arrays.copyOf(received.toByteArray(), Math.min(count, received.size()));
    }

    synchronized int received() {
        return received.size();
    }

    synchronized int activations() {
        return activations;
    }

    synchronized boolean ranNonBlocking() {
        return nonBlocking;
    }

    void awaitInactive() throws InterruptedException {
        assertThat(inactive.await(TransportTck.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    /** The bytes of buffers that were not released. */
    long held() {
        return allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory();
    }
}
