package io.atflux.standard;

import java.time.Duration;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The MQTT commands of an L610: each answers OK, goes on, and reports its end by a separate result code. */
final class MqttAnswers {

    private final Random random;
    private final TreeSet<Integer> open = new TreeSet<>();

    MqttAnswers(Random random) {
        this.random = random;
    }

    /** The answer to a command; null for one that is not of MQTT. */
    @Nullable
    Answer to(String command, Duration time) {
        if (command.equals("+MQTTOPEN?")) {
            String list = open.toString().replaceAll("[\\[\\] ]", "");
            return Answer.ok(time, "+MQTTOPEN: " + (list.isEmpty() ? "0" : list));
        }
        if (!command.startsWith("+MQTT") || command.indexOf('=') < 0) {
            return null;
        }
        String name = command.substring(0, command.indexOf('='));
        int id = command.charAt(name.length() + 1) - '0';
        return switch (name) {
            case "+MQTTUSER", "+MQTTWILL" -> Answer.ok(time);
            case "+MQTTOPEN" -> {
                open.add(id);
                yield settled(name, id, 1, time);
            }
            case "+MQTTCLOSE" -> {
                open.remove(id);
                yield settled(name, id, 1, time);
            }
            case "+MQTTSUB", "+MQTTUNSUB" -> settled(name, id, 1, time);
            case "+MQTTPUB" -> published(command, settled(name, id, random.nextInt(20) == 0 ? 0 : 1, time));
            default -> null;
        };
    }

    private Answer settled(String name, int id, int result, Duration time) {
        Duration later = Duration.ofMillis(50 + random.nextInt(random.nextInt(5) == 0 ? 4_000 : 300));
        return Answer.ok(time).settledBy(name + ": " + id + "," + result, later);
    }

    /** A number in place of the payload is its length. */
    private Answer published(String command, Answer answer) {
        if (random.nextInt(20) == 0) {
            return Answer.no(answer.time, "ERROR");
        }
        String last = command.substring(command.lastIndexOf(',') + 1);
        return last.matches("[0-9]+") ? answer.asking(Integer.parseInt(last)) : answer;
    }
}
