package io.atflux.transport.tcp;

import io.atflux.test.TransportTck;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A SOCKS5 or HTTP proxy for one connection, which leads to this machine for every requested name. */
final class ProxyServer implements AutoCloseable {

    /** Host and port of each request, as received. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final ProxySettings.Kind kind;
    private final boolean refuses;

    ProxyServer(ProxySettings.Kind kind, boolean refuses) throws IOException {
        this.kind = kind;
        this.refuses = refuses;
        start(this::serve);
    }

    ProxySettings settings() {
        return ProxySettings.builder()
                .kind(kind)
                .host("127.0.0.1")
                .port(server.getLocalPort())
                .build();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException over) {
                        return;
                    }
                },
                "proxy-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() throws IOException {
        try (Socket near = server.accept()) {
            near.setTcpNoDelay(true);
            int port = kind == ProxySettings.Kind.SOCKS5 ? socks(near) : http(near);
            if (refuses) {
                return;
            }
            try (Socket far = new Socket(InetAddress.getLoopbackAddress(), port)) {
                far.setTcpNoDelay(true);
                far.setSoTimeout(Math.toIntExact(TransportTck.LIMIT.toMillis()) * 2);
                start(() -> relay(far, near));
                relay(near, far);
            }
        }
    }

    private static void relay(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        }
    }

    private int socks(Socket near) throws IOException {
        DataInputStream in = new DataInputStream(near.getInputStream());
        in.readUnsignedByte();
        in.readFully(new byte[in.readUnsignedByte()]);
        near.getOutputStream().write(new byte[] {5, 0});
        in.readFully(new byte[3]);
        int type = in.readUnsignedByte();
        byte[] host = new byte[type == 1 ? 4 : in.readUnsignedByte()];
        in.readFully(host);
        int port = in.readUnsignedShort();
        asked.add((type == 1 ? InetAddress.getByAddress(host).getHostAddress() : new String(host)) + ":" + port);
        near.getOutputStream().write(new byte[] {5, (byte) (refuses ? 2 : 0), 0, 1, 0, 0, 0, 0, 0, 0});
        return port;
    }

    private int http(Socket near) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            head.write(near.getInputStream().read());
        }
        String target = head.toString(StandardCharsets.ISO_8859_1).split(" ")[1];
        asked.add(target);
        String answer = refuses ? "407 Proxy Authentication Required" : "200 OK";
        near.getOutputStream().write(("HTTP/1.1 " + answer + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
