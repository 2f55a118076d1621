package io.atflux.simulation;

import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.line.TextShape;
import io.atflux.profile.AtProfile;
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

    /** What all listeners but the first ask for. */
    static final UrcType<AtLine> URC = UrcType.of(LineShape.named("+U"));

    static final AtProfile PROFILE = Profiles.generic()
            .mutate()
            .name("simulated")
            .urc(URC)
            .urc(UrcType.of(LineShape.named("+V")))
            .framing(Profiles.generic()
                    .framing()
                    .mutate()
                    .lineEnd("\r\n")
                    .text(LineShape.named("+M"), TextShape.rest())
                    .build())
            .urc(UrcType.of(LineShape.named("+M")))
            .urc(UrcType.of(LineShape.whole("AT command ready")))
            .errorFinal("COMMAND NOT SUPPORT")
            .build();

    /** Knows what the modem says behind a restart. */
    static final AtProfile WITH_RESTARTS = PROFILE.mutate()
            .framing(PROFILE.framing()
                    .mutate()
                    .restart(LineShape.whole("AT command ready"))
                    .build())
            .build();

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
