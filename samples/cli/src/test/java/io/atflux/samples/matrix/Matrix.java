package io.atflux.samples.matrix;

import io.atflux.samples.modem.switches.Positions;
import io.atflux.samples.modem.switches.Switch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All switches with the positions to try. */
final class Matrix {

    /** The commands of the session, in the form of fault switches. */
    private static final List<String> COMMANDS = List.of(
            "AT",
            "ATE",
            "AT+CMEE",
            "AT+GTRAT",
            "AT+CFUN",
            "AT+CPIN?",
            "AT+CIMI",
            "AT+CGDCONT=",
            "AT+CSQ",
            "AT+COPS?",
            "AT+CGREG?",
            "AT+CEREG?",
            "AT+CREG?",
            "AT+MIPCALL?",
            "AT+MIPCALL=1",
            "AT+MIPCALL=0",
            "AT+MQTTUSER",
            "AT+MQTTWILL",
            "AT+MQTTOPEN=",
            "AT+MQTTSUB",
            "AT+MQTTPUB",
            "AT+MQTTUNSUB",
            "AT+MQTTCLOSE");

    private static final Map<Switch, List<String>> WORDS = new EnumMap<>(Map.ofEntries(
            Map.entry(Switch.ABORT_CHARACTER, List.of("none", "AT+MQTTOPEN=")),
            Map.entry(Switch.ECHO_NOISE, List.of("2", "3,5,7")),
            Map.entry(Switch.COM_PORT_SPEED, List.of("asked")),
            Map.entry(Switch.IMEI, List.of("490154203237518")),
            Map.entry(Switch.IMSI, List.of("460110000000001")),
            Map.entry(Switch.ICCID, List.of("8986011100000000001")),
            Map.entry(Switch.PIN, List.of("1234")),
            Map.entry(Switch.REGISTRATION, List.of("auto", "0", "2", "3", "4", "5", "2@1000,1@60000", "3@100,1@5000")),
            Map.entry(Switch.APNS, List.of("cmnet", "cmiot")),
            Map.entry(Switch.OPERATOR, List.of("CHN-UNICOM")),
            Map.entry(Switch.OPERATOR_SHORT, List.of("UNICOM")),
            Map.entry(Switch.OPERATOR_NUMERIC, List.of("46001")),
            Map.entry(Switch.NUMBER, List.of("10010")),
            Map.entry(Switch.CSQ, List.of("99,99", "0,0")),
            Map.entry(Switch.CESQ, List.of("99,99,255,255,255,255")),
            Map.entry(Switch.USSD_ANSWER, List.of("10 CNY")),
            Map.entry(Switch.IP, List.of("192.0.2.7"))));

    private static final Map<Switch, List<String>> NUMBERS = new EnumMap<>(Map.ofEntries(
            Map.entry(Switch.SLEEP_AFTER, List.of("1000", "10000")),
            Map.entry(Switch.SIM_READY, List.of("3000", "30000")),
            Map.entry(Switch.CONNACK_TIME, List.of("5000", "59000", "61000")),
            Map.entry(Switch.OPEN_LIMIT, List.of("1", "60000")),
            Map.entry(Switch.DIAL_LIMIT, List.of("1", "120000")),
            Map.entry(Switch.DATA_IDLE, List.of("1", "30000")),
            Map.entry(Switch.PUBLISH_TIME, List.of("5000", "61000")),
            Map.entry(Switch.BUFFER_PLACES, List.of("1")),
            Map.entry(Switch.TAKE_OVER, List.of("1", "20000")),
            Map.entry(Switch.SUBSCRIPTIONS, List.of("1")),
            Map.entry(Switch.BREAK_CAUSE, List.of("0", "3"))));

    private static final List<String> TIMES = List.of("0", "3000", "30000");

    private Matrix() {}

    /** The positions of one switch, the first of which is its default. */
    static Set<String> positions(Switch which) {
        Set<String> all = new LinkedHashSet<>();
        all.add(which.initial());
        all.addAll(others(which));
        return all;
    }

    private static List<String> others(Switch which) {
        return switch (which) {
            case SILENT, NO_EFFECT, DROP_OK -> faults("", ":2");
            case ERROR -> faults("", ":2:50", ":1:58");
            case RESET -> faults("");
            case DELAY -> faults(":3000", ":200000");
            case SECOND_FINAL -> faults(":0", ":1500");
            default ->
                which.positions() instanceof Positions.Choice choice
                        ? choice.words()
                        : which.positions() instanceof Positions.Outcome outcome
                                ? outcomes(outcome)
                                : which.positions() instanceof Positions.Millis
                                        ? TIMES
                                        : which.positions() instanceof Positions.Range range
                                                ? NUMBERS.getOrDefault(which, List.of(Long.toString(range.max())))
                                                : WORDS.getOrDefault(which, List.of());
        };
    }

    private static List<String> outcomes(Positions.Outcome outcome) {
        return outcome.forced().stream()
                .flatMap(word -> Stream.of(word + ":1", word + ":2", word))
                .toList();
    }

    private static List<String> faults(String... counts) {
        List<String> all = new ArrayList<>();
        for (String command : COMMANDS) {
            for (String count : counts) {
                all.add(command + count);
            }
        }
        return all;
    }
}
