package io.atflux.samples.modem.memory;

import io.atflux.samples.modem.uplink.OpenRequest;
import io.atflux.samples.modem.uplink.Uplink;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One connection of the scripted network. */
final class FakeConnection implements Uplink.Connection {

    private final FakeUplink broker;
    private final OpenRequest request;
    private final Uplink.Events events;
    private final Map<String, Integer> subscriptions = new LinkedHashMap<>();

    FakeConnection(FakeUplink broker, OpenRequest request, Uplink.Events events) {
        this.broker = broker;
        this.request = request;
        this.events = events;
    }

    void deliver(byte[] topic, int qos, byte[] payload) {
        String name = new String(topic, StandardCharsets.ISO_8859_1);
        subscriptions.forEach((filter, granted) -> {
            if (matches(filter, name)) {
                events.message(topic, Math.min(qos, granted), payload);
            }
        });
    }

    private static boolean matches(String filter, String topic) {
        String[] wanted = filter.split("/", -1);
        String[] given = topic.split("/", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true;
            }
            if (i >= given.length || !wanted[i].equals("+") && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return wanted.length == given.length;
    }

    void lose(String reason) {
        sendWill();
        events.lost(reason);
    }

    private void sendWill() {
        OpenRequest.Will will = request.will();
        if (will != null) {
            String topic = new String(will.topic(), StandardCharsets.ISO_8859_1);
            broker.publish(new FakeUplink.Published(topic, will.qos(), will.retain(), will.payload()));
        }
    }

    private void answer(Uplink.Result result, boolean success) {
        if (broker.answersRequests()) {
            result.done(success);
        }
    }

    @Override
    public void subscribe(byte[] topicFilter, int qos, Uplink.Result result) {
        if (broker.grants()) {
            subscriptions.put(new String(topicFilter, StandardCharsets.ISO_8859_1), qos);
        }
        answer(result, broker.grants());
    }

    @Override
    public void unsubscribe(byte[] topicFilter, Uplink.Result result) {
        subscriptions.remove(new String(topicFilter, StandardCharsets.ISO_8859_1));
        answer(result, true);
    }

    @Override
    public void publish(byte[] topic, int qos, boolean retain, byte[] payload, Uplink.Result result) {
        answer(result, true);
        String name = new String(topic, StandardCharsets.ISO_8859_1);
        broker.publish(new FakeUplink.Published(name, qos, retain, payload));
    }

    @Override
    public void close(Uplink.Result result) {
        broker.remove(this);
        answer(result, true);
    }

    @Override
    public void abort() {
        broker.remove(this);
        sendWill();
    }
}
