package io.atflux.samples.modem.module;

import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A received message in the printed forms of the module. */
record PrintedMessage(int client, int qos, byte[] topic, byte[] payload) {

    /** The bytes of topic and payload that the firmware's packet buffer holds. */
    private static final int PACKET_BUFFER = 8192;

    boolean fits() {
        return topic.length + payload.length <= PACKET_BUFFER;
    }

    /** {@code +MQTTMSG}: no length, no escapes. */
    byte[] direct(Switches switches) {
        boolean quoted = switches.is(Switch.MSG_SPELLING, "quoted");
        String comma = switches.is(Switch.MSG_SPELLING, "tight") ? "," : ", ";
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        text(line, "+MQTTMSG: " + client + comma + qos + comma);
        field(line, topic, quoted);
        text(line, comma);
        field(line, payload, quoted);
        return line.toByteArray();
    }

    /** {@code +MQTTMSGI}: only the presence of a message, and its length. */
    String announcement() {
        return "+MQTTMSGI: " + head();
    }

    /** {@code +MQTTREAD}: with its lengths, so that its content cannot be mistaken for other output. */
    byte[] counted() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        text(line, "+MQTTREAD: " + head() + ",");
        field(line, topic, true);
        text(line, ",");
        field(line, payload, true);
        return line.toByteArray();
    }

    private String head() {
        return client + "," + qos + "," + topic.length + "," + payload.length;
    }

    private static void field(ByteArrayOutputStream line, byte[] bytes, boolean quoted) {
        if (quoted) {
            line.write('"');
        }
        line.writeBytes(bytes);
        if (quoted) {
            line.write('"');
        }
    }

    private static void text(ByteArrayOutputStream line, String text) {
        line.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
