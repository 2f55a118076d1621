package io.atflux.internal.engine;

import io.atflux.AtOptions;
import io.atflux.AtSession;
import io.atflux.command.CommandText;
import io.atflux.command.CountedAnswer;
import io.atflux.command.Payload;
import io.atflux.error.AtConnectionException.Reason;
import io.atflux.internal.codec.CountedLine;
import io.atflux.internal.codec.LineScanner;
import io.atflux.internal.failure.Loss;
import io.atflux.internal.foreign.Foreign;
import io.atflux.internal.foreign.SystemWords;
import io.atflux.internal.session.LineQuestion;
import io.atflux.internal.session.Services;
import io.atflux.internal.session.Wire;
import io.atflux.internal.time.Deadlines;
import io.atflux.internal.time.Durations;
import io.atflux.internal.time.EventLoopScheduler;
import io.atflux.internal.trace.LineReports;
import io.atflux.internal.trace.LogContext;
import io.atflux.internal.trace.Recording;
import io.atflux.internal.trace.SecretMask;
import io.atflux.internal.trace.Traced;
import io.atflux.internal.trace.WireTap;
import io.atflux.observe.WireEvent;
import io.atflux.profile.AtProfile;
import io.atflux.transport.AtTransport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** A session's handler in the channel's pipeline: the last one. No reference-counted object leaves it. */
final class SessionHandler extends ChannelInboundHandlerAdapter implements Wire {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final AtTransport transport;
    private final AtProfile profile;
    private final AtOptions options;
    private final Outstanding former;
    private @Nullable State bound;
    private long writes;
    private long lastWrite;

    /** The objects that exist after the handler was added to its channel. */
    private record State(
            ChannelHandlerContext context,
            Deadlines deadlines,
            WireTap tap,
            SecretMask mask,
            SessionCore core,
            LineScanner scanner,
            @Nullable Liveness liveness) {

        void heard() {
            if (liveness != null) {
                liveness.heard();
            }
        }
    }

    SessionHandler(AtTransport transport, AtProfile profile, AtOptions options, Outstanding former) {
        this.transport = transport;
        this.profile = profile;
        this.options = options;
        this.former = former;
    }

    AtSession session() {
        return new DefaultSession(bound().core(), null);
    }

