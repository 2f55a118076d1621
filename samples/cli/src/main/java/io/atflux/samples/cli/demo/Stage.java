package io.atflux.samples.cli.demo;

import io.atflux.samples.broker.BrokerAccess;
import io.atflux.samples.broker.ClientCertificates;
import io.atflux.samples.broker.DemoPki;
import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.modem.server.ModemServer;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.HiveMqUplink;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;

/** The environment of the driver: a real broker, and a virtual module on a loopback TCP port that connects to it. */
final class Stage implements AutoCloseable {

    /** The guide's own example account. */
    static final String USER = "g510/test1";

    static final String PASSWORD = "LeKH43ojswwzINS15EGImf5JluPkCv9cPnu1DQUxGOk=";

    private final DemoPki pki;
    private final EmbeddedBroker broker;
    private final HiveMqUplink uplink;
    private final ModemServer modem;

    private Stage(DemoPki pki, EmbeddedBroker broker, HiveMqUplink uplink, ModemServer modem) {
        this.pki = pki;
        this.broker = broker;
        this.uplink = uplink;
        this.modem = modem;
    }

    static Stage set(Switches switches) throws IOException, GeneralSecurityException {
        DemoPki pki = DemoPki.create();
        EmbeddedBroker broker = EmbeddedBroker.builder()
                .tls(pki, ClientCertificates.REQUIRED, 0)
                .access(BrokerAccess.builder()
                        .user(USER, PASSWORD)
                        .user(Witness.USER, Witness.PASSWORD)
                        .certificateSuffices()
                        .build())
                .build()
                .start();
        HiveMqUplink uplink = new HiveMqUplink();
        ModemServer modem = ModemServer.start(new InetSocketAddress(EmbeddedBroker.HOST, 0), switches, uplink);
        return new Stage(pki, broker, uplink, modem);
    }

    DemoPki pki() {
        return pki;
    }

    int brokerPort() {
        return broker.port();
    }

    int brokerTlsPort() {
        return broker.tlsPort(ClientCertificates.REQUIRED);
    }

    InetSocketAddress modem() {
        return modem.address();
    }

    /** The network ends the module's bearer. */
    void loseBearer() {
        modem.modem(0).faults().loseBearer();
    }

    @Override
    public void close() throws IOException {
        modem.close();
        uplink.close();
        broker.close();
    }
}
