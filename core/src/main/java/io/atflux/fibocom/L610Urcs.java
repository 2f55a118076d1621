package io.atflux.fibocom;

import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.line.Parameters;
import io.atflux.line.Parameters.Kind;
import io.atflux.line.TextShape;
import io.atflux.modem.Bearer;
import io.atflux.modem.ModemEvent;
import io.atflux.mqtt.InboundMessage;
import io.atflux.mqtt.MqttEvent;
import io.atflux.mqtt.Qos;
import io.atflux.profile.AtProfile;
import io.atflux.urc.UrcType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The unsolicited result codes of an L610, and the answers that share a name with them. Two spellings of the open's result are
 * accepted: {@code +MQTTOOPEN} appears in the guide's logs.
 */
final class L610Urcs {

    /** One shape per name, because each line is matched against them. */
    private static final Map<String, LineShape> RESULTS = new ConcurrentHashMap<>();

    static final List<String> OPEN_NAMES = List.of("+MQTTOPEN", "+MQTTOOPEN");

    /**
     * {@code +MIPCALL: 0}, {@code +MIPCALL: 10.104.48.68}, {@code +MIPCALL: <ipv4>,<ipv6>}; some builds print the state or the
     * context before it: {@code 1}, {@code 1,<ip>}, {@code 1,1,"<ip>"}, {@code 1,0}.
     */
    static final UrcType<ModemEvent> MIPCALL =
            UrcType.of(LineShape.named("+MIPCALL").where(L610Urcs::isBearerChange), L610Urcs::bearerChange);

    /** {@code +MIPCALL: 0|1|2[,<address>…]}. A bare 0 has two meanings: an answer while a query is in flight, otherwise a loss. */
    static final LineShape MIPCALL_ANSWER = LineShape.named("+MIPCALL").where(L610Urcs::isBearerState);

    static final List<UrcType<InboundMessage>> MESSAGES =
            List.of(UrcType.of(LineShape.named(MqttMsg.NAME), MqttMsg::decode));

    /** The payload is everything after the topic; it is quoted if the topic is. */
    static final TextShape MESSAGE_TEXT = TextShape.rest(3, p -> p.kind(2) == Kind.STRING && p.kind(3) == Kind.STRING);

    static final List<UrcType<? extends MqttEvent>> MQTT_EVENTS = mqttEvents();

    static final List<UrcType<? extends ModemEvent>> MODEM_EVENTS = List.of(
            banner("AT command ready"),
            banner("AT READY"),
            UrcType.of(LineShape.whole("+SIM READY"), line -> new ModemEvent.SimReady()),
            UrcType.of(LineShape.whole("+SIM DROP"), line -> new ModemEvent.SimDropped()),
            UrcType.of(sim("Removed"), line -> new ModemEvent.SimRemoved()),
            UrcType.of(sim("Inserted"), line -> new ModemEvent.SimInserted()),
            notice("^STN"),
            notice("+ESMCAUSE"));

    private L610Urcs() {}

    static void addTo(AtProfile.Builder profile) {
        profile.urc(MIPCALL).answer(MIPCALL_ANSWER, 1);
        MODEM_EVENTS.forEach(profile::urc);
        MESSAGES.forEach(profile::urc);
        MQTT_EVENTS.forEach(profile::urc);
        for (String name : OPEN_NAMES) {
            profile.answer(openList(name), 1);
        }
        // The results of asynchronous commands.
        for (String name : new String[] {"+MQTTSUB", "+MQTTUNSUB", "+MQTTPUB"}) {
            profile.urc(UrcType.of(result(name)));
        }
        // The TCP client's result codes, for programs that use it by raw commands at the same time.
        for (String name : new String[] {
            "+MIPRTCP", "+MIPRUDP", "+MIPSTAT", "+MIPPUSH", "+MIPODM", "+MPINGSTAT", "+HTTPRES", "+MIPCLOSED"
        }) {
            profile.urc(UrcType.of(LineShape.named(name)));
        }
    }

    /** {@code NAME: <client>,<result>}; newer builds may print one more parameter. */
    static LineShape result(String name) {
        return RESULTS.computeIfAbsent(name, made -> LineShape.named(made)
                .withParameters(2, 3)
                .withKind(0, Kind.NUMBER)
                .withKind(1, Kind.NUMBER));
    }

