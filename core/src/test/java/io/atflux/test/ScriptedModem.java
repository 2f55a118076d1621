package io.atflux.test;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.transport.AtTransport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A modem that answers by a script, in memory and on the calling thread.
 *
 * <pre>{@code
 * ScriptedModem modem = new ScriptedModem();
 * modem.when("AT+CSQ").answers("+CSQ: 25,99", "OK");
 * AtSession session = modem.session();
 * StepVerifier.withVirtualTime(() -> session.send("AT+CSQ")).expectNextCount(1).verifyComplete();
 * }</pre>
 *
 * <p>Each further answer for a command serves its next send; the last one serves all later sends. A command without a
 * script is answered with ERROR. Not thread-safe: one thread builds, drives and queries it.
 */
public final class ScriptedModem implements AtTransport {

    /** Stands for a line by which the session proves that it is in step: such lines are drawn at random. */
    public static final String PROOF = "(proof)";

    /** A command line that was received; {@link #PROOF} for one that proves that the session is in step. */
    public record Sent(String line, Duration at) {}

    private final TestTimer timer = new TestTimer();
    private final List<Script> scripts = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<byte[]> payloads = new ArrayList<>();
    private final ArrayDeque<byte[]> outgoing = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private boolean delivering;
    private boolean echo;
    private int piece = Integer.MAX_VALUE;
    private long started = -1;
    private final @Nullable Handover handover = Handover.ifWanted();
    private @Nullable EmbeddedChannel channel;
    private @Nullable Script dataFor;
    private final List<Byte> data = new ArrayList<>();
    private int escapes;
    private int aborts;
    private @Nullable Script latest;
    private IntConsumer ear = b -> {};

    /** Scripts exactly this command line. */
    public Script when(String command) {
        return when(command::equals);
    }

    /** Scripts every command line with this prefix. */
    public Script whenPrefix(String prefix) {
        return when(command -> command.startsWith(prefix));
    }

    /**
     * Scripts the lines by which a session proves that it is in step; {@link Script#answersProof()} answers one.
     * Without this call, they are answered with ERROR.
     */
    public Script whenProof() {
        return when(Proofs::is);
    }

    private Script when(Predicate<String> test) {
        Script script = new Script(this, test);
        scripts.add(script);
        return script;
    }

    /** Echoes command lines, as a modem does after power-up until {@code ATE0}. */
    public ScriptedModem echo(boolean on) {
        echo = on;
        return this;
    }

    /** Delivers all output in pieces of this number of bytes. */
    public ScriptedModem inPiecesOf(int bytes) {
        piece = bytes;
        return this;
    }

    /** Passes every received byte to this consumer as well, when it comes. */
    public ScriptedModem hearing(IntConsumer ear) {
        this.ear = ear;
        return this;
    }

    /** A session on this modem, with default options. */
    public AtSession session() {
        return session(AtClient.over(this));
    }

    /** A session of the given client, whose transport must be this modem; its timer is replaced. */
    public AtSession session(AtClient client) {
        AtClient timed = client.timer(timer);
        return java.util.Objects.requireNonNull(
                (handover == null ? timed : timed.deliverOn(handover)).connect().block());
    }

    /** The timer that sessions on this modem run on: the verifier's virtual time, or this modem's own. */
    @Override
    public Scheduler timer() {
        return timer;
    }

    /** Moves the clock: the verifier's virtual time if there is one, otherwise this modem's own. */
    public void advance(Duration by) {
        timer.advance(by);
    }

    /** Prints unsolicited lines, each between CR LF pairs. */
    public void prints(String... lines) {
        for (String text : lines) {
            printsRaw("\r\n" + text + "\r\n");
        }
    }

