package io.atflux.samples.cli.modem;

import io.atflux.samples.modem.uplink.OpenRequest;
import io.atflux.samples.modem.uplink.Uplink;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/**
 * A network in which every host name leads to one broker, because the guide's session names a host of its vendor. A
 * connection over TLS keeps the requested port.
 */
final class OneBroker implements Uplink {

    private final Uplink network;
    private final InetSocketAddress broker;

    OneBroker(Uplink network, InetSocketAddress broker) {
        this.network = network;
        this.broker = broker;
    }

    @Override
    public Connection open(OpenRequest wanted, Events events) {
        return network.open(
                new OpenRequest(
                        broker.getHostString(),
                        wanted.tls() == null ? broker.getPort() : wanted.port(),
                        wanted.cleanSession(),
                        wanted.keepAliveSeconds(),
                        wanted.clientId(),
                        wanted.user(),
                        wanted.password(),
                        wanted.will(),
                        wanted.tls()),
                events);
    }

    /** An unknown name resolves to the broker too. */
    @Override
    public void lookUp(String host, Consumer<String> answer) {
        network.lookUp(broker.getHostString(), answer);
    }

    @Override
    public Socket connect(String host, int port, SocketEvents events) {
        return network.connect(broker.getHostString(), broker.getPort(), events);
    }
}
