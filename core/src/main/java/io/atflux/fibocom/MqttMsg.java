package io.atflux.fibocom;

import io.atflux.line.AtLine;
import io.atflux.mqtt.InboundMessage;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads {@code +MQTTMSG: <client>,<QoS>,<topic>,<payload>}. It has no length, so the first three separators count and all the
 * rest is payload, byte by byte. Blanks behind separators are optional, topic and payload are quoted in some builds.
 */
final class MqttMsg {

    static final String NAME = "+MQTTMSG";

    private final byte[] bytes;
    private int at;
    private int blanks;

    private MqttMsg(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /**
     * @throws IllegalArgumentException for a line that has no three separators, or no numbers before them
     */
    static InboundMessage decode(AtLine line) {
        return new MqttMsg(line.toBytes(), NAME.length() + 1).read();
    }

    private InboundMessage read() {
        int client = number();
        int qos = number();
        skipBlanks();
        boolean quoted = at < bytes.length && bytes[at] == '"';
        String topic = quoted ? quotedTopic() : field(comma());
        skipOneBlank();
        byte[] payload = quoted ? unquoted() : Arrays.copyOfRange(bytes, at, bytes.length);
        return new InboundMessage(client, new MqttMessage(topic, payload, Qos.of(qos), false));
    }

    private int number() {
        int before = at;
        skipBlanks();
        blanks = at - before;
        return Integer.parseInt(field(comma()));
    }

    /** A topic in quotes may hold commas: it ends with the first quote that a separator follows. */
    private String quotedTopic() {
        int start = ++at;
        for (int i = start; i < bytes.length; i++) {
            if (bytes[i] == '"') {
                int next = i + 1;
                while (next < bytes.length && bytes[next] == ' ') {
                    next++;
                }
                if (next < bytes.length && bytes[next] == ',') {
                    at = next + 1;
                    return new String(bytes, start, i - start, StandardCharsets.UTF_8);
                }
            }
        }
        throw new IllegalArgumentException("the topic's quotes do not end");
    }

    private int comma() {
        for (int i = at; i < bytes.length; i++) {
            if (bytes[i] == ',') {
                return i;
            }
        }
        throw new IllegalArgumentException("a separator is missing");
    }

    private String field(int end) {
        String text = new String(bytes, at, end - at, StandardCharsets.UTF_8).stripTrailing();
        at = end + 1;
        return text;
    }

    private void skipBlanks() {
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
    }

    /** A module that puts a blank behind its separators puts one before the payload; any further one is payload. */
    private void skipOneBlank() {
        if (blanks > 0 && at < bytes.length && bytes[at] == ' ') {
            at++;
        }
    }

    private byte[] unquoted() {
        int last = bytes.length - 1;
        boolean isQuoted = at < last && bytes[at] == '"' && bytes[last] == '"';
        return isQuoted ? Arrays.copyOfRange(bytes, at + 1, last) : Arrays.copyOfRange(bytes, at, bytes.length);
    }
}