    /** Prints exactly these characters, as bytes. */
    public void printsRaw(String text) {
        deliver(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Closes the line. */
    public void drops() {
        onLoop(() -> channel().close());
    }

    /** Fails the line, and closes it. */
    public void fails(Throwable why) {
        onLoop(() -> {
            channel().pipeline().fireExceptionCaught(why);
            channel().close();
        });
    }

    private void onLoop(Runnable step) {
        if (handover == null) {
            step.run();
        } else {
            handover.onLoop(step);
        }
    }

    /** All command lines received, in order. */
    public List<String> sentLines() {
        return sent.stream().map(Sent::line).toList();
    }

    /** All command lines received, with the time since the first one. */
    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** The number of received command lines with this prefix. */
    public int countOf(String prefix) {
        return (int) sent.stream().filter(s -> s.line().startsWith(prefix)).count();
    }

    /** The payloads received after prompts. */
    public List<String> payloads() {
        return payloads.stream()
                .map(p -> new String(p, StandardCharsets.ISO_8859_1))
                .toList();
    }

    /** The number of ESC bytes that came outside of a payload. */
    public int escapes() {
        return escapes;
    }

    /** The number of blanks that came before a command line had begun, as {@link Script#orAborted} expects. */
    public int aborts() {
        return aborts;
    }

    /** Whether the session left the line open. */
    public boolean isOpen() {
        return channel().isOpen();
    }

    @Override
    public Mono<Channel> connect(ChannelHandler handler) {
        return Mono.fromSupplier(() -> handover == null ? open(handler) : handover.callOnLoop(() -> open(handler)));
    }

    private EmbeddedChannel open(ChannelHandler handler) {
        EmbeddedChannel opened = handover == null
                ? new EmbeddedChannel(new Receiver(), handler)
                : new HandingOver(new Receiver(), handler);
        channel = opened;
        return opened;
    }

    @Override
    public String describe() {
        return "scripted";
    }

    private EmbeddedChannel channel() {
        EmbeddedChannel c = channel;
        if (c == null) {
            throw new IllegalStateException("no session was opened on this modem");
        }
        return c;
    }

    void deliver(byte[] bytes) {
        onLoop(() -> deliverNow(bytes));
    }

    private void deliverNow(byte[] bytes) {
        outgoing.add(bytes);
        if (delivering) {
            return;
        }
        delivering = true;
        try {
            for (byte[] next = outgoing.poll(); next != null; next = outgoing.poll()) {
                deliverInPieces(next);
            }
        } finally {
            delivering = false;
        }
    }

    private void deliverInPieces(byte[] bytes) {
        for (int at = 0; at < bytes.length && channel().isOpen(); ) {
            int n = Math.min(piece, bytes.length - at);
            channel().writeInbound(Unpooled.copiedBuffer(bytes, at, n));
            at += n;
        }
    }

    Disposable deliver(byte[] bytes, Duration after) {
        if (after.isZero()) {
            deliver(bytes);
            return Disposables.disposed();
        }
        return timer.schedule(() -> deliver(bytes), after.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void receive(byte b) {
        Script script = dataFor;
        if (script != null) {
            data.add(b);
            if (script.takes(data.size(), b)) {
                endOfData(script);
            }
        } else if (b == '\r') {
            String received = line.toString();
            line.setLength(0);
            receiveLine(received);
        } else if (b == 0x1b) {
            escapes++;
        } else if (b == ' ' && line.length() == 0) {
            aborts++;
            if (latest != null) {
                latest.abort();
                latest = null;
            }
        } else if (b != '\n') {
            line.append((char) (b & 0xff));
        }
    }

    private void endOfData(Script script) {
        byte[] all = new byte[data.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = data.get(i);
        }
        data.clear();
        dataFor = null;
        payloads.add(all);
        script.answerData();
    }

    private void receiveLine(String received) {
        long now = timer.now(TimeUnit.NANOSECONDS);
        if (started < 0 || now < started) {
            started = now;
        }
        sent.add(new Sent(Proofs.is(received) ? PROOF : received, Duration.ofNanos(now - started)));
        if (echo) {
            deliver((received + "\r").getBytes(StandardCharsets.ISO_8859_1));
        }
        echo &= !received.equals("ATE0");
        for (Script script : scripts) {
            if (script.test(received)) {
                if (script.next()) {
                    dataFor = script;
                }
                latest = script;
                script.play(received);
                return;
            }
        }
        prints("ERROR");
    }

    /** A channel whose loop belongs to a thread only while that thread runs a task of it. */
    private static final class HandingOver extends EmbeddedChannel {
        private @Nullable EventLoop loop;

        HandingOver(ChannelHandler... handlers) {
            super(handlers);
        }

        /** Called already within the constructor. */
        @Override
        public EventLoop eventLoop() {
            EventLoop known = loop;
            if (known == null) {
                known = java.util.Objects.requireNonNull(Handover.ifWanted()).loop(super.eventLoop());
                loop = known;
            }
            return known;
        }
    }

    /** Receives the session's writes. */
    private final class Receiver extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ByteBuf buffer = (ByteBuf) message;
            byte[] bytes = new byte[buffer.readableBytes()];
            buffer.readBytes(bytes);
            buffer.release();
            promise.setSuccess();
            for (byte b : bytes) {
                ear.accept(b & 0xff);
                receive(b);
            }
        }
    }
}
