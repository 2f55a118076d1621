package io.atflux.transport.tcp.dialin;

import io.atflux.internal.session.LineQuestion;
import io.atflux.internal.time.Durations;
import io.atflux.transport.tcp.dialin.DialInEvent.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the device of a connection, holds the connection until a session takes it, and then replaces itself by the session's
 * handler. Confined to the connection's event loop. Input meanwhile is kept, up to {@link #MOST_HELD} bytes; then reading is
 * switched off.
 */
final class RegistrationHandler extends ChannelInboundHandlerAdapter {

    static final int MOST_HELD = 16_384;

    /** The further bytes that a read in progress may bring; more cannot come from such a read. */
    private static final int READ_UNDER_WAY = 131_072;

    /** The silence after which a packet that could continue is complete. */
    static final Duration QUIET = Duration.ofSeconds(1);

    private enum State {
        SECURING,
        READING,
        HOLDING,
        DONE
    }

    private final ConnectionDispatcher dispatcher;
    private final DialInConnection connection;
    private final Rules rules;
    private final @Nullable PacketFormat format;
    private final Function<Throwable, @Nullable String> tlsWords;
    private State state = State.SECURING;
    private @Nullable ChannelHandlerContext context;
    private byte[] packet = new byte[0];
    private int length;
    private boolean paused;
    private @Nullable ByteBuf held;
    private @Nullable Future<?> limit;
    private @Nullable Future<?> quiet;

    /** @param tlsWords gives the reason of a failed handshake, for people */
    RegistrationHandler(
            ConnectionDispatcher dispatcher,
            DialInConnection connection,
            Rules rules,
            Function<Throwable, @Nullable String> tlsWords) {
        this.dispatcher = dispatcher;
        this.connection = connection;
        this.rules = rules;
        this.tlsWords = tlsWords;
        this.format = rules.registration().format();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        limit = active.executor().schedule(this::tooLate, rules.registerWithin().toNanos(), TimeUnit.NANOSECONDS);
        if (active.pipeline().get(SslHandler.class) == null) {
            ask(active);
        }
    }

    private void tooLate() {
        String within = " within " + Durations.text(rules.registerWithin());
        refuse(Kind.SILENT, state == State.SECURING ? "no TLS handshake" + within : "did not register" + within);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext same, Object event) {
        if (event instanceof SslHandshakeCompletionEvent end && state == State.SECURING) {
            if (end.isSuccess()) {
                ask(same);
            } else {
                failed(end.cause());
            }
        } else if (event == LineQuestion.ASKED && state == State.HOLDING) {
            same.writeAndFlush(Unpooled.copiedBuffer("AT\r", StandardCharsets.US_ASCII));
        }
    }

    private void registerByCertificate(ChannelHandlerContext open) {
        String name = PeerCertificate.name(open.pipeline().get(SslHandler.class));
        if (name.isEmpty()) {
            refuse(Kind.NOT_REGISTERED, "its certificate has no common name");
        } else {
            register(open, name);
        }
    }

