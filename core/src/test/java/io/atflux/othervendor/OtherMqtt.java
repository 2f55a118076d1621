package io.atflux.othervendor;

import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.CommandText;
import io.atflux.command.Payload;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.error.AtUsageException;
import io.atflux.line.LineShape;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.Credentials;
import io.atflux.mqtt.InboundMessage;
import io.atflux.mqtt.MqttDialect;
import io.atflux.mqtt.MqttEvent;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TopicFilter;
import io.atflux.mqtt.Will;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import io.atflux.profile.StringRule;
import io.atflux.urc.UrcType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A module that opens a network connection first and logs in second, has one client, and no TLS. */
final class OtherMqtt implements MqttDialect {

    private static final StringRule STRINGS = Profiles.generic().strings();

    static final List<UrcType<InboundMessage>> MESSAGES = List.of(UrcType.of(
            LineShape.named("+QMTRECV").withParameters(4, 4),
            line -> new InboundMessage(
                    line.parameters().number(0).orElse(0) + 1,
                    MqttMessage.of(line.parameters().text(2), line.parameters().text(3)))));

    /** The profile of this module's sessions. */
    static AtProfile profile() {
        AtProfile.Builder profile = Profiles.generic().mutate();
        MESSAGES.forEach(profile::urc);
        for (String name : new String[] {"+QMTOPEN", "+QMTCONN", "+QMTSUB", "+QMTUNS", "+QMTPUBEX", "+QMTDISC"}) {
            profile.urc(UrcType.of(LineShape.named(name)));
        }
        return profile.build();
    }

    private static AtCommand<AtReply> ending(String name, AtCommand<AtReply> command) {
        return command.settledBy(Settlement.by(name, "0", line -> {
            if (!line.isNamed(name) || !line.parameters().is(0, 0)) {
                return Verdict.NOT_MINE;
            }
            return line.parameters().is(1, 0) || line.parameters().is(2, 0) ? Verdict.SUCCESS : Verdict.FAILURE;
        }));
    }

    @Override
    public int clients() {
        return 1;
    }

    @Override
    public boolean settingsGoWithOpen() {
        return true;
    }

    @Override
    public AtCommand<AtReply> user(int client, Credentials credentials) {
        throw new AtUsageException(AtUsageException.Reason.UNSUPPORTED, "they go with the open", null);
    }

    @Override
    public AtCommand<AtReply> will(int client, Will will) {
        throw new AtUsageException(AtUsageException.Reason.UNSUPPORTED, "it goes with the open", null);
    }

    @Override
    public List<AtCommand<?>> beforeOpen(int client, Broker broker) {
        return List.of(ending(
                "+QMTOPEN",
                AtCommand.of(CommandText.set("AT+QMTOPEN", STRINGS)
                        .number(0)
                        .string(broker.host())
                        .number(broker.port())
                        .build())));
    }

    @Override
    public AtCommand<AtReply> open(int client, Broker broker) {
        Credentials credentials = broker.credentials();
        String id = credentials.clientId();
        return ending(
                "+QMTCONN",
                AtCommand.of(CommandText.set("AT+QMTCONN", STRINGS)
                        .number(0)
                        .string(id == null ? "device" : id)
                        .string(credentials.user())
                        .secret(credentials.password())
                        .build()));
    }

    @Override
    public AtCommand<AtReply> subscribe(int client, TopicFilter filter, Qos qos) {
        return ending(
                "+QMTSUB",
                AtCommand.of(CommandText.set("AT+QMTSUB", STRINGS)
                        .number(0)
                        .number(1)
                        .string(filter.toString())
                        .number(qos.level())
                        .build()));
    }

    @Override
    public AtCommand<AtReply> unsubscribe(int client, TopicFilter filter) {
        return ending(
                "+QMTUNS",
                AtCommand.of(CommandText.set("AT+QMTUNS", STRINGS)
                        .number(0)
                        .number(1)
                        .string(filter.toString())
                        .build()));
    }

    @Override
    public AtCommand<AtReply> publish(int client, MqttMessage message, OnUnknown onUnknown) {
        return ending(
                "+QMTPUBEX",
                AtCommand.of(CommandText.set("AT+QMTPUBEX", STRINGS)
                                .number(0)
                                .number(1)
                                .number(message.qos().level())
                                .number(message.retain() ? 1 : 0)
                                .string(message.topic())
                                .number(message.payload().length)
                                .build())
                        .payload(Payload.counted(message.payload())));
    }

    @Override
    public AtCommand<AtReply> close(int client) {
        return ending("+QMTDISC", AtCommand.of("AT+QMTDISC=0"));
    }

    @Override
    public AtCommand<Set<Integer>> openClients() {
        return AtCommand.of("AT+QMTCONN?")
                .answeredBy(LineShape.named("+QMTCONN"))
                .as(reply -> {
                    Set<Integer> open = new TreeSet<>();
                    reply.lines().stream()
                            .filter(line -> line.isNamed("+QMTCONN")
                                    && line.parameters().is(1, 3))
                            .forEach(
                                    line -> open.add(line.parameters().number(0).orElse(0) + 1));
                    return open;
                });
    }

    @Override
    public List<UrcType<InboundMessage>> messages() {
        return MESSAGES;
    }

    @Override
    public List<UrcType<? extends MqttEvent>> events() {
        return List.of();
    }
}
