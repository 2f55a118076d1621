package io.atflux.samples.link;

import io.atflux.error.AtConnectionException;
import io.atflux.samples.modem.VirtualModem;
import io.atflux.transport.AtTransport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

/**
 * The line between a link and a virtual module, which can be lost, refused, silent and disturbed. It has one user at a
 * time.
 */
final class SiteLine implements AtTransport, AutoCloseable {

    private static final ByteBufAllocator UNWATCHED = new UnpooledByteBufAllocator(false, true);

    private final VirtualTimeScheduler time;
    private final VirtualModem modem;
    private final ArrayDeque<byte[]> printed = new ArrayDeque<>();
    private final StringBuilder sent = new StringBuilder();
    private @Nullable EmbeddedChannel channel;
    private @Nullable EmbeddedChannel halfOpen;
    private boolean delivering;
    private AtConnectionException.@Nullable Reason refusal;
    private @Nullable String complaint;
    private boolean silent;
    private boolean hung;
    private UnaryOperator<byte[]> noise = UnaryOperator.identity();
    private Consumer<byte[]> tap = bytes -> {};
    private Consumer<byte[]> printTap = bytes -> {};
    private ByteBufAllocator allocator = UnpooledByteBufAllocator.DEFAULT;
    private int connects;
    private final List<String> violations = new ArrayList<>();

    SiteLine(VirtualTimeScheduler time, VirtualModem modem) {
        this.time = time;
        this.modem = modem;
    }

    /**
     * Disables the detection of lost buffers here: it takes half as much time again, and a share of the seeds checks
     * for all.
     */
    void withoutLeakDetection() {
        allocator = UNWATCHED;
    }

    /** Another program sends these lines before the link connects, and leaves. */
    void somebodyElse(String... lines) {
        modem.lineOpened();
        for (String line : lines) {
            time.advanceTimeBy(Duration.ofSeconds(20));
            modem.receive((line + "\r").getBytes(StandardCharsets.ISO_8859_1));
        }
        time.advanceTimeBy(Duration.ofSeconds(20));
        modem.lineDropped();
    }

    /** The line breaks now. */
    void drop() {
        EmbeddedChannel open = channel;
        if (open != null) {
            channel = null;
            modem.lineDropped();
            open.close();
        }
    }

    /** The process at this end dies, and is not notified any more. */
    void abandon() {
        if (channel != null) {
            channel = null;
            modem.lineDropped();
        }
    }

    boolean isOpen() {
        return channel != null;
    }

    /** The line cannot be opened any more, for this reason; null allows it again. */
    void refuse(AtConnectionException.@Nullable Reason reason) {
        refusal = reason;
    }

    /** A serial server sends this and closes, instead of a modem; null restores the modem. */
    void complain(@Nullable String words) {
        complaint = words;
    }

    /** No data passes in either direction, and neither side is notified. */
    void silent(boolean now) {
        silent = now;
    }

    /** The open connection carries no data any more; the next one does. */
    void halfOpen() {
        halfOpen = channel;
    }

    boolean isHalfOpen() {
        return halfOpen != null && halfOpen == channel;
    }

    /** The module hangs: it neither reads nor prints. */
    void hung(boolean now) {
        hung = now;
    }

    boolean isHung() {
        return hung;
    }

    /** The change of the module's output. */
    void noise(UnaryOperator<byte[]> change) {
        noise = change;
    }

    /** Receives everything written, including what is lost on the line. */
    void tap(Consumer<byte[]> listener) {
        tap = listener;
    }

    /** Receives the module's output that arrives. */
    void printTap(Consumer<byte[]> listener) {
        printTap = listener;
    }

    /** Everything that was sent to the module. */
    String sent() {
        return sent.toString();
    }

    void forgetSent() {
        sent.setLength(0);
    }

    int connects() {
        return connects;
    }

    /** The broken rules of the line: two users at a time. */
    List<String> violations() {
        return violations;
    }

    @Override
    public Scheduler timer() {
        return time;
    }

    @Override
    public Mono<Channel> connect(ChannelHandler handler) {
        return Mono.fromCallable(() -> {
            AtConnectionException.Reason why = refusal;
            if (why != null) {
                throw new AtConnectionException(why, "the line: " + why, null);
            }
            EmbeddedChannel before = channel;
            if (before != null && before.isOpen()) {
                violations.add("two at a time");
            }
            connects++;
            ToTheModem outbound = new ToTheModem();
            EmbeddedChannel opened = new EmbeddedChannel(outbound, handler);
            opened.config().setAllocator(allocator);
            opened.closeFuture().addListener(closed -> closed(opened));
            String words = complaint;
            if (words != null) {
                time.schedule(() -> {
                    opened.writeInbound(Unpooled.copiedBuffer(words + "\r\n", StandardCharsets.US_ASCII));
                    opened.close();
                });
                return opened;
            }
            channel = opened;
            modem.lineOpened();
            return opened;
        });
    }

    private void closed(EmbeddedChannel ended) {
        if (channel == ended) {
            channel = null;
            modem.lineDropped();
        }
    }

    @Override
    public String describe() {
        return "world";
    }

    private boolean carriesNothing() {
        return silent || hung || isHalfOpen();
    }

    void printed(byte[] bytes) {
        if (carriesNothing()) {
            return;
        }
        byte[] changed = noise.apply(bytes);
        if (changed.length == 0) {
            return;
        }
        printed.add(changed);
        if (delivering) {
            return;
        }
        delivering = true;
        try {
            for (byte[] next = printed.poll(); next != null; next = printed.poll()) {
                EmbeddedChannel open = channel;
                if (open != null && open.isOpen()) {
                    printTap.accept(next);
                    open.writeInbound(Unpooled.wrappedBuffer(next));
                }
            }
        } finally {
            delivering = false;
        }
    }

    @Override
    public void close() {
        EmbeddedChannel open = channel;
        if (open != null) {
            open.finishAndReleaseAll();
        }
    }

    private final class ToTheModem extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            try {
                if (message instanceof ByteBuf bytes && (channel == null || channel == ctx.channel())) {
                    byte[] copy = ByteBufUtil.getBytes(bytes);
                    tap.accept(copy);
                    if (!carriesNothing()) {
                        sent.append(new String(copy, StandardCharsets.ISO_8859_1));
                        modem.receive(copy);
                    }
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
            promise.setSuccess();
        }
    }
}
