package io.atflux.schedules;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.transport.AtTransport;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.DefaultEventLoop;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * A modem in memory, and sessions on it, all on one event loop; only that loop and the test's own threads take turns.
 * It answers {@code AT+G=token} with the token, and any other command with OK; each answer in a separate task.
 */
final class Line implements AtTransport, AutoCloseable {

    private static final UnpooledByteBufAllocator HEAP = new UnpooledByteBufAllocator(false);
    private static final String ASKS = "AT+G=";

    final DefaultEventLoop loop = new DefaultEventLoop();
    final StoppedClock clock = new StoppedClock();
    final Queue<Channel> opened = new ConcurrentLinkedQueue<>();
    /** The command lines that the modem received. */
    final Queue<String> received = new ConcurrentLinkedQueue<>();
    /** The first command line was received; its answer is under way. */
    final CountDownLatch heard = new CountDownLatch(1);

    AtClient client() {
        return AtClient.over(this).timer(clock);
    }

    AtSession session() throws InterruptedException {
        Told<AtSession> told = Told.of(client().connect());
        told.awaitEnd();
        return Objects.requireNonNull(told.values.peek());
    }

    @Override
    public Mono<Channel> connect(ChannelHandler handler) {
        return new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super Channel> subscriber) {
                subscriber.onSubscribe(new Opening(handler, subscriber));
            }
        };
    }

    private MemoryChannel channel(ChannelHandler handler) {
        StringBuilder said = new StringBuilder();
        Channel[] self = new Channel[1];
        MemoryChannel channel = new MemoryChannel(text -> receive(self[0], said.append(text)));
        self[0] = channel;
        channel.config().setAllocator(HEAP);
        channel.pipeline().addLast(handler);
        opened.add(channel);
        return channel;
    }

    /** A channel is delivered to the subscriber, or is closed. */
    private final class Opening implements Subscription {

        private final ChannelHandler handler;
        private final CoreSubscriber<? super Channel> subscriber;
        private final AtomicBoolean decided = new AtomicBoolean();

        Opening(ChannelHandler handler, CoreSubscriber<? super Channel> subscriber) {
            this.handler = handler;
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            MemoryChannel channel = channel(handler);
            loop.register(channel).addListener(open -> {
                if (decided.compareAndSet(false, true)) {
                    subscriber.onNext(channel);
                    subscriber.onComplete();
                } else {
                    channel.close();
                }
            });
        }

        @Override
        public void cancel() {
            // The code that opens the channel finds this, and closes it.
            decided.set(true);
        }
    }

    private void receive(Channel channel, StringBuilder said) {
        for (int end = said.indexOf("\r"); end >= 0; end = said.indexOf("\r")) {
            String command = said.substring(0, end);
            said.delete(0, end + 1);
            received.add(command);
            String token = command.startsWith(ASKS) ? "\r\n+G: " + command.substring(ASKS.length()) + "\r\n" : "";
            says(channel, token + "\r\nOK\r\n");
            heard.countDown();
        }
    }

    /** The modem prints an unsolicited line, when the loop runs the task. */
    void says(String text) {
        says(Objects.requireNonNull(opened.peek()), text);
    }

    private static void says(Channel channel, String text) {
        channel.eventLoop().execute(() -> channel.pipeline()
                .fireChannelRead(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1)));
    }

    /** The line is lost. */
    void drops() {
        Objects.requireNonNull(opened.peek()).close();
    }

    /** Like an application that ends its loops first: each closes its channels. */
    void endsItsLoop() {
        drops();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** Waits until the loop has run all of its tasks, and the tasks that these added. */
    void settle() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> loop.execute(() -> loop.execute(done::countDown)));
        done.await();
    }

    @Override
    public String describe() {
        return "memory";
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
