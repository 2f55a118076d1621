package io.atflux.samples.cli.mqtt;

import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.cli.Run;
import io.atflux.samples.e2e.Site;
import io.atflux.samples.modem.server.ModemServer;
import io.atflux.samples.modem.switches.Switches;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A virtual module on a port, and the command line that reaches a broker through it. */
final class Workplace implements AutoCloseable {

    static final String USER = "g510%2Ftest1";
    static final String PASSWORD = Site.PASSWORD.replace("=", "%3D");

    /** This test's own prefix of topics on the shared broker; also the client identifier. */
    final String name = "cli-" + UUID.randomUUID();

    private final ModemServer server;
    private final int port;

    private Workplace(ModemServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Uses the shared broker. */
    static Workplace open(String... moved) throws IOException {
        return before(Site.BROKER, moved);
    }

    static Workplace before(EmbeddedBroker broker, String... moved) throws IOException {
        Switches switches = Switches.quick();
        for (String one : moved) {
            switches = switches.with(one);
        }
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new Workplace(ModemServer.start(anyPort, switches, Site.UPLINK), broker.port());
    }

    String url() {
        return "tcp://127.0.0.1:" + server.address().getPort();
    }

    String broker() {
        return broker(PASSWORD);
    }

    String broker(String password) {
        return "mqtt://" + USER + ":" + password + "@127.0.0.1:" + port;
    }

    String topic(String rest) {
        return name + "/" + rest;
    }

    /** {@code pub} or {@code sub} with line and broker, with this workplace's client identifier. */
    String[] command(String which, String... more) {
        List<String> all = new ArrayList<>(List.of(which, "--client-id", name, url(), broker()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    Run run(String which, String... more) {
        return Run.of(command(which, more));
    }

    /** Opens one of the module's MQTT clients, as another program would. */
    void openClientOfSomebodyElse(int client) {
        Run.of(
                "send",
                "--urcs",
                "--linger",
                "1s",
                url(),
                "AT+MIPCALL=1",
                "AT+MQTTUSER=" + client + ",\"" + Site.USER + "\",\"" + Site.PASSWORD + "\",\"" + name + "-other"
                        + client + "\"",
                "AT+MQTTOPEN=" + client + ",\"127.0.0.1\"," + port + ",1,60");
    }

    /** The numbers of the open MQTT clients, as JSON. */
    String openClients() throws IOException {
        return Run.of("info", "--json", url()).objects().get(0).get("mqtt").toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
