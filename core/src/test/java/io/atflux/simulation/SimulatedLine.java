package io.atflux.simulation;

import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.line.TextShape;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Framing;
import io.atflux.profile.Profiles;
import io.atflux.transport.AtTransport;
import io.atflux.urc.UrcType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The session's end of the line. */
final class SimulatedLine implements AtTransport {

    /** The type that all listeners but the first subscribe to. */
    static final UrcType<AtLine> URC = UrcType.of(LineShape.named("+U"));

    private static final AtProfile DECLARED = profile(true, false);
    private static final AtProfile LEARNED = profile(false, false);
    private static final AtProfile DECLARED_WITH_RESTARTS = profile(true, true);
    private static final AtProfile LEARNED_WITH_RESTARTS = profile(false, true);

    private static AtProfile profile(boolean declared, boolean restarts) {
        Framing.Builder framing = Profiles.generic().framing().mutate().text(LineShape.named("+M"), TextShape.rest());
        if (declared) {
            framing.lineEnd("\r\n");
        }
        if (restarts) {
            framing.restart(LineShape.whole("AT command ready"));
        }
        return Profiles.generic()
                .mutate()
                .name("simulated")
                .urc(URC)
                .urc(UrcType.of(LineShape.named("+V")))
                .framing(framing.build())
                .urc(UrcType.of(LineShape.named("+M")))
                .urc(UrcType.of(LineShape.whole("AT command ready")))
                .overtaken("+F=", Duration.ofNanos(Order.OVERTAKEN))
                .errorFinal("COMMAND NOT SUPPORT")
                .build();
    }

    /**
     * The profile declares the line ends, perhaps wrongly, or they are learned; it knows the banner of a restart or
     * not.
     */
    static AtProfile profile(Extras extras) {
        boolean declared = extras.ends() == Ends.CR_LF || extras.misdeclared();
        return declared
                ? extras.boots() ? DECLARED_WITH_RESTARTS : DECLARED
                : extras.boots() ? LEARNED_WITH_RESTARTS : LEARNED;
    }

    private final World world;
    private @Nullable EmbeddedChannel channel;

    SimulatedLine(World world) {
        this.world = world;
    }

    EmbeddedChannel channel() {
        EmbeddedChannel c = channel;
        if (c == null) {
            throw new IllegalStateException("not connected");
        }
        return c;
    }

    @Override
    public Mono<Channel> connect(ChannelHandler handler) {
        return Mono.fromSupplier(() -> {
            EmbeddedChannel opened = new EmbeddedChannel();
            opened.config().setAllocator(new UnpooledByteBufAllocator(false, true));
            opened.pipeline().addLast(new Written(), handler);
            channel = opened;
            return opened;
        });
    }

    @Override
    public Duration latencyAllowance() {
        return Duration.ofNanos(2 * world.script.setup().lineDelay());
    }

    @Override
    public String describe() {
        return "simulated";
    }

    private final class Written extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ByteBuf buffer = (ByteBuf) message;
            byte[] bytes = new byte[buffer.readableBytes()];
            buffer.readBytes(bytes);
            buffer.release();
            promise.setSuccess();
            world.wire.written(bytes);
        }
    }
}
