package io.atflux.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.SessionState;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.RetryRule;
import io.atflux.command.Settlement;
import io.atflux.fibocom.L610Profile;
import io.atflux.line.LineShape;
import io.atflux.profile.AtProfile;
import io.atflux.test.Proofs;
import io.atflux.test.ScriptedModem;
import io.atflux.urc.UrcType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that the worlds of this package found in the engine, each as short as it could be made. All are mended. */
class FindingsTest {

    private final ScriptedModem modem = new ScriptedModem();
    private final List<String> words = new ArrayList<>();
    private final List<SessionEvent> events = new ArrayList<>();
    private final List<String> got = new ArrayList<>();
    private final StringBuilder heard = new StringBuilder();

    FindingsTest() {
        modem.hearing(b -> {
            if (b == '\r') {
                if (Proofs.is(heard.toString())) {
                    words.add(heard.toString());
                }
                heard.setLength(0);
            } else {
                heard.append((char) b);
            }
        });
    }

    private AtClient client(AtProfile profile) {
        return AtClient.over(modem).profile(profile).random(new Random(3)).timer(modem.timer());
    }

    private static AtProfile l610() {
        return L610Profile.defaults().atProfile();
    }

    private void send(AtSession session, AtCommand<AtReply> command, String name) {
        session.send(command)
                .subscribe(
                        r -> got.add(name + " " + r.texts() + (r.urc() == null ? "" : r.urc())),
                        e -> got.add(name + " failed"));
    }

    /** The lines that set a modem back are owed an OK each, and the session after the next does not know of it. */
    @Test
    void theAnswerToASetBackLineIsNoCommandsReply() {
        modem.when("AT+A").staysSilent();
        modem.when("AT+X").staysSilent();
        modem.whenProof().staysSilent();
        modem.when("ATQ0V1E0").staysSilent();
        modem.when("ATS3=13S4=10S5=8Q0V1E0").staysSilent();
        AtClient client = client(io.atflux.profile.Profiles.generic());
        AtSession one = Objects.requireNonNull(client.connect().block());
        send(one, AtCommand.raw("AT+A").timeout(Duration.ofSeconds(1)), "A");
        send(one, AtCommand.raw("AT+B"), "B");
        modem.advance(Duration.ofSeconds(20));
        assertThat(one.state()).isEqualTo(SessionState.CLOSED);
        assertThat(modem.sentLines()).contains("ATQ0V1E0", "ATS3=13S4=10S5=8Q0V1E0");

        // The modem was busy: it answers in order, and the line is lost before it comes to the last two lines.
        AtSession two = Objects.requireNonNull(client.connectAfter(one).block());
        modem.printsRaw("\r\n+A: 1\r\n\r\nOK\r\n");
        words.forEach(word -> modem.printsRaw(Proofs.answer(word)));
        modem.advance(Duration.ofMillis(400));
        modem.drops();

        AtSession three = Objects.requireNonNull(client.connectAfter(two).block());
        send(three, AtCommand.raw("AT+X").timeout(Duration.ofSeconds(5)), "X");
        modem.advance(Duration.ofMillis(500));
        modem.printsRaw("\r\nOK\r\n"); // of ATQ0V1E0
        modem.printsRaw("\r\nOK\r\n"); // of ATS3=13S4=10S5=8Q0V1E0
        assertThat(got).noneMatch(end -> end.startsWith("X ["));
    }

