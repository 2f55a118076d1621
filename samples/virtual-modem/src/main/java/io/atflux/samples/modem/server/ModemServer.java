package io.atflux.samples.modem.server;

import io.atflux.samples.modem.VirtualModem;
import io.atflux.samples.modem.control.ControlSession;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.Uplink;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Virtual modules and the endpoints by which hosts reach them. A module has one connection at a time, over any
 * endpoint: a second one is accepted and closed at once while the first is open. A module outlives its connections.
 *
 * <p>Threads: all modules share one thread, which ends with {@link #close()}; every method may be called from any
 * other.
 */
public final class ModemServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModemServer.class);
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
    private final List<Face> faces = new ArrayList<>();
    private final List<Channel> controls = new ArrayList<>();
    private final List<PtyFace> terminals = new ArrayList<>();
    private volatile @Nullable Thread thread;

    /** A TCP port of a module. */
    private static final class Face {

        final Port port;
        final InetSocketAddress address;
        final Supplier<ChannelHandler[]> handlers;
        Channel server;

        Face(Port port, Supplier<ChannelHandler[]> handlers, Channel server) {
            this.port = port;
            this.handlers = handlers;
            this.server = server;
            this.address = (InetSocketAddress) server.localAddress();
        }
    }

    private ModemServer() {}

    /**
     * Modules without an endpoint, each with its own IMEI and IMSI.
     *
     * @param modules how many, at least one
     */
    public static ModemServer of(int modules, Switches switches, Uplink uplink) {
        if (modules < 1) {
            throw new IllegalArgumentException(modules + " modules are too few");
        }
        ModemServer server = new ModemServer();
        for (int i = 0; i < modules; i++) {
            server.ports.add(new Port(Identity.of(switches, i), server.group.next(), uplink));
        }
        return server;
    }

    /**
     * One module on a TCP port.
     *
     * @param address the address to listen on; port 0 selects a free one
     * @throws IOException if the port cannot be bound
     */
    public static ModemServer start(InetSocketAddress address, Switches switches, Uplink uplink) throws IOException {
        return start(address, 1, switches, uplink);
    }

    /**
     * Several modules on consecutive ports, each with its own IMEI and IMSI.
     *
     * @param address the first port; port 0 selects a free one for each module
     * @param modules how many, at least one
     * @throws IllegalArgumentException if there are not that many ports
     * @throws IOException if a port cannot be bound; none is bound then
     */
    public static ModemServer start(InetSocketAddress address, int modules, Switches switches, Uplink uplink)
            throws IOException {
        ModemServer server = of(modules, switches, uplink);
        try {
            server.listen(address);
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Offers the modules over plain TCP, on consecutive ports.
     *
     * @param first the address for the first module; port 0 selects a free one for each
     * @return the address of each module
     * @throws IllegalArgumentException if there are not that many ports
     * @throws IOException if a port cannot be bound
     */
    public List<InetSocketAddress> listen(InetSocketAddress first) throws IOException {
        return bind(first, port -> new ChannelHandler[] {port.handler()});
    }

    /**
     * Offers the modules over RFC 2217 serial servers, on consecutive ports.
     *
     * @param first the address for the first module; port 0 selects a free one for each
     * @return the address of each module
     * @throws IllegalArgumentException if there are not that many ports
     * @throws IOException if a port cannot be bound
     */
    public List<InetSocketAddress> listenRfc2217(InetSocketAddress first) throws IOException {
        return bind(first, port -> new ChannelHandler[] {new ComPortHandler(port), port.handlerWithDtr()});
    }

    /**
     * Offers the modules on pseudo-terminals, which look like serial ports; needs Linux and the program perl. Such a
     * port exists without a host, so the modules are switched on first. With instant timing a host does not see their
     * boot; otherwise it may connect before the module is up.
     *
     * @param link the symbolic link to make, which leads to the module's terminal until {@link #close()}; each of
     *     several modules has its own, whose name ends with its number, from 0 on
     * @return the links
     * @throws IOException if a pseudo-terminal or its link cannot be made
     */
    public List<Path> openPty(Path link) throws IOException {
        List<Path> links = new ArrayList<>();
        for (Port port : ports) {
            Path own = ports.size() == 1 ? link : link.resolveSibling(link.getFileName() + "" + links.size());
            // Before a host can connect, which would see the notices of power-up.
            port.switchOn();
            terminals.add(PtyFace.open(own, group, port, OUTPUT));
            links.add(own);
        }
        return links;
    }

    private List<InetSocketAddress> bind(InetSocketAddress first, Function<Port, ChannelHandler[]> handlers)
            throws IOException {
        if (first.getPort() > 0 && first.getPort() + ports.size() - 1 > MAX_PORT) {
            throw new IllegalArgumentException(
                    ports.size() + " modules from port " + first.getPort() + " on do not end before " + MAX_PORT);
        }
        List<InetSocketAddress> bound = new ArrayList<>();
        for (Port port : ports) {
            int number = first.getPort() == 0 ? 0 : first.getPort() + bound.size();
            Supplier<ChannelHandler[]> own = () -> handlers.apply(port);
            Face face = new Face(port, own, bind(at(first, number), own));
            faces.add(face);
            bound.add(face.address);
        }
        return bound;
    }

    private static InetSocketAddress at(InetSocketAddress address, int port) {
        return address.isUnresolved()
                ? new InetSocketAddress(address.getHostString(), port)
                : new InetSocketAddress(address.getAddress(), port);
    }

    /**
     * Opens the control port: one line per command, as {@code help} lists them. Every client that reaches the port
     * controls the modules; there is no authentication.
     *
     * @param address the address to listen on; port 0 selects a free one
     * @return the address bound
     * @throws IOException if the port cannot be bound
     */
    public InetSocketAddress listenControl(InetSocketAddress address) throws IOException {
        Channel bound = bind(address, () -> new ChannelHandler[] {
            new ControlLines(ControlHandler.LONGEST_LINE),
            new ControlHandler(new ControlSession(ports.size(), this::modem))
        });
        controls.add(bound);
        return (InetSocketAddress) bound.localAddress();
    }

    private Channel bind(InetSocketAddress address, Supplier<ChannelHandler[]> handlers) throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, OUTPUT)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(handlers.get());
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": "
                            + (address.isUnresolved()
                                    ? "unknown host"
                                    : bound.cause().getMessage()),
                    bound.cause());
        }
        return bound.channel();
    }

    /** The addresses of the TCP servers, in the order in which they were bound. */
    public List<InetSocketAddress> addresses() {
        return faces.stream().map(face -> face.address).toList();
    }

    /**
     * Removes a TCP endpoint: its connection ends and its port is closed. The module keeps running.
     *
     * @param index as in {@link #addresses()}
     */
    public synchronized void unplug(int index) {
        Face face = faces.get(index);
        face.server.close().awaitUninterruptibly();
        // The kernel accepts connections until the loop's next selection lets the closed socket go.
        if (!face.server.eventLoop().inEventLoop()) {
            face.server.eventLoop().schedule(() -> {}, 1, TimeUnit.MILLISECONDS).awaitUninterruptibly();
        }
        face.port.hangUp();
    }

    /**
     * Restores a TCP endpoint at the same address.
     *
     * @param index as in {@link #addresses()}
     * @throws IOException if another program took the address meanwhile
     */
    public synchronized void plug(int index) throws IOException {
        Face face = faces.get(index);
        if (!face.server.isOpen()) {
            face.server = bind(face.address, face.handlers);
        }
    }

    /** The address of the first TCP server. */
    public InetSocketAddress address() {
        return addresses().get(0);
    }

    /** A module, numbered from 0, for events from outside. If a switch says so, each connection has its own. */
    public VirtualModem modem(int index) {
        return ports.get(index).modem();
    }

    private static void close(PtyFace terminal) {
        try {
            terminal.close();
        } catch (IOException e) {
            LOG.warn("a pseudo-terminal could not be removed completely", e);
        }
    }

    /** Ends the modules, all connections, and the thread, within ten seconds. */
    @Override
    public void close() {
        terminals.forEach(ModemServer::close);
        faces.forEach(face -> face.server.close());
        controls.forEach(Channel::close);
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
