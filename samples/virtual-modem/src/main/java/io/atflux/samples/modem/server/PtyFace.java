package io.atflux.samples.modem.server;

import io.atflux.samples.modem.pty.PtyLink;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The endpoint of a module that looks like a serial port: a pseudo-terminal, connected to a socket that only its owner
 * can access.
 */
final class PtyFace implements AutoCloseable {

    private final Path folder;
    private final Path socket;
    private final Channel server;
    private final PtyLink link;

    private PtyFace(Path folder, Path socket, Channel server, PtyLink link) {
        this.folder = folder;
        this.socket = socket;
        this.server = server;
        this.link = link;
    }

    static PtyFace open(Path link, EventLoopGroup group, Port port, WriteBufferWaterMark output) throws IOException {
        Path folder = Files.createTempDirectory("virtual-modem");
        Path socket = folder.resolve("line");
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerDomainSocketChannel.class)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, output)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(port.handler());
                    }
                })
                .bind(UnixDomainSocketAddress.of(socket))
                .awaitUninterruptibly();
        try {
            if (!bound.isSuccess()) {
                throw new IOException(
                        "cannot listen on " + socket + ": " + bound.cause().getMessage(), bound.cause());
            }
            return new PtyFace(folder, socket, bound.channel(), PtyLink.make(link, socket));
        } catch (IOException | RuntimeException e) {
            bound.channel().close().awaitUninterruptibly();
            delete(socket, folder);
            throw e;
        }
    }

    private static void delete(Path socket, Path folder) throws IOException {
        Files.deleteIfExists(socket);
        Files.deleteIfExists(folder);
    }

    @Override
    public void close() throws IOException {
        link.close();
        server.close().awaitUninterruptibly();
        delete(socket, folder);
    }
}
