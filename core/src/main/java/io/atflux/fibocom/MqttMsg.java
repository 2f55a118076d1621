package io.atflux.fibocom;

import io.atflux.line.AtLine;
import io.atflux.mqtt.InboundMessage;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code +MQTTMSG: <client>,<QoS>,<topic>,<payload>}. The line has no length, so the first three separators count, and the
 * rest is payload, byte by byte. A topic without quotes may contain separators too, and is then read in each possible way. Blanks
 * after separators are optional; some builds quote topic and payload.
 */
final class MqttMsg {

    static final String NAME = "+MQTTMSG";

    private final AtLine line;
    /** One char per byte. */
    private final String text;

    private int at;
    private int blanks;

    private MqttMsg(AtLine line, int at) {
        this.line = line;
        this.text = line.text();
        this.at = at;
    }

    /**
     * @throws IllegalArgumentException for a line without three separators, or without numbers before them
     */
    static InboundMessage decode(AtLine line) {
        return new MqttMsg(line, NAME.length() + 1).read(line.isCut());
    }

    private InboundMessage read(boolean cut) {
        int client = number();
        Qos qos = Qos.of(number());
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '"') {
            String topic = quotedTopic();
            skipOneBlank();
            return new InboundMessage(client, message(topic, unquoted(), qos, cut));
        }
        return readings(client, qos, cut);
    }

    /** Without quotes, the topic may end at any separator. A module that prints blanks after its separators prints one there too. */
    private InboundMessage readings(int client, Qos qos, boolean cut) {
        int start = at;
        int first = comma();
        MqttMessage shortest = reading(start, first, qos, cut);
        int next = text.indexOf(',', first + 1);
        if (next < 0) {
            return new InboundMessage(client, shortest);
        }
        boolean blank = blanks > 0 && isBlankBehind(first);
        int end = endOfLine(first);
        List<MqttMessage> readings = new ArrayList<>(1);
        readings.add(shortest);
        for (int i = next; i >= 0 && i < end; i = text.indexOf(',', i + 1)) {
            if (!blank || isBlankBehind(i)) {
                readings.add(reading(start, i, qos, cut));
            }
        }
        return new InboundMessage(client, readings);
    }

    /** The topic ends at this separator. */
    private MqttMessage reading(int start, int comma, Qos qos, boolean cut) {
        String topic = utf8(start, comma).stripTrailing();
        at = comma + 1;
        skipOneBlank();
        return message(topic, line.toBytes(at, text.length()), qos, cut);
    }

    private String utf8(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) > 0x7f) {
                return new String(line.toBytes(from, to), StandardCharsets.UTF_8);
            }
        }
        return text.substring(from, to);
    }

    private int endOfLine(int from) {
        int cr = text.indexOf('\r', from);
        int lf = text.indexOf('\n', from);
        int end = cr < 0 ? text.length() : cr;
        return lf < 0 ? end : Math.min(lf, end);
    }

    private boolean isBlankBehind(int comma) {
        return comma + 1 < text.length() && text.charAt(comma + 1) == ' ';
    }

    private static MqttMessage message(String topic, byte[] payload, Qos qos, boolean cut) {
        return MqttMessage.builder(topic).payload(payload).qos(qos).cut(cut).build();
    }

    private int number() {
        int before = at;
        skipBlanks();
        blanks = at - before;
        int comma = comma();
        char first = text.charAt(at);
        if (comma == at + 1 && first >= '0' && first <= '9') {
            // The usual case.
            at = comma + 1;
            return first - '0';
        }
        int end = comma;
        while (end > at && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        int number = Integer.parseInt(text, at, end, 10);
        at = comma + 1;
        return number;
    }

    /** A quoted topic may contain commas: it ends with the first quote that is followed by a separator. */
    private String quotedTopic() {
        int start = ++at;
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                int next = i + 1;
                while (next < text.length() && text.charAt(next) == ' ') {
                    next++;
                }
                if (next < text.length() && text.charAt(next) == ',') {
                    at = next + 1;
                    return utf8(start, i);
                }
            }
        }
        throw new IllegalArgumentException("the topic's quotes do not end");
    }

    private int comma() {
        int comma = text.indexOf(',', at);
        if (comma < 0) {
            throw new IllegalArgumentException("a separator is missing");
        }
        return comma;
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    /** A module that puts a blank after its separators puts one before the payload; any further blank is payload. */
    private void skipOneBlank() {
        if (blanks > 0 && at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private byte[] unquoted() {
        int last = text.length() - 1;
        boolean isQuoted = at < last && text.charAt(at) == '"' && text.charAt(last) == '"';
        return isQuoted ? line.toBytes(at + 1, last) : line.toBytes(at, text.length());
    }
}
