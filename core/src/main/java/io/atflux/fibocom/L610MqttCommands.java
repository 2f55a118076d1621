package io.atflux.fibocom;

import io.atflux.AtSession;
import io.atflux.Discipline;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.CommandText;
import io.atflux.command.Payload;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.error.AtUsageException;
import io.atflux.internal.time.Durations;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.line.Parameters;
import io.atflux.modem.ModemDialect;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.Credentials;
import io.atflux.mqtt.InboundMessage;
import io.atflux.mqtt.MqttDialect;
import io.atflux.mqtt.MqttEvent;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TlsError;
import io.atflux.mqtt.TlsFile;
import io.atflux.mqtt.TlsVersion;
import io.atflux.mqtt.TopicFilter;
import io.atflux.mqtt.Will;
import io.atflux.profile.StringRule;
import io.atflux.urc.UrcType;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import reactor.core.publisher.Mono;

/** The commands of the L610's MQTT client (guide, sections 2 and 3; limits of the MQTT manual). */
final class L610MqttCommands implements MqttDialect {

    static final int CLIENTS = 2;

    private final L610Profile profile;
    private final StringRule strings;
    private final L610TlsCommands tls;
    private final ModemDialect clock;
    private final OpenQuery openQuery = new OpenQuery(openClients());

    L610MqttCommands(L610Profile profile) {
        this.profile = profile;
        this.strings = profile.atProfile().strings();
        this.tls = new L610TlsCommands(strings);
        this.clock = new L610ModemCommands(profile);
    }

    /** The query of the open clients; bound to one module, it remembers that the module does not have it. */
    OpenQuery openQuery() {
        return openQuery;
    }

    @Override
    public int clients() {
        return CLIENTS;
    }

    private CommandText.Builder start(String name, int client) {
        return CommandText.set(name, strings).number(Limits.within(name, "MQTT client", client, 1, CLIENTS));
    }

    static String resource(int client) {
        return "mqtt-" + client;
    }

    @Override
    public AtCommand<AtReply> user(int client, Credentials credentials) {
        String name = "AT+MQTTUSER";
        CommandText.Builder text = start(name, client)
                .string(Limits.mqtt(name, "user name", credentials.user(), 0, profile.maxCredential()))
                .secret(Limits.length(name, "password", credentials.password(), 0, profile.maxCredential()));
        String id = credentials.clientId();
        if (id != null) {
            text.string(Limits.mqtt(name, "client id", id, profile.emptyClientId() ? 0 : 1, profile.maxClientId()));
        }
        return setting(L610Timing.MQTTUSER.on(AtCommand.of(text.build())), client);
    }

    @Override
    public AtCommand<AtReply> will(int client, Will will) {
        String name = "AT+MQTTWILL";
        boolean inline = isInline(name, will.message(), profile.willByLength());
        CommandText line = withMessage(name, client, will.message(), inline);
        AtCommand<AtReply> command = inline
                ? AtCommand.of(line)
                : AtCommand.of(line).payload(Payload.counted(will.message().payload()));
        return setting(L610Timing.MQTTWILL.on(command), client);
    }

    private AtCommand<AtReply> setting(AtCommand<AtReply> command, int client) {
        return command.recheckedBy((session, failure) -> L610Rechecks.setting(session, failure, client, openQuery));
    }

    @Override
    public AtCommand<AtReply> publish(int client, MqttMessage message, OnUnknown onUnknown) {
        String name = "AT+MQTTPUB";
        boolean inline = isInline(name, message, true);
        CommandText line = withMessage(name, client, message, inline);
        AtCommand<AtReply> command =
                MqttPublish.of(client, profile.interleavedMqtt(), inline).withText(line);
        AtCommand<AtReply> whole = inline ? command : command.payload(Payload.counted(message.payload()));
        return onUnknown == OnUnknown.GIVE_UP ? whole.neverAfterUnknown() : whole;
    }

    /** Whether the message is written in the command line; checks it and its topic. */
    private boolean isInline(String name, MqttMessage message, boolean lengthForm) {
        byte[] payload = message.payload();
        Limits.bytes(name, "message", payload.length, 0, profile.maxPayload());
        String topic = Limits.mqtt(name, "topic", message.topic(), 1, profile.maxTopic());
        checkTopic(name, topic, '+');
        checkTopic(name, topic, '#');
        return !lengthForm
                || (isPlain(payload)
                        && payload.length + topic.length() + name.length() + 16 <= profile.maxInlineLine());
    }

    private CommandText withMessage(String name, int client, MqttMessage message, boolean inline) {
        byte[] payload = message.payload();
        CommandText.Builder text = start(name, client)
                .string(message.topic())
                .number(message.qos().level())
                .number(message.retain() ? 1 : 0);
        return (inline ? text.string(text(name, payload)) : text.number(payload.length)).build();
    }

