package io.atflux.samples.modem.server;

import io.atflux.samples.modem.VirtualModem;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.Uplink;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Virtual modules on TCP ports, one module a port, one connection at a time. A second connection is accepted and closed at
 * once while the first lives. A module outlives its connections.
 *
 * <p>Threads: all modules share one thread, which ends with {@link #close()}; every method may be called from any other.
 */
public final class ModemServer implements AutoCloseable {

    private static final WriteBufferWaterMark OUTPUT = new WriteBufferWaterMark(128 * 1024, 256 * 1024);
    private static final long CLOSE_SECONDS = 5;
    private static final int MAX_PORT = 65_535;

    private final DefaultThreadFactory threads = new DefaultThreadFactory("virtual-modem", true) {
        @Override
        public Thread newThread(Runnable task) {
            Thread created = super.newThread(task);
            thread = created;
            return created;
        }
    };
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, threads, NioIoHandler.newFactory());
    private final List<Port> ports = new ArrayList<>();
    private final List<Channel> servers = new ArrayList<>();
    private volatile @Nullable Thread thread;

    private ModemServer() {}

    /**
     * One module on a port.
     *
     * @param address where to listen; port 0 takes a free one
     * @throws IOException if the port cannot be bound
     */
    public static ModemServer start(InetSocketAddress address, Switches switches, Uplink uplink) throws IOException {
        return start(address, 1, switches, uplink);
    }

    /**
     * Several modules on consecutive ports, each with its own IMEI and IMSI.
     *
     * @param address the first port; port 0 takes a free one for each module
     * @param modules how many, at least one
     * @throws IllegalArgumentException if there are not that many ports
     * @throws IOException if a port cannot be bound; none is bound then
     */
    public static ModemServer start(InetSocketAddress address, int modules, Switches switches, Uplink uplink)
            throws IOException {
        if (modules < 1 || address.getPort() > 0 && address.getPort() + modules - 1 > MAX_PORT) {
            throw new IllegalArgumentException(
                    modules + " modules from port " + address.getPort() + " on do not end before " + MAX_PORT);
        }
        ModemServer server = new ModemServer();
        try {
            for (int i = 0; i < modules; i++) {
                int port = address.getPort() == 0 ? 0 : address.getPort() + i;
                server.bind(at(address, port), identity(switches, i), uplink);
            }
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static InetSocketAddress at(InetSocketAddress address, int port) {
        return address.isUnresolved()
                ? new InetSocketAddress(address.getHostString(), port)
                : new InetSocketAddress(address.getAddress(), port);
    }

    private static Switches identity(Switches switches, int module) {
        if (module == 0) {
            return switches;
        }
        long imsi = (Long.parseLong(switches.text(Switch.IMSI)) + module) % 1_000_000_000_000_000L;
        return switches.with(Switch.IMEI, imei(switches.text(Switch.IMEI), module))
                .with(Switch.IMSI, String.format("%015d", imsi));
    }

    /** The IMEI so many serial numbers further, with its check digit. */
    static String imei(String first, int further) {
        String digits =
                String.format("%014d", (Long.parseLong(first.substring(0, 14)) + further) % 100_000_000_000_000L);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = (digits.charAt(i) - '0') * (i % 2 + 1);
            sum += digit / 10 + digit % 10;
        }
        return digits + (10 - sum % 10) % 10;
    }

    private void bind(InetSocketAddress address, Switches switches, Uplink uplink) throws IOException {
        EventExecutor loop = group.next();
        Port port = new Port(switches, loop, uplink);
        ports.add(port);
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, OUTPUT)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(port.handler());
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        servers.add(bound.channel());
    }

    /** Where the modules listen, in order. */
    public List<InetSocketAddress> addresses() {
        return servers.stream()
                .map(server -> (InetSocketAddress) server.localAddress())
                .toList();
    }

    /** Where the first module listens. */
    public InetSocketAddress address() {
        return addresses().get(0);
    }

    /** A module, from 0 on, for what happens to it from outside; each connection's own where a switch says so. */
    public VirtualModem modem(int index) {
        return ports.get(index).modem();
    }

    /** Ends the modules, all connections, and the thread, within ten seconds. */
    @Override
    public void close() {
        servers.forEach(Channel::close);
        ports.forEach(Port::close);
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        Thread loop = thread;
        if (loop != null) {
            try {
                loop.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
