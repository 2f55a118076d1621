package io.atflux.transport.tcp;

import io.atflux.test.FarEnd;
import io.atflux.test.TransportTck;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A TLS server socket of the JDK that takes one connection. */
final class TlsFarEnd implements FarEnd {

    private final SSLServerSocket server;
    private final CompletableFuture<SSLSocket> socket = new CompletableFuture<>();
    private final TlsSettings settings;

    TlsFarEnd(Path folder) throws IOException {
        this(TestPki.authority(), folder);
    }

    private TlsFarEnd(X509Bundle authority, Path folder) throws IOException {
        this(TestPki.server(authority), TlsSettings.defaults().trust(TestPki.certificates(authority, folder)), false);
    }

    TlsFarEnd(X509Bundle certificate, TlsSettings settings, boolean clientCertificate) throws IOException {
        this.settings = settings;
        server = (SSLServerSocket) TestPki.context(certificate)
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(clientCertificate);
        Thread accepting = new Thread(this::accept, "tls-far-end");
        accepting.setDaemon(true);
        accepting.start();
    }

    private void accept() {
        try {
            SSLSocket open = (SSLSocket) server.accept();
            open.setTcpNoDelay(true);
            open.setSoTimeout(Math.toIntExact(TransportTck.LIMIT.toMillis()));
            open.startHandshake();
            socket.complete(open);
        } catch (IOException e) {
            socket.completeExceptionally(e);
        }
    }

    @Override
    public TcpTransport transport() {
        return TcpTransport.to(TestPki.HOST, server.getLocalPort()).tls(settings);
    }

    SSLSocket socket() throws IOException {
        try {
            return socket.get(TransportTck.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    @Override
    public InputStream input() throws IOException {
        return socket().getInputStream();
    }

    @Override
    public OutputStream output() throws IOException {
        return socket().getOutputStream();
    }

    @Override
    public void hangUp() throws IOException {
        socket().close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (socket.isDone() && !socket.isCompletedExceptionally()) {
            socket().close();
        }
    }
}