    /** Inline, a message is a string: bytes that are not UTF-8 would be changed on the way. */
    private static String text(String command, byte[] payload) {
        if (isPlain(payload)) {
            return new String(payload, StandardCharsets.US_ASCII);
        }
        CharBuffer text = CharBuffer.allocate(payload.length);
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        if (StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true).isError()) {
            throw new AtUsageException(
                    AtUsageException.Reason.CHARACTER,
                    "message: byte " + (bytes.position() + 1)
                            + " is no UTF-8, and without the length form a message is written as text",
                    command);
        }
        return text.flip().toString();
    }

    private static void checkTopic(String command, String topic, char wildcard) {
        int at = topic.indexOf(wildcard);
        if (at >= 0) {
            throw new AtUsageException(
                    AtUsageException.Reason.TOPIC,
                    "topic: character " + (at + 1) + " is the wildcard " + wildcard,
                    command);
        }
    }

    /** All builds accept printable ASCII without quote and backslash inline, and nothing else. */
    private static boolean isPlain(byte[] payload) {
        for (byte b : payload) {
            if (b < ' ' || b == '"' || b == '\\' || b == 0x7f) {
                return false;
            }
        }
        return true;
    }

    @Override
    public AtCommand<AtReply> open(int client, Broker broker) {
        String name = "AT+MQTTOPEN";
        CommandText.Builder text = start(name, client)
                .string(Limits.name(name, "host", broker.host(), 255, "-._:[]"))
                .number(Limits.within(name, "port", broker.port(), 1, 65535))
                .number(broker.cleanSession() ? 1 : 0)
                .number(seconds(name, broker.keepAlive()));
        if (broker.tls() != null && profile.tlsFlag().isPresent()) {
            text.number(profile.tlsFlag().getAsInt());
        }
        return L610Timing.MQTTOPEN
                .on(AtCommand.of(text.build()))
                .settledBy(Settlement.by("+MQTTOPEN", "" + client, line -> opened(line, client))
                        .orError()
                        .clearing())
                .occupying(resource(client))
                .recheckedBy((session, failure) ->
                        L610Rechecks.open(session, failure, client, broker.ifOpen(), openQuery, close(client)));
    }

    private int seconds(String command, Duration keepAlive) {
        if (keepAlive.toNanosPart() != 0) {
            throw new AtUsageException(
                    AtUsageException.Reason.PARAMETER,
                    "keep-alive " + Durations.text(keepAlive) + " is no whole number of seconds",
                    command);
        }
        return Limits.within(
                command,
                "keep-alive in seconds",
                keepAlive.toSeconds(),
                1,
                profile.maxKeepAlive().toSeconds());
    }

    private static Verdict opened(AtLine line, int client) {
        return L610Urcs.OPEN_NAMES.stream()
                .map(name -> judge(line, name, client))
                .filter(verdict -> verdict != Verdict.NOT_MINE)
                .findFirst()
                .orElse(Verdict.NOT_MINE);
    }

    /** On an open connection: ends with the client's result code of that name, and keeps the client locked until then. */
    private AtCommand<AtReply> endingBy(Settlement settlement, int client, AtCommand<AtReply> command) {
        return endingBy(settlement, client, profile.interleavedMqtt(), command);
    }

    static AtCommand<AtReply> endingBy(
            Settlement settlement, int client, boolean interleaved, AtCommand<AtReply> command) {
        AtCommand<AtReply> settled = command.settledBy(settlement).occupying(resource(client));
        return interleaved ? settled.discipline(Discipline.INTERLEAVED) : settled;
    }

    static Settlement settledBy(String name, int client) {
        return Settlement.by(name, "" + client, line -> judge(line, name, client));
    }

    private static Verdict judge(AtLine line, String name, int client) {
        if (!line.isNamed(name)) {
            return Verdict.NOT_MINE;
        }
        if (!L610Urcs.result(name).matches(line) || !line.parameters().is(0, client)) {
            return Verdict.NOT_MINE;
        }
        Parameters p = line.parameters();
        return p.is(1, 1) ? Verdict.SUCCESS : Verdict.FAILURE;
    }

    @Override
    public AtCommand<AtReply> subscribe(int client, TopicFilter filter, Qos qos) {
        String name = "AT+MQTTSUB";
        return endingBy(
                settledBy("+MQTTSUB", client).orError(),
                client,
                L610Timing.MQTTSUB.on(AtCommand.of(start(name, client)
                        .string(Limits.mqtt(name, "topic filter", filter.toString(), 1, profile.maxTopic()))
                        .number(qos.level())
                        .build())));
    }

    @Override
    public AtCommand<AtReply> unsubscribe(int client, TopicFilter filter) {
        String name = "AT+MQTTUNSUB";
        return endingBy(
                settledBy("+MQTTUNSUB", client).orError(),
                client,
                L610Timing.MQTTUNSUB.on(AtCommand.of(start(name, client)
                        .string(Limits.mqtt(name, "topic filter", filter.toString(), 1, profile.maxTopic()))
                        .build())));
    }

    @Override
    public AtCommand<AtReply> close(int client) {
        return L610Timing.MQTTCLOSE
                .on(AtCommand.of(start("AT+MQTTCLOSE", client).build()))
                .settledBy(Settlement.by("+MQTTCLOSE", "" + client, line -> closed(line, client))
                        .orError()
                        .clearing())
                .occupying(resource(client))
                .recheckedBy((session, failure) -> L610Rechecks.close(session, failure, client, openQuery));
    }

    /**
     * The result comes with its values or without any; without values, it may belong to another client unless commands are not
     * interleaved.
     */
    private Verdict closed(AtLine line, int client) {
        String bare = line.text().strip();
        boolean isBare = bare.equals("+MQTTCLOSE") || bare.equals("+MQTTCLOSE:");
        return isBare && !profile.interleavedMqtt() ? Verdict.SUCCESS : judge(line, "+MQTTCLOSE", client);
    }

    @Override
    public AtCommand<Set<Integer>> openClients() {
        return L610Timing.MQTTOPEN_QUERY
                .on(AtCommand.of("AT+MQTTOPEN?")
                        .answeredBy(
                                L610Urcs.openList(L610Urcs.OPEN_NAMES.get(0)),
                                L610Urcs.openList(L610Urcs.OPEN_NAMES.get(1)))
                        .claimingAtMost(1))
                .as(L610MqttCommands::openClients);
    }

    /** One refusal leads to a second query; a module known to have no such query is not asked. */
    @Override
    public Mono<Set<Integer>> askForOpenClients(AtSession session) {
        return openQuery.ask(session);
    }

    private static Set<Integer> openClients(AtReply reply) {
        Set<Integer> open = new TreeSet<>();
        Parameters p = reply.lines().stream()
                .filter(line -> L610Urcs.OPEN_NAMES.stream().anyMatch(line::isNamed))
                .findFirst()
                // OK alone does not mean that none is open: the module answers 0 then.
                .orElseThrow(() -> new IllegalArgumentException("no +MQTTOPEN in the answer"))
                .parameters();
        for (int i = 0; i < p.size(); i++) {
            p.number(i).ifPresent(open::add);
        }
        open.remove(0);
        return open;
    }

    @Override
    public AtCommand<AtReply> bufferedModeQuestion() {
        return L610Timing.MQTTCONF_QUERY.on(AtCommand.of("AT+MQTTCONF=?").answeredBy(LineShape.named("+MQTTCONF")));
    }

    @Override
    public AtCommand<AtReply> bufferedMode(boolean on) {
        return L610Timing.OTHER.on(AtCommand.of("AT+MQTTCONF=" + (on ? 1 : 0)));
    }

    @Override
    public AtCommand<Optional<MqttMessage>> read(int client) {
        return L610Timing.MQTTREAD
                .on(AtCommand.of(start(MqttRead.COMMAND, client).build()).answeredByCounted(MqttRead.ANSWER))
                .neverAfterUnknown()
                .as(reply -> MqttRead.decode(reply, client));
    }

    @Override
    public AtCommand<TlsVersion> tlsVersion() {
        return tls.version();
    }

    @Override
    public AtCommand<AtReply> setTlsVersion(TlsVersion version) {
        return tls.setVersion(version);
    }

    @Override
    public AtCommand<Map<TlsFile, Integer>> tlsFiles() {
        return tls.files();
    }

    @Override
    public AtCommand<AtReply> loadTlsFile(TlsFile file, byte[] pem, int before) {
        return tls.load(file, pem, before);
    }

    @Override
    public AtCommand<AtReply> verifyServer(boolean verify) {
        return tls.verify(verify);
    }

    @Override
    public AtCommand<TlsError> tlsError() {
        return tls.error();
    }

    @Override
    public AtCommand<OffsetDateTime> clock() {
        return clock.clock();
    }

    @Override
    public AtCommand<AtReply> setClock(OffsetDateTime time) {
        return clock.setClock(time);
    }

    @Override
    public List<UrcType<InboundMessage>> messages() {
        return L610Urcs.MESSAGES;
    }

    @Override
    public List<UrcType<? extends MqttEvent>> events() {
        return L610Urcs.MQTT_EVENTS;
    }
}
