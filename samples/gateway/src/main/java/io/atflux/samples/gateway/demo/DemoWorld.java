package io.atflux.samples.gateway.demo;

import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.modem.VirtualModem;
import io.atflux.samples.modem.server.ModemServer;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.HiveMqUplink;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Modems in software on TCP ports of this machine, and the broker that they reach. Its methods may block. */
public final class DemoWorld implements AutoCloseable {

    private final EmbeddedBroker broker;
    private final HiveMqUplink uplink = new HiveMqUplink();
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final ModemServer modems;

    /**
     * Starts the broker and the modems.
     *
     * @throws IOException if one of the ports cannot be had
     */
    public DemoWorld(String... names) throws IOException {
        for (String name : names) {
            this.names.put(name, this.names.size());
        }
        broker = EmbeddedBroker.builder().build().start();
        Switches switches = Switches.quick().with(Switch.CSQ, "21,99");
        modems = ModemServer.start(new InetSocketAddress(EmbeddedBroker.HOST, 0), names.length, switches, uplink);
    }

    /** The modem that the gateway has under this name; null for another. */
    public @Nullable VirtualModem modem(String name) {
        Integer index = names.get(name);
        return index == null ? null : modems.modem(index);
    }

    /**
     * Ends the line to a modem, and takes no other until it is mended.
     *
     * @throws IllegalArgumentException for a name that no modem has
     */
    public void breakLine(String name) {
        modems.unplug(index(name));
    }

    /**
     * Lets lines be opened again.
     *
     * @throws IllegalArgumentException for a name that no modem has
     */
    public void mendLine(String name) throws IOException {
        modems.plug(index(name));
    }

    private int index(String name) {
        Integer index = names.get(name);
        if (index == null) {
            throw new IllegalArgumentException("no modem of the demo: " + name);
        }
        return index;
    }

    /** The broker, to be stopped and started. */
    public EmbeddedBroker broker() {
        return broker;
    }

    /** The configuration of a gateway that has these modems. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        names.forEach((name, index) -> {
            String at = "gateway.modems." + name;
            properties.put(
                    at + ".url",
                    "tcp://127.0.0.1:" + modems.addresses().get(index).getPort());
            properties.put(at + ".broker.host", EmbeddedBroker.HOST);
            properties.put(at + ".broker.port", broker.port());
            properties.put(at + ".broker.client-id", name);
            properties.put(at + ".policy.check-every", "10s");
            properties.put(at + ".policy.longest-wait", "5s");
        });
        return properties;
    }

    @Override
    public void close() throws IOException {
        modems.close();
        uplink.close();
        broker.close();
    }
}
