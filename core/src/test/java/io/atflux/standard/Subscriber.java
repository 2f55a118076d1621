package io.atflux.standard;

import io.atflux.mqtt.MqttMessage;
import java.util.ArrayList;
import java.util.List;

/** A listener to a client's messages, and the messages that it received. */
final class Subscriber {

    final int client;
    final String filter;

    /** From this step on all messages are meant for it. */
    final long since;

    final List<MqttMessage> given = new ArrayList<>();
    boolean failed;

    Subscriber(int client, String filter, long since) {
        this.client = client;
        this.filter = filter;
        this.since = since;
    }

    /** MQTT 3.1.1, 4.7. */
    boolean wants(int from, String topic) {
        return from == client && matches(filter.split("/", -1), topic.split("/", -1), 0);
    }

    private static boolean matches(String[] filter, String[] topic, int at) {
        if (at == filter.length) {
            return at == topic.length;
        }
        if (filter[at].equals("#")) {
            return true;
        }
        if (at == topic.length) {
            return false;
        }
        return (filter[at].equals("+") || filter[at].equals(topic[at])) && matches(filter, topic, at + 1);
    }

    @Override
    public String toString() {
        return "client " + client + " " + filter;
    }
}