    private State bound() {
        State state = bound;
        if (state == null) {
            throw new IllegalStateException("the transport did not add the session's handler to its channel");
        }
        return state;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        Scheduler chosen = options.timer();
        Scheduler timer = chosen == null ? transport.timer() : chosen;
        Deadlines deadlines =
                new Deadlines(context.executor(), timer == null ? new EventLoopScheduler(context.executor()) : timer);
        SecretMask mask = new SecretMask();
        String given = options.name();
        Consumer<? super WireEvent> recorder = options.recorder();
        WireTap tap = new WireTap(
                given == null ? transport.describe() + "#" + NUMBER.incrementAndGet() : given,
                mask,
                recorder == null ? null : new Recording(recorder, deadlines, mask),
                new LogContext(options.logContext()),
                LineReports.to(options.onLine()));
        SessionCore core = new SessionCore(new Services(context.executor(), this, profile, options, deadlines, tap));
        LineScanner scanner = new LineScanner(core.lines, options.maxLine(), mask::mask);
        Duration silence = options.liveness();
        Liveness liveness = silence == null ? null : new Liveness(core, deadlines, silence);
        bound = new State(context, deadlines, tap, mask, core, scanner, liveness);
        lastWrite = deadlines.now() - former.sinceWrite();
        mask.inherit(former.secrets());
        core.inherit(former);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        State state = bound();
        state.core().enter(() -> {
            state.heard();
            state.core().opened();
        });
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof ByteBuf bytes) {
                read(bound(), bytes);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(State state, ByteBuf bytes) {
        // No lambda here: this method runs for each read.
        try {
            state.tap().read(bytes);
            state.heard();
            state.core().dispatcher.bytesCame();
            state.core().dispatcher.holdWrites();
            try {
                state.scanner().mark(writes);
                state.core().lines.arrived();
                state.scanner().feed(bytes);
                state.core().lines.read();
            } finally {
                state.core().dispatcher.releaseWrites();
            }
        } catch (Throwable unexpected) {
            state.core().end.broken(unexpected);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        State state = bound();
        state.core().enter(() -> state.tap().end());
        state.core().enter(() -> state.core().end.terminate(new Loss(Reason.LOST, "the connection was lost"), true));
        context.fireChannelInactive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == LineQuestion.ASKED) {
            State state = bound();
            state.core().enter(() -> Liveness.askOnce(state.core()));
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        State state = bound();
        state.core().enter(() -> lost(state, cause));
    }

    @Override
    public void write(CommandText text, @Nullable Traced by) {
        State state = bound();
        state.mask().add(text);
        state.tap().sent(text.masked(), by);
        String wire = text.wire();
        ByteBuf buffer = state.context().alloc().buffer(wire.length() + 1);
        buffer.writeCharSequence(wire, StandardCharsets.ISO_8859_1);
        buffer.writeByte('\r');
        send(state, buffer);
    }

    @Override
    public void write(Payload payload, @Nullable Traced by) {
        State state = bound();
        state.tap().sentPayload(payload, by);
        send(state, state.context().alloc().buffer(payload.bytes().length).writeBytes(payload.bytes()));
    }

    @Override
    public void writeEscape() {
        bound().core().lines.settings.escapeWritten();
        writeBare("\u001b", "ESC", null);
    }

    @Override
    public void writeBare(String characters, String shown, @Nullable Traced of) {
        State state = bound();
        state.tap().sentBare(characters, shown, of);
        send(state, ByteBufUtil.writeAscii(state.context().alloc(), characters));
    }

    private void send(State state, ByteBuf buffer) {
        writes++;
        lastWrite = state.deadlines().now() + bits(buffer.readableBytes());
        // A write that fails is reported by exceptionCaught: no promise for each command.
        state.context().writeAndFlush(buffer, state.context().voidPromise());
    }

    private static void lost(State state, Throwable cause) {
        state.core()
                .end
                .terminate(new Loss(Reason.LOST, "the connection was lost: " + SystemWords.ofLoss(cause), cause), true);
        state.context().close();
    }

    @Override
    public long lastWrite() {
        return lastWrite;
    }

    @Override
    public long transmission(int bytes) {
        return bits(bytes) + Durations.nanos(transport.latencyAllowance());
    }

    private long bits(int bytes) {
        int baud = transport.baudRate();
        return baud <= 0 ? 0 : TimeUnit.SECONDS.toNanos(10L * bytes) / baud;
    }

    @Override
    public long writes() {
        return writes;
    }

    @Override
    public LineScanner scanner() {
        return bound().scanner();
    }

    @Override
    public void armPrompt(boolean armed) {
        bound().scanner().armPrompt(armed);
    }

    @Override
    public void armCounted(List<CountedAnswer> answers) {
        List<CountedAnswer> always = profile.framing().counted();
        List<CountedLine> lines = List.of();
        if (!always.isEmpty() || !answers.isEmpty()) {
            lines = new ArrayList<>(always.size() + answers.size());
            for (CountedAnswer answer : always) {
                lines.add(counted(answer));
            }
            for (CountedAnswer answer : answers) {
                lines.add(counted(answer));
            }
        }
        bound().scanner().armCounted(lines);
    }

    private static CountedLine counted(CountedAnswer answer) {
        return new CountedLine(
                answer.name(),
                answer.header(),
                header -> Foreign.count("a counted answer's length", answer.length(), header, -1));
    }

    @Override
    public void close() {
        bound().context().close();
    }

    @Override
    public Mono<Void> whenClosed() {
        return Mono.create(sink -> bound().context().channel().closeFuture().addListener(done -> {
            // The recording is complete for a subscriber here: Netty's event for the end comes later.
            bound().core().enter(() -> bound().tap().end());
            sink.success();
        }));
    }
}
