package io.atflux.samples.benchmarks.dialin;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.samples.benchmarks.measure.CountingLoops;
import io.atflux.samples.benchmarks.measure.Duel;
import io.atflux.samples.benchmarks.measure.Duel.Shown;
import io.atflux.samples.benchmarks.measure.Loops;
import io.atflux.samples.benchmarks.measure.Pace;
import io.atflux.samples.benchmarks.measure.Table;
import io.atflux.transport.tcp.dialin.DeviceRegistration;
import io.atflux.transport.tcp.dialin.TcpListener;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Devices that dial in, identify themselves, and are closed as soon as there is a session on them. */
public final class DialInBench {

    private static final String RAW = "raw Netty";
    private static final String CONTROL = "raw Netty again";
    private static final String ENGINE = "engine, TcpListener and a session";
    private static final int AT_ONCE = 32;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private DialInBench() {}

    public static Table run(Pace pace) {
        Table table = new Table("Dial-ins accepted, " + AT_ONCE + " at once");
        CountingLoops loops = Loops.create("client", 1);
        TcpListener listener = Objects.requireNonNull(TcpListener.on("127.0.0.1", 0)
                .registration(DeviceRegistration.regex(Pattern.compile("ID=(\\d{15})\r\n")))
                .maxPerAddress(100_000)
                .group(loops)
                .bind()
                .block(LIMIT));
        Disposable sessions = sessions(listener);
        Channel raw = raw(loops);
        int rawPort = ((InetSocketAddress) raw.localAddress()).getPort();
        try (Diallers first = new Diallers(rawPort, AT_ONCE);
                Diallers second = new Diallers(rawPort, AT_ONCE);
                Diallers third = new Diallers(listener.port(), AT_ONCE)) {
            Map<String, Shown> all = new Duel(pace, false, RAW)
                    .add(RAW, first)
                    .add(CONTROL, second)
                    .add(ENGINE, third)
                    .run();
            all.forEach((name, shown) -> table.put(name, "accepted per second", shown.perSecond())
                    .put(name, "server's CPU, ns", shown.clientNanos())
                    .put(name, "rate ÷ raw", shown.ratio())
                    .put(name, "garbage, bytes", shown.garbage()));
            Shown control = all.get(CONTROL);
            if (control != null) {
                Duel.judge(table, control);
            }
        } finally {
            sessions.dispose();
            listener.close().block(LIMIT);
            raw.close().syncUninterruptibly();
            Loops.end(loops);
        }
        return table;
    }

    /** As many subscribers wait for a device as devices dial in at once. */
    private static Disposable sessions(TcpListener listener) {
        AtClient client = AtClient.over(listener.any());
        return Flux.range(0, AT_ONCE)
                .flatMap(any -> client.connect().flatMap(AtSession::close).repeat(), AT_ONCE, 1)
                .subscribe(closed -> {}, failure -> {});
    }

    /** Reads a line, and closes. */
    private static Channel raw(CountingLoops loops) {
        return new ServerBootstrap()
                .group(loops)
                .channel(Loops.listeners())
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Closing());
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    private static final class Closing extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf in = (ByteBuf) message;
            boolean whole = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n') >= 0;
            in.release();
            if (whole) {
                context.close();
            }
        }
    }
}
