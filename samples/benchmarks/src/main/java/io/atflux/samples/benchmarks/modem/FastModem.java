package io.atflux.samples.benchmarks.modem;

import io.atflux.samples.benchmarks.measure.Loops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Modems on one TCP port, one per connection, all on one thread whose name begins with {@code modem}. */
public final class FastModem implements AutoCloseable {

    private final EventLoopGroup loops = Loops.create("modem", 1);
    private final List<ModemHandler> lines = new CopyOnWriteArrayList<>();
    private final Answers answers = new Answers();
    private final Channel listener;

    private FastModem(int port) {
        listener = new ServerBootstrap()
                .group(loops)
                .channel(Loops.listeners())
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        ModemHandler line = new ModemHandler(answers);
                        lines.add(line);
                        channel.closeFuture().addListener(closed -> lines.remove(line));
                        channel.pipeline().addLast(line);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .syncUninterruptibly()
                .channel();
    }

    /** Listens on a free port of the loopback interface. */
    public static FastModem start() {
        return new FastModem(0);
    }

    /** The listening port. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** The number of open lines. */
    public int connections() {
        return lines.size();
    }

    /** The number of answered commands on all open lines. */
    public long commands() {
        return loops.submit(
                        () -> lines.stream().mapToLong(ModemHandler::commands).sum())
                .syncUninterruptibly()
                .getNow();
    }

    /** Writes the same bytes repeatedly on each line, as fast as they are taken, until {@link #endFlood()}. */
    public void flood(ByteBuf bytes) {
        loops.submit(() -> lines.forEach(line -> line.flood(bytes))).syncUninterruptibly();
    }

    /** Ends a {@link #flood}; bytes written before are still in transit. */
    public void endFlood() {
        loops.submit(() -> lines.forEach(ModemHandler::endFlood)).syncUninterruptibly();
    }

    /** The number of times that a {@link #flood} wrote its bytes, on all open lines. */
    public long poured() {
        return loops.submit(() -> lines.stream().mapToLong(ModemHandler::poured).sum())
                .syncUninterruptibly()
                .getNow();
    }

    /** Writes bytes once on each line, from the modem's thread. */
    public void print(ByteBuf bytes) {
        loops.execute(() -> lines.forEach(line -> line.print(bytes)));
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        Loops.end(loops);
    }
}
