package io.atflux.samples.modem.module;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.engine.Faults;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.Uplink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The two MQTT clients and their received messages. */
public final class ModuleMqttClients {

    /** The number of clients in the firmware. */
    public static final int COUNT = 2;

    private final List<ModuleMqttClient> clients;
    private final ArrayDeque<PrintedMessage> unread = new ArrayDeque<>();

    /** AT+MQTTCONF=1: messages are announced and wait until they are read. */
    public boolean buffered;

    /** Two closed clients. */
    public ModuleMqttClients(Switches switches, Faults faults, Clock clock, Uplink uplink, Consumer<byte[]> urcs) {
        Consumer<PrintedMessage> inbox = message -> receive(message, switches, urcs);
        clients = Stream.of(1, 2)
                .map(id -> new ModuleMqttClient(id, switches, faults, clock, uplink, urcs, inbox))
                .collect(Collectors.toUnmodifiableList());
    }

    private void receive(PrintedMessage message, Switches switches, Consumer<byte[]> urcs) {
        if (!buffered) {
            urcs.accept(message.direct(switches));
            return;
        }
        while (unread.size() >= switches.number(Switch.BUFFER_PLACES)) {
            unread.remove();
        }
        unread.add(message);
        urcs.accept(message.announcement().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The client with this number, 1 or 2. */
    public ModuleMqttClient get(int id) {
        return clients.get(id - 1);
    }

    /** Both clients. */
    public List<ModuleMqttClient> all() {
        return clients;
    }

    /** The answer to AT+MQTTOPEN?. */
    public String answerOpen() {
        String open = clients.stream()
                .filter(ModuleMqttClient::isOpen)
                .map(client -> Integer.toString(client.id()))
                .collect(Collectors.joining(","));
        return "+MQTTOPEN: " + (open.isEmpty() ? "0" : open);
    }

    /** The oldest unread message of a client in the form of AT+MQTTREAD; empty if there is none. */
    public byte[] read(int client) {
        for (PrintedMessage message : unread) {
            if (message.client() == client) {
                unread.remove(message);
                return message.counted();
            }
        }
        return new byte[0];
    }
}