    private void ask(ChannelHandlerContext open) {
        state = State.READING;
        switch (rules.registration().kind()) {
            case PEER_ADDRESS ->
                register(open, connection.address == null ? "" : DialInConnection.hostOf(connection.address));
            case CERTIFICATE -> registerByCertificate(open);
            case PACKET -> packet = new byte[Math.min(256, rules.packetLimit())];
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext same, Object message) {
        try {
            if (message instanceof ByteBuf bytes) {
                read(same, bytes);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(ChannelHandlerContext open, ByteBuf bytes) {
        if (state == State.READING && format != null) {
            stop(quiet);
            append(bytes);
            judge(open, format.match(packet, length), bytes);
        } else if (state == State.HOLDING) {
            hold(open, bytes);
        }
    }

    /** Appends no more bytes than a packet can have. */
    private void append(ByteBuf bytes) {
        int more = Math.min(bytes.readableBytes(), rules.packetLimit() - length);
        if (length + more > packet.length) {
            packet = Arrays.copyOf(packet, Math.min(rules.packetLimit(), Math.max(length + more, 2 * length)));
        }
        bytes.readBytes(packet, length, more);
        length += more;
    }

    private void judge(ChannelHandlerContext open, PacketMatch match, ByteBuf behind) {
        if (match instanceof PacketMatch.Found found) {
            registered(open, found.id(), found.length(), behind);
        } else if (match instanceof PacketMatch.Never never) {
            refuse(Kind.NOT_REGISTERED, "no registration packet: " + never.why());
        } else if (length == rules.packetLimit()) {
            refuse(Kind.NOT_REGISTERED, "no registration packet within " + length + " bytes");
        } else if (match instanceof PacketMatch.Perhaps perhaps) {
            quiet = open.executor()
                    .schedule(
                            () -> registered(open, perhaps.id(), perhaps.length(), Unpooled.EMPTY_BUFFER),
                            QUIET.toNanos(),
                            TimeUnit.NANOSECONDS);
        }
    }

    private void registered(ChannelHandlerContext open, String id, int end, ByteBuf behind) {
        ByteBuf first = open.alloc().buffer(length - end + behind.readableBytes());
        first.writeBytes(packet, end, length - end).writeBytes(behind);
        packet = new byte[0];
        register(open, id);
        if (state != State.HOLDING || !first.isReadable()) {
            first.release();
            return;
        }
        ChannelPipeline pipeline = open.pipeline();
        HeartbeatFilter filter = pipeline.get(HeartbeatFilter.class);
        if (filter == null) {
            hold(open, first);
            first.release();
        } else {
            filter.channelRead(pipeline.context(filter), first);
        }
    }

    private void register(ChannelHandlerContext open, String id) {
        if (!DeviceId.isUsable(id)) {
            refuse(Kind.NOT_REGISTERED, "its id is not a valid device id");
            return;
        }
        if (rules.allowed() != null && !rules.allowed().contains(id)) {
            dispatcher.refused(connection, Kind.NOT_ALLOWED, id, "is none of the devices that are allowed");
            end();
            return;
        }
        stop(limit);
        state = State.HOLDING;
        if (rules.replacement().rule() == ReplacementPolicy.Rule.ALIVE_FIRST) {
            open.pipeline().addBefore(open.name(), null, new LineWatch());
        }
        if (rules.heartbeat() != null) {
            open.pipeline().addBefore(open.name(), null, new HeartbeatFilter(rules.heartbeat()));
        }
        dispatcher.registered(connection, id);
    }

    private void hold(ChannelHandlerContext open, ByteBuf bytes) {
        ByteBuf kept = held;
        if (kept == null) {
            kept = open.alloc().buffer(bytes.readableBytes());
            held = kept;
        }
        if (kept.readableBytes() + bytes.readableBytes() > MOST_HELD + READ_UNDER_WAY) {
            refuse(Kind.NOT_TAKEN, "sent more than can be held before a session takes it");
            return;
        }
        kept.writeBytes(bytes);
        if (kept.readableBytes() >= MOST_HELD) {
            paused = true;
            open.channel().config().setAutoRead(false);
        }
    }

    /** Hands the connection to the waiting subscriber, if both still exist. */
    void handOver(PendingConnect pending) {
        ChannelHandlerContext open = context;
        if (open == null || state != State.HOLDING || !open.channel().isActive()) {
            dispatcher.offerFailed(pending);
            return;
        }
        if (!pending.claim()) {
            dispatcher.offerDeclined(connection);
            return;
        }
        state = State.DONE;
        ByteBuf early = held;
        held = null;
        if (paused) {
            open.channel().config().setAutoRead(true);
        }
        open.pipeline().addLast(pending.handler);
        open.fireChannelActive();
        if (early != null) {
            open.fireChannelRead(early);
            open.fireChannelReadComplete();
        }
        open.pipeline().remove(this);
        dispatcher.taken(connection, pending);
        pending.succeed(open.channel());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext same) {
        // No later handler is present yet.
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext same, Throwable cause) {
        if (state == State.SECURING) {
            failed(cause);
        } else {
            end();
        }
    }

    private void failed(Throwable cause) {
        String words = tlsWords.apply(cause);
        refuse(Kind.TLS_FAILED, words == null ? "the TLS handshake failed" : words);
    }

    private void refuse(Kind kind, String why) {
        if (state != State.DONE) {
            dispatcher.refused(connection, kind, null, why);
            end();
        }
    }

    private void end() {
        state = State.DONE;
        ChannelHandlerContext open = context;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext same) {
        stop(limit);
        stop(quiet);
        ByteBuf kept = held;
        held = null;
        if (kept != null) {
            kept.release();
        }
    }

    private static void stop(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