    /**
     * The answer to {@code AT+MQTTOPEN?}: 0, or the open clients in ascending order. {@code 1,1} and {@code 2,1} cannot be such a
     * list, so they are results even while the query is in flight.
     */
    static LineShape openList(String name) {
        return LineShape.named(name).where(L610Urcs::isOpenList);
    }

    private static boolean isOpenList(Parameters p) {
        int before = 0;
        for (int i = 0; i < p.size(); i++) {
            OptionalInt n = p.number(i);
            boolean none = p.size() == 1 && p.is(0, 0);
            if (n.isEmpty() || (n.getAsInt() <= before && !none)) {
                return false;
            }
            before = n.getAsInt();
        }
        return p.size() > 0;
    }

    private static boolean isBearerState(Parameters p) {
        return p.is(0, 0) && p.size() == 1 || p.is(0, 1) || p.is(0, 2) && p.size() == 1;
    }

    private static boolean isBearerChange(Parameters p) {
        return isDown(p) || p.is(0, 1) || (p.kind(0) != Kind.NUMBER && p.kind(0) != Kind.EMPTY);
    }

    /** Numbers only, the last of them 0. */
    static boolean isDown(Parameters p) {
        int last = p.size() - 1;
        return p.is(last, 0) && (last == 0 || (last == 1 && p.is(0, 1)));
    }

    private static ModemEvent bearerChange(AtLine line) {
        Parameters p = line.parameters();
        return isDown(p) ? new ModemEvent.BearerLost() : new ModemEvent.BearerUp(bearer(p));
    }

    /** The addresses, after state and context if those are present. */
    static Bearer bearer(Parameters p) {
        List<String> printed = new ArrayList<>(2);
        for (int i = 0; i < p.size(); i++) {
            if (p.kind(i) != Kind.NUMBER || !printed.isEmpty()) {
                printed.add(p.text(i));
            }
        }
        return Bearer.of(printed);
    }

    private static UrcType<ModemEvent> banner(String text) {
        return UrcType.of(LineShape.whole(text), line -> new ModemEvent.Banner(text));
    }

    private static LineShape sim(String word) {
        return LineShape.named("+SIM").where(p -> p.text(0).equalsIgnoreCase(word));
    }

    private static UrcType<ModemEvent> notice(String name) {
        return UrcType.of(LineShape.named(name), line -> new ModemEvent.Notice(line.text()));
    }

    private static List<UrcType<? extends MqttEvent>> mqttEvents() {
        List<UrcType<? extends MqttEvent>> types = new ArrayList<>();
        for (String name : OPEN_NAMES) {
            types.add(UrcType.of(
                    result(name), line -> changed(line, line.parameters().is(1, 1))));
        }
        types.add(UrcType.of(LineShape.named("+MQTTCLOSE").withParameters(0, 3), line -> changed(line, false)));
        types.add(UrcType.of(LineShape.whole("+MQTTCLOSE"), line -> new MqttEvent.Changed(0, false)));
        for (String name : new String[] {"+MQTTBREAK", "+MQTTLOSE"}) {
            types.add(UrcType.of(
                    LineShape.named(name).withKind(0, Kind.NUMBER),
                    line -> new MqttEvent.Broken(client(line), cause(line.parameters()))));
        }
        types.add(UrcType.of(LineShape.named("+MQTTMSGI").withParameters(4, 5), L610Urcs::announced));
        return List.copyOf(types);
    }

    private static int client(AtLine line) {
        return line.parameters().number(0).orElse(0);
    }

    private static MqttEvent.Changed changed(AtLine line, boolean open) {
        return new MqttEvent.Changed(client(line), open);
    }

    private static MqttEvent.Cause cause(Parameters p) {
        return switch (p.number(1).orElse(0)) {
            case 1 -> MqttEvent.Cause.NETWORK_ABNORMAL;
            case 2 -> MqttEvent.Cause.RADIO_LINK_BROKEN;
            case 3 -> MqttEvent.Cause.NOT_REGISTERED;
            default -> MqttEvent.Cause.UNKNOWN;
        };
    }

    private static MqttEvent announced(AtLine line) {
        Parameters p = line.parameters();
        return new MqttEvent.Announced(number(p, 0), Qos.of(number(p, 1)), number(p, 2), number(p, 3));
    }

    private static int number(Parameters p, int index) {
        return p.number(index).orElseThrow(() -> new IllegalArgumentException("no number: " + p.text(index)));
    }
}
