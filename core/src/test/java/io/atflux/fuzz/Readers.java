package io.atflux.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.CommandText;
import io.atflux.command.FinalResult;
import io.atflux.command.Settlement;
import io.atflux.fibocom.L610Commands;
import io.atflux.fibocom.L610Profile;
import io.atflux.internal.time.Durations;
import io.atflux.line.AtLine;
import io.atflux.line.Parameters;
import io.atflux.modem.Apn;
import io.atflux.modem.ApnTable;
import io.atflux.modem.Bearer;
import io.atflux.modem.Imsi;
import io.atflux.modem.ModemDialect;
import io.atflux.modem.Registration;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttDialect;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TlsFile;
import io.atflux.mqtt.TopicFilter;
import io.atflux.observe.WireEvent;
import io.atflux.profile.AtProfile;
import io.atflux.transport.AtTransports;
import io.atflux.transport.TransportUrl;
import io.atflux.urc.UrcType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All parsers of text. */
final class Readers {

    private static final L610Commands L610 = L610Commands.of(L610Profile.defaults());
    private static final ModemDialect MODEM = L610.modem();
    private static final MqttDialect MQTT = L610.mqtt();
    private static final AtProfile PROFILE = L610.profile().atProfile();

    private static final TopicFilter ANY = TopicFilter.of("#");

    private Readers() {}

    static List<Reader> all() {
        List<Reader> all = new ArrayList<>(List.of(
                Readers::line,
                Readers::commandLine,
                text -> AtCommand.raw(text).toString(),
                text -> {
                    PROFILE.masked(text);
                    CommandText.of(text).parts();
                },
                Readers::url,
                text -> AtTransports.of(text).describe(),
                text -> assertThat(Durations.parse(text)).isGreaterThanOrEqualTo(Duration.ZERO),
                Readers::recording,
                Readers::filter,
                text -> {
                    PROFILE.errors().cme(text).toString();
                    PROFILE.errors().cms(text).toString();
                },
                text -> ApnTable.common().forImsi(new Imsi(text)),
                text -> ApnTable.common().with(Apn.of("a"), text),
                text -> Bearer.of(List.of(text.split(","))).isStale(),
                text -> pem(TlsFile.TRUST, text),
                text -> pem(TlsFile.CLIENT_KEY, text)));
        commands().forEach(command -> all.add(text -> reply(command, text)));
        types().forEach(type -> all.add(text -> urc(type, text)));
        return all;
    }

    /** The commands whose replies or result codes are parsed. */
    private static Stream<AtCommand<?>> commands() {
        return Stream.of(
                MODEM.simState(),
                MODEM.imsi(),
                MODEM.iccid(),
                MODEM.functionality(),
                MODEM.apn(),
                MODEM.signal(),
                MODEM.operator(),
                MODEM.registration(Registration.Domain.PACKET),
                MODEM.registration(Registration.Domain.LTE),
                MODEM.bearerState(),
                MODEM.dial(Apn.of("a")),
                MODEM.release(),
                MODEM.clock(),
                MQTT.open(1, Broker.tcp("h", 1)),
                MQTT.subscribe(1, ANY, Qos.AT_LEAST_ONCE),
                MQTT.unsubscribe(1, ANY),
                MQTT.publish(1, MqttMessage.of("t", "x"), OnUnknown.GIVE_UP),
                MQTT.close(1),
                MQTT.openClients(),
                MQTT.tlsVersion(),
                MQTT.tlsFiles(),
                MQTT.tlsError());
    }

    private static Stream<UrcType<?>> types() {
        return Stream.of(
                        Stream.of(MODEM.bearerChanges()),
                        MODEM.events().stream(),
                        MQTT.messages().stream(),
                        MQTT.events().stream())
                .flatMap(types -> types);
    }

    private static void line(String text) {
        AtLine line = AtLine.of(text);
        Parameters parameters = line.parameters();
        for (int i = 0; i <= parameters.size(); i++) {
            assertThat(parameters.number(i).isPresent())
                    .isEqualTo(parameters.is(i, parameters.number(i).orElse(0)));
            assertThat(line.text()).contains(parameters.text(i));
        }
        assertThat(line.name().isEmpty() || line.isNamed(line.name())).isTrue();
    }

    private static void commandLine(String text) {
        CommandText line = CommandText.of(text);
        assertThat(line.wire()).isEqualTo(text);
        assertThat(line.name().length()).isLessThanOrEqualTo(32);
        assertThat(line.withSecrets(List.of(line.answerName())).masked()).hasSameSizeAs(text);
        line.parts().forEach(part -> assertThat(text).contains(part.name()).contains(part.parameters()));
    }

    private static void url(String text) {
        TransportUrl url = TransportUrl.parse(text);
        url.duration("timeout", Duration.ZERO);
        url.number("baud", 1, 1_000_000, 1);
        url.allowParameters("timeout", "baud").requireHostAndPort();
        assertThat(url.port()).isBetween(1, 65_535);
    }

    private static void recording(String text) {
        WireEvent event = WireEvent.parse(text);
        assertThat(WireEvent.parse(event.format()).bytes()).isEqualTo(event.bytes());
    }

    /** A filter and a topic, with a line end between them. */
    private static void filter(String text) {
        int end = Math.max(0, text.indexOf('\n'));
        TopicFilter filter = TopicFilter.of(text.substring(0, end));
        String topic = text.substring(end + 1);
        if (!topic.startsWith("$")) {
            assertThat(ANY.matches(topic)).isTrue();
        }
        boolean plain = filter.toString().chars().noneMatch(c -> c == '+' || c == '#' || c == '$');
        assertThat(filter.matches(topic) && plain).isEqualTo(plain && topic.equals(filter.toString()));
    }

    private static void pem(TlsFile file, String text) {
        MQTT.loadTlsFile(file, text.getBytes(StandardCharsets.ISO_8859_1), 0);
    }

    private static void reply(AtCommand<?> command, String text) {
        List<AtLine> lines = text.lines().map(AtLine::of).toList();
        for (AtLine line : lines) {
            command.spec().answers().forEach(shape -> shape.matches(line));
            Settlement settlement = command.spec().settlement();
            if (settlement != null) {
                settlement.judge().apply(line);
            }
        }
        AtLine urc = lines.isEmpty() ? null : lines.get(lines.size() - 1);
        AtReply reply = AtReply.builder(FinalResult.OK).lines(lines).urc(urc).build();
        assertThat(command.spec().decoder().apply(reply).toString()).isNotNull();
    }

    private static void urc(UrcType<?> type, String text) {
        AtLine line = AtLine.of(text);
        if (type.shape().matches(line)) {
            assertThat(type.decoder().apply(line).toString()).isNotNull();
        }
    }
}
