/** Modems behind TCP serial servers: raw, TLS, telnet, RFC 2217, and servers that dial in. */
module io.atflux.transport.tcp {
    requires transitive io.atflux.core;
    requires transitive io.netty.handler;
    requires io.netty.handler.proxy;
    requires io.netty.resolver;
    requires io.netty.transport.classes.epoll;
    requires org.slf4j;

    // The distinguished names of a device's certificate, and the socket options of a JVM without native transport.
    requires java.naming;
    requires jdk.net;

    exports io.atflux.transport.tcp;
    exports io.atflux.transport.tcp.dialin;
    exports io.atflux.transport.tcp.rfc2217;

    provides io.atflux.transport.spi.TransportProvider with
            io.atflux.transport.tcp.internal.TcpTransportProvider,
            io.atflux.transport.tcp.internal.TlsTransportProvider,
            io.atflux.transport.tcp.internal.TelnetTransportProvider,
            io.atflux.transport.tcp.internal.Rfc2217TransportProvider,
            io.atflux.transport.tcp.internal.Rfc2217TlsTransportProvider,
            io.atflux.transport.tcp.internal.ListenTransportProvider;
}
