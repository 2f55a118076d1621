package io.atflux.samples.benchmarks.modem;

import io.atflux.samples.benchmarks.measure.Constant;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers of an attached L610 with echo off. Confined to one event loop. */
final class Answers {

    /** A command line without its CR, and its answer in a buffer that is never released. */
    record Answer(byte[] command, ByteBuf bytes) {}

    private static final int MOST_KNOWN = 10_000;

    /** Information lines of reads, by the command without {@code AT}. */
    private static final Map<String, String> READS = Map.ofEntries(
            Map.entry("+CSQ", "+CSQ: 23,0"),
            Map.entry("+CSQ?", "+CSQ: 23,0"),
            Map.entry("+CPIN?", "+CPIN: READY"),
            Map.entry("+CIMI?", "+CIMI: 460046616008063"),
            Map.entry("+CIMI", "460046616008063"),
            Map.entry("+COPS?", "+COPS: 0,0,\"CHINA MOBILE\",7"),
            Map.entry("+CREG?", "+CREG: 0,1"),
            Map.entry("+CGREG?", "+CGREG: 0,1"),
            Map.entry("+CEREG?", "+CEREG: 0,1"),
            Map.entry("+MIPCALL?", "+MIPCALL: 0"),
            Map.entry("+MQTTOPEN?", "+MQTTOPEN: 0"));

    private final Map<String, Answer> known = new HashMap<>();

    Answer answer(byte[] line, int length) {
        String command = new String(line, 0, length, StandardCharsets.ISO_8859_1);
        Answer answer = known.get(command);
        if (answer == null) {
            answer = encoded(command);
            // The lines that prove resynchronisation are random, so each is new.
            if (known.size() < MOST_KNOWN) {
                known.put(command, answer);
            }
        }
        return answer;
    }

    private static Answer encoded(String command) {
        byte[] bytes = text(command).getBytes(StandardCharsets.ISO_8859_1);
        return new Answer(command.getBytes(StandardCharsets.ISO_8859_1), Constant.of(bytes));
    }

    private static String text(String command) {
        StringBuilder text = new StringBuilder();
        String body = command.startsWith("AT") ? command.substring(2) : command;
        if (body.startsWith("S8=")) {
            registers(body, text);
        } else {
            for (String part : body.split(";")) {
                String information = information(part);
                if (information != null) {
                    text.append("\r\n").append(information).append("\r\n");
                }
            }
        }
        text.append("\r\nOK\r\n");
        String code = resultCode(body);
        return code == null ? text.toString() : text + "\r\n" + code + "\r\n";
    }

    /** Register S8 set and read again, several times in one line (V.250 6.3.11). */
    private static void registers(String body, StringBuilder text) {
        String value = "";
        for (String part : body.split("S8")) {
            if (part.startsWith("=")) {
                value = part.substring(1);
            } else if (part.startsWith("?")) {
                text.append("\r\n")
                        .append("000".substring(value.length()))
                        .append(value)
                        .append("\r\n");
            }
        }
    }

    private static @Nullable String information(String part) {
        String read = READS.get(part);
        if (read != null || !part.endsWith("?")) {
            return read;
        }
        return part.substring(0, part.length() - 1) + ": 1";
    }

    /** The result code after OK. */
    private static @Nullable String resultCode(String body) {
        if (body.equals("+MIPCALL=1")) {
            return "+MIPCALL: 10.104.48.68";
        }
        for (String name : new String[] {"+MQTTOPEN", "+MQTTCLOSE", "+MQTTSUB", "+MQTTUNSUB", "+MQTTPUB"}) {
            if (body.startsWith(name + "=")) {
                return name + ": " + body.charAt(name.length() + 1) + ",1";
            }
        }
        return null;
    }
}
