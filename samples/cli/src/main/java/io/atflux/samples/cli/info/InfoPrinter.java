package io.atflux.samples.cli.info;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atflux.modem.AccessTechnology;
import io.atflux.modem.BearerState;
import io.atflux.modem.Imsi;
import io.atflux.modem.Operator;
import io.atflux.modem.Registration;
import io.atflux.modem.SignalQuality;
import io.atflux.modem.SimState;
import io.atflux.samples.cli.JsonLines;
import io.atflux.samples.cli.Shown;
import io.atflux.samples.cli.WireText;
import java.io.PrintStream;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints the facts about a modem, as text or as JSON. */
final class InfoPrinter {

    private final PrintStream out;

    InfoPrinter(PrintStream out) {
        this.out = out;
    }

    void json(Info info) {
        ObjectNode node = JsonLines.object()
                .put("type", "info")
                .put("manufacturer", info.manufacturer.get(WireText.UTF_8::message))
                .put("model", info.model.get(WireText.UTF_8::message))
                .put("revision", info.revision.get(WireText.UTF_8::message))
                .put("imei", info.imei.value())
                .put("sim", sim(info.sim))
                .put("imsi", info.imsi.get(InfoPrinter::masked))
                .put("operator", info.operator.get(InfoPrinter::name))
                .put("technology", info.operator.get(InfoPrinter::technology))
                .put("rssi", info.signal.get(InfoPrinter::rssi))
                .put("dbm", info.signal.get(InfoPrinter::dbm))
                .put("registration", info.registration().get(InfoPrinter::status))
                .put("bearer", info.bearer.get(InfoPrinter::address));
        Set<Integer> open = info.mqttClients.value();
        if (open == null) {
            node.putNull("mqtt");
        } else {
            ArrayNode clients = node.putArray("mqtt");
            open.forEach(clients::add);
        }
        node.put("bearerState", info.bearer.get(InfoPrinter::state));
        JsonLines.print(out, node);
    }

    void text(Info info) {
        line("manufacturer", info.manufacturer.words(text -> text));
        line("model", info.model.words(text -> text));
        line("revision", info.revision.words(text -> text));
        line("IMEI", info.imei.words(text -> text));
        line("SIM", info.sim.words(InfoPrinter::words));
        line("IMSI", info.imsi.words(Imsi::toString));
        line("operator", info.operator.words(Operator::toString));
        line("signal", info.signal.words(InfoPrinter::words));
        line("registration", info.registration().words(InfoPrinter::words));
        line("bearer", info.bearer.words(BearerState::toString));
        line("MQTT", info.mqttClients.words(InfoPrinter::words));
        out.flush();
    }

    private void line(String name, String value) {
        out.println(name + " ".repeat(14 - name.length()) + Shown.text(WireText.UTF_8.message(value)));
    }

    private static @Nullable String sim(Fact<SimState> fact) {
        SimState state = fact.value();
        return state == null ? fact.refusal() : state.text();
    }

    private static String masked(Imsi imsi) {
        return imsi.toString();
    }

    private static String status(Registration registration) {
        return registration.status().name();
    }

    private static @Nullable String name(Operator operator) {
        return operator.isKnown() ? WireText.UTF_8.message(operator.name()) : null;
    }

    private static @Nullable String technology(Operator operator) {
        return operator.technology() == AccessTechnology.UNKNOWN
                ? null
                : operator.technology().name();
    }

    private static @Nullable Integer rssi(SignalQuality signal) {
        return signal.dbm().isPresent() ? signal.rssi() : null;
    }

    private static @Nullable Integer dbm(SignalQuality signal) {
        return signal.dbm().isPresent() ? signal.dbm().getAsInt() : null;
    }

    private static @Nullable String address(BearerState state) {
        return state instanceof BearerState.Up up ? up.bearer().text() : null;
    }

    private static String state(BearerState state) {
        if (state instanceof BearerState.Up) {
            return "UP";
        }
        if (state instanceof BearerState.Busy) {
            return "BUSY";
        }
        return state instanceof BearerState.Stale ? "STALE" : "DOWN";
    }

    private static String words(SimState state) {
        return switch (state.kind()) {
            case PIN -> state.text() + " (wants its PIN)";
            case PUK -> state.text() + " (the PIN was wrong three times; wants its PUK)";
            default -> state.text();
        };
    }

    private static @Nullable String words(SignalQuality signal) {
        return signal.dbm().isPresent() ? signal.dbm().getAsInt() + " dBm (" + signal.rssi() + " of 31)" : null;
    }

    private static String words(Registration registration) {
        String words =
                switch (registration.status()) {
                    case HOME -> "registered, home network";
                    case ROAMING -> "registered, roaming";
                    case SEARCHING -> "searching";
                    case DENIED -> "denied by the network";
                    case NOT_SEARCHING -> "not registered, and not searching";
                    case UNKNOWN -> "the modem says that it does not know";
                    case SMS_ONLY_HOME, SMS_ONLY_ROAMING -> "for text messages only";
                    case EMERGENCY_ONLY -> "for emergency calls only";
                    default -> registration.status().name();
                };
        return words + " (" + registration.domain().answerName() + ")";
    }

    private static String words(Set<Integer> open) {
        return open.isEmpty()
                ? "no client is open"
                : "open: client " + open.stream().map(String::valueOf).collect(Collectors.joining(", client "));
    }
}
