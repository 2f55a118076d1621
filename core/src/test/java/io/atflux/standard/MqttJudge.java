package io.atflux.standard;

import io.atflux.error.AtRejectedException;
import io.atflux.mqtt.MqttMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Checks which publish each confirmation belongs to, and which subscriber each message belongs to. */
final class MqttJudge {

    private record Message(Printed printed, int client, String topic, byte[] payload) {
        boolean is(MqttMessage given) {
            return given.topic().equals(topic) && Arrays.equals(given.payload(), payload);
        }
    }

    private final SerialLine line;
    private final List<Execution> executions;
    private final List<Message> messages = new ArrayList<>();

    MqttJudge(SerialLine line, List<Execution> executions) {
        this.line = line;
        this.executions = executions;
    }

    void printed(Printed printed, int client, String topic, String payload) {
        messages.add(new Message(printed, client, topic, payload.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** A confirmation and a refusal need their own result code, and the entered bytes must be the payload. */
    void judge(Published published, List<String> wrong) {
        List<Execution> own =
                executions.stream().filter(e -> published.isIn(e.line)).toList();
        if (published.ends != 1) {
            wrong.add("ended " + published.ends + " times: " + published);
        }
        if (own.stream().anyMatch(e -> e.entered != null && !Arrays.equals(e.entered, published.payload))) {
            wrong.add("not its payload: " + published);
        }
        if (published.receipt != null && own.stream().noneMatch(e -> isSettled(e, published, 1))) {
            wrong.add("not its confirmation: " + published + " " + own);
        }
        if (published.failure instanceof AtRejectedException
                && own.stream().noneMatch(e -> isSettled(e, published, 0) || isRefused(e, published))) {
            wrong.add("not its refusal: " + published + " " + own);
        }
    }

    private boolean isSettled(Execution execution, Published published, int result) {
        Printed code = execution.settled;
        return code != null
                && code.isDelivered(line.connection(), published.ended)
                && code.text().equals("+MQTTPUB: " + published.client + "," + result);
    }

    private boolean isRefused(Execution execution, Published published) {
        Printed code = execution.result;
        return code != null
                && code.isDelivered(line.connection(), published.ended)
                && !code.text().equals("OK");
    }

    /** The subscriber gets each of its messages once, unchanged and in order, and no other message. */
    void judge(Subscriber subscriber, List<String> wrong) {
        List<Message> his = line.delivered().stream()
                .filter(p -> p.step() > subscriber.since)
                .flatMap(p -> messages.stream().filter(m -> m.printed == p))
                .filter(m -> subscriber.wants(m.client, m.topic))
                .toList();
        int next = 0;
        for (MqttMessage given : subscriber.given) {
            int at = next;
            while (at < his.size() && !his.get(at).is(given)) {
                at++;
            }
            if (at == his.size()) {
                wrong.add("no message: " + subscriber + " got " + given.topic() + " " + text(given.payload()));
            } else {
                for (Message lost : his.subList(next, at)) {
                    wrong.add("not given: " + subscriber + " " + lost.topic + " " + text(lost.payload));
                }
                next = at + 1;
            }
        }
        for (Message lost : his.subList(next, his.size())) {
            wrong.add("not given: " + subscriber + " " + lost.topic + " " + text(lost.payload));
        }
    }

    private static String text(byte[] payload) {
        return new String(payload, StandardCharsets.ISO_8859_1)
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }
}
