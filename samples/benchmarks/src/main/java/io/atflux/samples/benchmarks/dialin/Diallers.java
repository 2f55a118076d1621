package io.atflux.samples.benchmarks.dialin;

import io.atflux.samples.benchmarks.measure.CountingLoops;
import io.atflux.samples.benchmarks.measure.Duel.Worker;
import io.atflux.samples.benchmarks.measure.Loops;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * Devices that dial in again as soon as they are closed, a fixed number at a time. All state except the latch belongs
 * to their loop.
 */
final class Diallers implements Worker, AutoCloseable {

    private static final int IDS = 10_000;

    private final CountingLoops loops = Loops.create("modem-dialler", 1);
    private final Bootstrap bootstrap;
    private final int atOnce;
    private CountDownLatch quiet = new CountDownLatch(0);
    private boolean dials;
    private int open;
    private long closed;
    private int next;

    Diallers(int port, int atOnce) {
        this.atOnce = atOnce;
        bootstrap = new Bootstrap()
                .group(loops)
                .channel(Loops.sockets())
                // Reset, so that no port stays in TIME_WAIT.
                .option(ChannelOption.SO_LINGER, 0)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Device());
                    }
                })
                .remoteAddress(InetAddress.getLoopbackAddress(), port);
    }

    private final class Device extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext context) {
            next = (next + 1) % IDS;
            String id = String.format(Locale.ROOT, "ID=%015d\r\n", next);
            context.writeAndFlush(Unpooled.wrappedBuffer(id.getBytes(StandardCharsets.ISO_8859_1)));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            closed++;
            if (dials) {
                bootstrap.connect();
            } else if (--open == 0) {
                quiet.countDown();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            context.close();
        }
    }

    @Override
    public void go() {
        loops.next().execute(() -> {
            quiet = new CountDownLatch(1);
            dials = true;
            open = atOnce;
            for (int i = 0; i < atOnce; i++) {
                bootstrap.connect();
            }
        });
    }

    @Override
    public void halt() {
        CountDownLatch last = loops.next()
                .submit(() -> {
                    dials = false;
                    return quiet;
                })
                .syncUninterruptibly()
                .getNow();
        try {
            last.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public long done() {
        return loops.next().submit(() -> closed).syncUninterruptibly().getNow();
    }

    @Override
    public void close() {
        Loops.end(loops);
    }
}
