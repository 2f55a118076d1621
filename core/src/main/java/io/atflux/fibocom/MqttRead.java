package io.atflux.fibocom;

import io.atflux.command.AtReply;
import io.atflux.command.CountedAnswer;
import io.atflux.line.AtLine;
import io.atflux.line.Parameters;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads {@code +MQTTREAD: <client>,<QoS>,<topic length>,<payload length>,"<topic>","<payload>"} by its lengths, so that no byte
 * of topic or payload is interpreted.
 */
final class MqttRead {

    static final String COMMAND = "AT+MQTTREAD";

    private static final String NAME = "+MQTTREAD";
    private static final int HEADER = 4;
    /** Four quotes and the comma between. */
    private static final int AROUND = 5;
    /** Far above any module's limit, and low enough that sums fit an int. */
    private static final int MOST = 1 << 24;

    static final CountedAnswer ANSWER = CountedAnswer.of(NAME, HEADER, MqttRead::counted);

    private MqttRead() {}

    private static int counted(Parameters header) {
        int topic = header.number(2).orElse(-1);
        int payload = header.number(3).orElse(-1);
        boolean sane = topic >= 0 && topic <= MOST && payload >= 0 && payload <= MOST;
        return sane ? topic + payload + AROUND : -1;
    }

    private static int length(Parameters header, int index) {
        int length = number(header, index);
        if (length < 0 || length > MOST) {
            throw new IllegalArgumentException("no length: " + length);
        }
        return length;
    }

    private static int number(Parameters header, int index) {
        return header.number(index).orElseThrow(() -> new IllegalArgumentException("no number: " + header.text(index)));
    }

    /** The message; empty if the module had none. */
    static Optional<MqttMessage> decode(AtReply reply, int client) {
        AtLine line = reply.line(NAME);
        return line == null ? Optional.empty() : Optional.of(message(line, client));
    }

    private static MqttMessage message(AtLine line, int client) {
        byte[] bytes = line.toBytes();
        int start = afterHeader(bytes);
        String text = new String(bytes, NAME.length() + 1, start - 1 - NAME.length() - 1, StandardCharsets.ISO_8859_1);
        Parameters header = Parameters.parse(text, 0);
        if (!header.is(0, client)) {
            throw new IllegalArgumentException("another client's message: " + header.text(0));
        }
        int topicEnd = start + 1 + length(header, 2);
        int payload = topicEnd + 3;
        int end = payload + length(header, 3);
        if (end + 1 != bytes.length
                || !is(bytes, start, "\"")
                || !is(bytes, topicEnd, "\",\"")
                || !is(bytes, end, "\"")) {
            throw new IllegalArgumentException("topic and payload are not as long as announced");
        }
        int qos = number(header, 1);
        if (qos < 0 || qos > Qos.EXACTLY_ONCE.level()) {
            throw new IllegalArgumentException("no QoS: " + qos);
        }
        String topic = new String(bytes, start + 1, topicEnd - start - 1, StandardCharsets.UTF_8);
        return MqttMessage.builder(topic)
                .payload(Arrays.copyOfRange(bytes, payload, end))
                .qos(Qos.of(qos))
                .build();
    }

    private static int afterHeader(byte[] bytes) {
        int commas = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == ',' && ++commas == HEADER) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("a length is missing");
    }

    private static boolean is(byte[] bytes, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
