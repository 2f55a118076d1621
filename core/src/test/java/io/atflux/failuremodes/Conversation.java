package io.atflux.failuremodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.error.AtException;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.line.TextShape;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import io.atflux.test.ScriptedModem;
import io.atflux.urc.UrcType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One command, the bytes that the modem prints after it, and the result. */
final class Conversation {

    static final AtProfile PROFILE = Profiles.generic()
            .mutate()
            .framing(Profiles.generic()
                    .framing()
                    .mutate()
                    .lineEnd("\r\n")
                    .text(LineShape.named("+MQTTMSG"), TextShape.rest())
                    .build())
            .urc(UrcType.of(LineShape.named("+MQTTMSG")))
            .urc(UrcType.of(LineShape.named("+MQTTPUB")))
            .urc(UrcType.of(LineShape.named("+MQTTOPEN")))
            .urc(UrcType.of(LineShape.whole("+SIM READY")))
            .urc(UrcType.of(LineShape.whole("AT command ready")))
            .errorFinal("COMMAND NOT SUPPORT")
            .errorFinal("NO RESPONSE!")
            .build();

    /**
     * The observed result.
     *
     * @param end OK, the error's message, or empty if the command did not end
     * @param lines the reply's lines
     * @param urcs the result codes, in order
     * @param strays the unclassified lines
     */
    record Seen(String end, List<String> lines, List<String> urcs, List<String> strays) {

        static Seen ok(String... lines) {
            return new Seen("OK", List.of(lines), List.of(), List.of());
        }

        static Seen error(String message) {
            return new Seen(message, List.of(), List.of(), List.of());
        }

        static Seen nothing() {
            return new Seen("", List.of(), List.of(), List.of());
        }

        Seen urcs(String... texts) {
            return new Seen(end, lines, List.of(texts), strays);
        }

        Seen strays(String... texts) {
            return new Seen(end, lines, urcs, List.of(texts));
        }
    }

    private Conversation() {}

    static AtSession session(ScriptedModem modem) {
        return modem.session(AtClient.over(modem).profile(PROFILE));
    }

    /** A publish on a client, which ends with its result code. */
    static AtCommand<AtReply> publish(int client, String text) {
        String key = Integer.toString(client);
        return AtCommand.of("AT+MQTTPUB=" + client + ",\"t\",0,0,\"" + text + "\"")
                .settledBy(Settlement.by("+MQTTPUB", key, line -> {
                    if (!line.isNamed("+MQTTPUB") || !line.parameters().is(0, client)) {
                        return Verdict.NOT_MINE;
                    }
                    return line.parameters().is(1, 1) ? Verdict.SUCCESS : Verdict.FAILURE;
                }))
                .occupying("mqtt-" + client)
                .timeout(Duration.ofSeconds(60));
    }

    /** The result is the same for every cut of the bytes into two reads, and byte by byte. */
    static void mustGive(String command, String bytes, Seen expected) {
        mustGive(AtCommand.raw(command), bytes, expected);
    }

    static void mustGive(AtCommand<AtReply> command, String bytes, Seen expected) {
        for (int cut = 0; cut < bytes.length(); cut++) {
            assertThat(play(command, List.of(bytes.substring(0, cut), bytes.substring(cut))))
                    .as("cut at %d of %s", cut, bytes)
                    .isEqualTo(expected);
        }
        assertThat(play(command, List.of(bytes.split("")))).as("byte by byte").isEqualTo(expected);
    }

    private static Seen play(AtCommand<AtReply> command, List<String> reads) {
        ScriptedModem modem = new ScriptedModem();
        modem.when(command.text().wire()).staysSilent();
        AtSession session = session(modem);
        List<String> end = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        List<String> urcs = new ArrayList<>();
        List<String> strays = new ArrayList<>();
        session.urcs().map(AtLine::text).subscribe(urcs::add);
        session.unclassified().map(AtLine::text).subscribe(strays::add);
        session.send(command)
                .subscribe(
                        reply -> {
                            end.add("OK");
                            lines.addAll(reply.texts());
                        },
                        failed -> {
                            end.add(String.valueOf(failed.getMessage()));
                            ((AtException) failed).lines().forEach(line -> lines.add(line.text()));
                        });
        reads.forEach(modem::printsRaw);
        modem.advance(Duration.ofMillis(50));
        assertThat(end.size()).isLessThan(2);
        return new Seen(String.join("", end), List.copyOf(lines), List.copyOf(urcs), List.copyOf(strays));
    }
}
