package io.atflux.transport.tcp;

import io.atflux.test.FarEnd;
import io.atflux.test.TransportTck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A small independent RFC 2217 server, which shares no code with the client: agrees to the options that it knows, and grants
 * every request.
 */
final class ComPortFarEnd implements FarEnd {

    private static final int IAC = 255;

    /** Option, then the value, of each request. */
    final List<List<Integer>> requests = new CopyOnWriteArrayList<>();

    private final Semaphore arrived = new Semaphore(0);
    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final CompletableFuture<Socket> socket = new CompletableFuture<>();
    private final BlockingQueue<Integer> data = new LinkedBlockingQueue<>();
    private final boolean answers;

    ComPortFarEnd() throws IOException {
        this(true);
    }

    /** @param answers whether requests are answered after RFC 2217 is agreed on */
    ComPortFarEnd(boolean answers) throws IOException {
        this.answers = answers;
        Thread thread = new Thread(this::serve, "com-port-far-end");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        try (Socket open = server.accept()) {
            open.setTcpNoDelay(true);
            socket.complete(open);
            InputStream in = new java.io.BufferedInputStream(open.getInputStream(), 65_536);
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                if (octet != IAC) {
                    data.add(octet);
                    continue;
                }
                int command = in.read();
                if (command == IAC) {
                    data.add(IAC);
                } else if (command == 250) {
                    request(in);
                } else {
                    negotiate(command, in.read());
                }
            }
        } catch (IOException over) {
            socket.completeExceptionally(over);
        } finally {
            data.add(-1);
        }
    }

    private void negotiate(int verb, int option) throws IOException {
        boolean known = option == 0 || option == 3 || option == 44;
        if (verb == 251) {
            send(IAC, known ? 253 : 254, option);
        } else if (verb == 253) {
            send(IAC, known ? 251 : 252, option);
        }
    }

    private void request(InputStream in) throws IOException {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        while (true) {
            int octet = in.read();
            if (octet == IAC) {
                octet = in.read();
                if (octet == 240) {
                    break;
                }
            }
            value.write(octet);
        }
        byte[] all = value.toByteArray();
        List<Integer> seen = new java.util.ArrayList<>();
        for (byte one : all) {
            seen.add(one & 0xFF);
        }
        requests.add(seen);
        arrived.release();
        if (answers) {
            all[1] += 100;
            notifyPort(all);
        }
    }

    /** Until this number has come in total. */
    void awaitRequests(int count) throws IOException {
        try {
            if (!arrived.tryAcquire(count, TransportTck.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("only these requests came: " + requests);
            }
            arrived.release(count);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Sends a sub-negotiation: the option, and its value. */
    void notifyPort(byte... value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(IAC);
        out.write(250);
        for (byte octet : value) {
            out.write(octet);
            if (octet == -1) {
                out.write(octet);
            }
        }
        out.write(IAC);
        out.write(240);
        sendAll(out.toByteArray());
    }

    void send(int... octets) throws IOException {
        byte[] all = new byte[octets.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) octets[i];
        }
        sendAll(all);
    }

    private void sendAll(byte[] all) throws IOException {
        OutputStream out = socket().getOutputStream();
        synchronized (this) {
            out.write(all);
        }
    }

    private Socket socket() throws IOException {
        try {
            return socket.get(TransportTck.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public TcpTransport transport() {
        return TcpTransport.rfc2217(server.getInetAddress().getHostAddress(), server.getLocalPort());
    }

    @Override
    public InputStream input() {
        return new InputStream() {
            private boolean over;

            @Override
            public int read() throws IOException {
                if (over) {
                    return -1;
                }
                try {
                    Integer octet = data.poll(TransportTck.LIMIT.toSeconds(), TimeUnit.SECONDS);
                    if (octet == null) {
                        throw new IOException("nothing came");
                    }
                    over = octet < 0;
                    return octet;
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                int octet = read();
                if (octet < 0) {
                    return -1;
                }
                into[offset] = (byte) octet;
                return 1;
            }
        };
    }

    @Override
    public OutputStream output() throws IOException {
        socket();
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                ByteArrayOutputStream escaped = new ByteArrayOutputStream(length + 16);
                for (int i = offset; i < offset + length; i++) {
                    escaped.write(from[i]);
                    if (from[i] == -1) {
                        escaped.write(from[i]);
                    }
                }
                sendAll(escaped.toByteArray());
            }
        };
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