    /** The modem restarts in silence, then gets PUB=1 twice, and does it twice. The restart is noticed after all that. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCodeThatIsOwedSinceARestartConfirmsNoOther(boolean restarted) {
        modem.when("AT+E").answers("ERROR");
        modem.when("AT+CMEE=2").answers("OK");
        modem.when("AT+PUB=1").staysSilent();
        modem.when("AT+PUB=2").answers("OK");
        modem.when("AT+T").answers("OK");
        modem.whenProof().staysSilent();
        AtSession session = Objects.requireNonNull(
                client(l610().mutate().urc(UrcType.of(LineShape.named("+PUB"))).build())
                        .connect()
                        .block());
        send(session, AtCommand.of("AT+E").retry(RetryRule.times(1)), "E");
        modem.advance(Duration.ofSeconds(3));
        AtCommand<AtReply> publish = AtCommand.of("AT+PUB=1")
                .timeout(Duration.ofSeconds(5))
                .settledBy(Settlement.by(
                        "+PUB",
                        "1",
                        line -> line.isNamed("+PUB") ? Settlement.Verdict.SUCCESS : Settlement.Verdict.NOT_MINE));
        send(session, publish.retry(RetryRule.times(2)), "1");
        send(session, AtCommand.raw("AT+T"), "T");
        send(session, publish.withText(io.atflux.command.CommandText.of("AT+PUB=2")), "2");
        modem.advance(Duration.ofSeconds(13));
        assertThat(modem.countOf("AT+PUB=1")).isEqualTo(3); // The first was lost in the restart.
        modem.printsRaw("\r\nOK\r\n");
        modem.printsRaw("\r\nOK\r\n");
        modem.printsRaw("\r\n+PUB: 1,\"PUB=1\"\r\n");
        modem.advance(Duration.ofMillis(100));
        assertThat(words).hasSize(1);
        modem.printsRaw(Proofs.answer(words.get(0)).replace("+CMEE: 1", restarted ? "+CMEE: 0" : "+CMEE: 2"));
        modem.advance(Duration.ofMillis(100));
        modem.printsRaw("\r\n+PUB: 1,\"PUB=1\"\r\n"); // 1.2 s after the third attempt was written, whose limit is 5 s.
        modem.advance(Duration.ofMillis(100));
        assertThat(got).noneMatch(end -> end.startsWith("2 ") && end.endsWith("\"PUB=1\""));
    }

    /** The same bytes, in one read, in two at the same instant, and in two that come 20 ms apart. */
    @ParameterizedTest
    @CsvSource({"0, 0", "2, 0", "3, 0", "2, 20", "3, 20", "9, 20"})
    void aBannerMeansARestartHoweverItIsCut(int cut, int pause) {
        modem.when("AT+B").answers("OK");
        modem.when("AT+A").staysSilent();
        AtSession session = Objects.requireNonNull(client(l610()).connect().block());
        session.events().subscribe(events::add, e -> {});
        send(session, AtCommand.raw("AT+B"), "B");
        modem.advance(Duration.ofSeconds(1));
        send(session, AtCommand.raw("AT+A").timeout(Duration.ofSeconds(60)), "A");
        modem.advance(Duration.ofSeconds(3));
        String banner = "\r\nAT READY\r\n";
        modem.printsRaw(banner.substring(0, cut));
        modem.advance(Duration.ofMillis(pause));
        modem.printsRaw(banner.substring(cut));
        modem.advance(Duration.ofSeconds(1));
        assertThat(events).hasAtLeastOneElementOfType(SessionEvent.Restarted.class);
    }

    /** docs/resynchronisation.md: a message of the catalogue does not break the long silence, unless its text was cut. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a code              | +CMTI: \"SM\",1",
                "one line            | +MQTTMSG: 1,0,t/a,hello",
                "two lines           | +MQTTMSG: 1,0,t/a,hello#world",
                "a short message     | +CMT: \"+4917\",,\"26/01/01,00:00:00+04\"#hello"
            })
    void aWholeMessageAMinuteLeavesTheLongSilence(String what, String text) {
        modem.when("AT+A").staysSilent();
        modem.when("AT+B").answers("OK");
        AtSession session = Objects.requireNonNull(client(l610()).connect().block());
        session.events().subscribe(events::add, e -> {});
        for (int i = 0; i < 3; i++) {
            send(session, AtCommand.raw("AT+B"), "B");
            modem.advance(Duration.ofSeconds(1));
        }
        send(session, AtCommand.raw("AT+A").timeout(Duration.ofSeconds(1)), "A");
        send(session, AtCommand.raw("AT+B"), "last");
        for (int i = 0; i < 6; i++) {
            modem.advance(Duration.ofSeconds(60));
            modem.printsRaw("\r\n" + text.replace("#", "\r\n") + "\r\n");
        }
        modem.advance(Duration.ofSeconds(1));
        assertThat(got).as(what + ": six minutes after the time-out").contains("last []");
    }

    /** Clean and quick lines, and modems that answer each word within 0.3 s: minutes until a command goes out again. */
    @ParameterizedTest
    @CsvSource({
        // Some reads are refused, and a text comes now and then. No noise, no loss of the line: words go out 40 s
        // apart.
        "481, ''",
        "5116, ''",
        "14617, quiet",
        // After noise, a modem that takes all rows: its first question is refused for what noise left of a line, then
        // silence.
        "50342, noise",
        "50679, noise"
    })
    void aModemThatAnswersEachWordIsFoundWithinFiveMinutes(long seed, String only) {
        World world = new World(seed, only);
        world.run();
        long took = world.callers.firstCalmSuccess - Math.max(world.calmSince, world.idleSince);
        assertThat(took).as(world.traits.toString()).isBetween(-1_000_000L, 300_000L);
    }

    /**
     * No noise. The modem's full buffer took "…Q0V1E0" in part, and V without a number is V0 (V.250 5.3.1). The session reads the
     * numbers, says that it is in step, and never sets the modem back; without leads, a line of a short message ends a command.
     */
    @Test
    void aModemThatAnswersByNumbersIsSetBack() {
        World world = new World(205_490, "overtaken");
        world.run();
        assertThat(world.judge.violations).noneMatch(v -> v.startsWith("ANOTHERS_OK"));
    }
}
