package io.atflux.samples.cli.send;

import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.CommandSpec;
import io.atflux.command.CommandText;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.fibocom.L610Commands;
import io.atflux.fibocom.L610Profile;
import io.atflux.modem.Apn;
import io.atflux.modem.ModemDialect;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttDialect;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TopicFilter;
import io.atflux.samples.cli.WaitOption;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result code that really ends a command after its OK, and the time allowed for it. */
final class Endings {

    /** For a result code of which only the name is known. */
    private static final Duration USUAL = Duration.ofSeconds(60);

    private static final String ANY = "x";

    private static final String BEARER = "+MIPCALL";
    private static final String MQTT = "+MQTT";

    private final List<WaitOption.Wait> waits;
    private final boolean profile;

    private Endings(List<WaitOption.Wait> waits, boolean profile) {
        this.waits = List.copyOf(waits);
        this.profile = profile;
    }

    /**
     * The endings that the user named; they take precedence over all others.
     *
     * @param profile whether those of the module's profile apply to the other commands
     */
    static Endings of(List<WaitOption.Wait> waits, boolean profile) {
        return new Endings(waits, profile);
    }

    /** The result code's name; null if the final result ends the command. */
    @Nullable
    String codeOf(AtCommand<AtReply> command) {
        Settlement settlement = command.spec().settlement();
        return settlement == null ? null : settlement.kind();
    }

    /**
     * The same command with its ending.
     *
     * @param timeout null for the usual one of its ending
     */
    AtCommand<AtReply> on(AtCommand<AtReply> command, @Nullable Duration timeout) {
        CommandText text = command.text();
        if (text.parts().size() != 1 || text.wire().endsWith("?")) {
            return command;
        }
        for (WaitOption.Wait wait : waits) {
            if (wait.command().equals(text.answerName())) {
                return command.settledBy(named(wait.code())).timeout(timeout == null ? USUAL : timeout);
            }
        }
        CommandSpec<?> typed = profile ? typed(text) : null;
        Settlement settlement = typed == null ? null : typed.settlement();
        if (typed == null || settlement == null) {
            return command;
        }
        AtCommand<AtReply> settled = command.settledBy(settlement).timeout(timeout == null ? typed.timeout() : timeout);
        return typed.resource() == null ? settled : settled.occupying(typed.resource());
    }

    private static Settlement named(String code) {
        return Settlement.by(
                code,
                "",
                line -> line.isNamed(code) || line.text().strip().equalsIgnoreCase(code)
                        ? Verdict.SUCCESS
                        : Verdict.NOT_MINE);
    }

    /** The library's own command of that name and for that client; null if the module has none that ends after OK. */
    private static @Nullable CommandSpec<?> typed(CommandText text) {
        String parameters = text.parts().get(0).parameters().strip();
        String first = parameters.split(",", 2)[0].strip();
        if (text.answerName().equals(BEARER)) {
            return bearer(module().modem(), first);
        }
        if (!text.answerName().startsWith(MQTT) || !first.matches("\\d{1,3}")) {
            return null;
        }
        MqttDialect mqtt = module().mqtt();
        int client = Integer.parseInt(first);
        return client < 1 || client > mqtt.clients() ? null : mqtt(mqtt, text.answerName(), client);
    }

    private static L610Commands module() {
        return L610Commands.of(L610Profile.defaults());
    }

    private static @Nullable CommandSpec<?> bearer(ModemDialect modem, String first) {
        return switch (first) {
            case "0" -> modem.release().spec();
            case "1" -> modem.dial(Apn.of(ANY)).spec();
            default -> null;
        };
    }

    private static @Nullable CommandSpec<?> mqtt(MqttDialect mqtt, String name, int client) {
        return switch (name) {
            case "+MQTTOPEN" -> mqtt.open(client, Broker.tcp(ANY, 1883)).spec();
            case "+MQTTCLOSE" -> mqtt.close(client).spec();
            case "+MQTTSUB" ->
                mqtt.subscribe(client, TopicFilter.of(ANY), Qos.AT_MOST_ONCE).spec();
            case "+MQTTUNSUB" -> mqtt.unsubscribe(client, TopicFilter.of(ANY)).spec();
            case "+MQTTPUB" ->
                mqtt.publish(client, MqttMessage.of(ANY, ANY), OnUnknown.GIVE_UP)
                        .spec();
            default -> null;
        };
    }
}
