package io.atflux.failuremodes;

import static io.atflux.test.ScriptedModem.PROOF;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.Discipline;
import io.atflux.command.AtCommand;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.observe.WireEvent;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import io.atflux.test.Proofs;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text of another sender among the answers to a word. */
class TextWhileProbingTest {

    private static final int REFUSALS = 14;

    private static final String TEXT = "\r\n+CUSD: 0,\"u000099\n>\r\r\nOK\r\n+CMEE: 2\",15\r\n";

    private final ScriptedModem modem = new ScriptedModem();
    private final StringBuilder line = new StringBuilder();
    private final List<String> words = new ArrayList<>();
    private final List<String> got = new ArrayList<>();
    private final List<String> urcs = new ArrayList<>();
    private final List<String> strays = new ArrayList<>();

    /** A command has timed out, another one waits, and a word has been sent. */
    private AtSession probing(AtProfile profile) {
        modem.when("AT+X").staysSilent();
        modem.whenProof().staysSilent();
        modem.when("AT+CPBR=1").answers("+CPBR: 1,\"555\",129,\"me\"", "OK");
        AtSession session = modem.session(AtClient.over(modem)
                .profile(profile)
                .discipline(Discipline.INTERLEAVED)
                .recordTo(this::heard));
        session.urcs().map(AtLine::text).subscribe(urcs::add, lost -> {});
        session.unclassified().map(AtLine::text).subscribe(strays::add, lost -> {});
        return session;
    }

    private void letTheWordOut(AtSession session) {
        session.send(AtCommand.raw("AT+X").timeout(Duration.ofSeconds(1))).subscribe(reply -> {}, failed -> {});
        session.send(AtCommand.of("AT+CPBR=1").answeredBy(LineShape.named("+CPBR")))
                .subscribe(reply -> got.add(reply.texts() + reply.result().text()), lost -> {});
        modem.advance(Duration.ofSeconds(4));
        assertThat(words).hasSize(1);
    }

    private void heard(WireEvent event) {
        if (event.direction() != WireEvent.Direction.SENT) {
            return;
        }
        for (char c : event.bytes().toCharArray()) {
            if (c != '\r') {
                line.append(c);
                continue;
            }
            if (Proofs.is(line.toString())) {
                words.add(line.toString());
            }
            line.setLength(0);
        }
    }

    /** The lines that answer the last written word, without its OK. */
    private String lines() {
        String answer = Proofs.answer(words.get(words.size() - 1));
        return answer.substring(0, answer.length() - "\r\nOK\r\n".length());
    }

    private static AtProfile declared() {
        return Profiles.generic()
                .mutate()
                .framing(Profiles.generic().framing().mutate().lineEnd("\r\n").build())
                .build();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_000})
    void anOkWithinATextEndsNoWord(int piece) {
        letTheWordOut(probing(declared()));
        modem.inPiecesOf(piece).printsRaw(lines() + TEXT);
        assertThat(modem.sentLines()).containsExactly("AT+X", PROOF);
        assertThat(urcs).containsExactly("+CUSD: 0,\"u000099");
        assertThat(strays).containsExactly(">", "OK", "+CMEE: 2\",15");
        modem.printsRaw("\r\nOK\r\n");
        assertThat(modem.sentLines()).containsExactly("AT+X", PROOF, "AT+CPBR=1");
        assertThat(got).containsExactly("[+CPBR: 1,\"555\",129,\"me\"]OK");
    }

    @Test
    void linesOfATextCompleteNoWord() {
        letTheWordOut(probing(declared()));
        String most = lines();
        int last = most.lastIndexOf('\n', most.length() - 3) + 1;
        modem.printsRaw(
                most.substring(0, last) + "\r\n+CUSD: 0,\"u\r\n" + most.substring(last) + "\",15\r\n\r\nOK\r\n");
        assertThat(modem.sentLines()).containsExactly("AT+X", PROOF);
        modem.advance(Duration.ofSeconds(1));
        modem.printsRaw(lines() + "\r\nOK\r\n");
        assertThat(modem.sentLines()).containsExactly("AT+X", PROOF, PROOF, "AT+CPBR=1");
        assertThat(got).containsExactly("[+CPBR: 1,\"555\",129,\"me\"]OK");
    }

    @Test
    void aResultCodeWithinATextSettlesNothing() {
        AtSession session = probing(Conversation.PROFILE);
        modem.whenPrefix("AT+MQTTPUB=").answers("OK");
        List<String> published = new ArrayList<>();
        session.send(Conversation.publish(1, "a"))
                .subscribe(reply -> published.add("published"), failed -> published.add("failed"));
        letTheWordOut(session);
        modem.printsRaw("\r\n+MQTTMSG: 1,0,t,a\r\n+MQTTPUB: 1,1\r\n\r\n+CUSD: 0,\"u\r\n+MQTTPUB: 1,1\n\",15\r\n");
        assertThat(published).isEmpty();
        modem.printsRaw("\r\n+MQTTPUB: 1,1\r\n");
        assertThat(published).containsExactly("published");
    }

    @Test
    void aLargerThanSignWithinATextIsNobodysDataEntry() {
        letTheWordOut(probing(declared()));
        modem.printsRaw("\r\n+CUSD: 0,\"u\n> \n>\r\n\",15\r\n");
        modem.printsRaw(Proofs.answer(words.get(0)));
        modem.advance(Duration.ofSeconds(1));
        assertThat(modem.sentLines()).containsExactly("AT+X", PROOF, "AT+CPBR=1");
        assertThat(strays).containsExactly("> ", ">", "\",15");
    }

    @Test
    void textsAmongTheAnswersTeachNothingOfTheModem() {
        letTheWordOut(probing(declared()));
        for (int i = 0; i < REFUSALS; i++) {
            modem.printsRaw(lines().substring(0, 9) + "\r\n+CUSD: 0,\"u\r\nOK\r\n\",15\r\n\r\nERROR\r\n");
            modem.advance(Duration.ofSeconds(1));
        }
        assertThat(words).hasSize(REFUSALS + 1);
        // After this number of refusals one read would have been refused twice, and no later word would contain it.
        assertThat(words.get(REFUSALS)).contains("+CMEE?", "+CFUN?", "+CGSN?", "+IPR?");
        modem.printsRaw(Proofs.answer(words.get(REFUSALS)));
        assertThat(got).containsExactly("[+CPBR: 1,\"555\",129,\"me\"]OK");
    }

    @Test
    void whereLeadsAreNotKnownOnlyAnAnswerBehindTheTextCounts() {
        letTheWordOut(probing(Profiles.generic()));
        modem.printsRaw(lines() + TEXT);
        modem.printsRaw("\r\nOK\r\n");
        modem.advance(Duration.ofMillis(900));
        assertThat(modem.sentLines()).containsExactly("AT+X", PROOF);
        modem.advance(Duration.ofMillis(100));
        modem.printsRaw("\r\n+CUSD: 0,\"u000100\r\nOK\r\n\",15\r\n" + lines() + "\r\nOK\r\n");
        assertThat(modem.sentLines()).containsExactly("AT+X", PROOF, PROOF, "AT+CPBR=1");
        assertThat(got).containsExactly("[+CPBR: 1,\"555\",129,\"me\"]OK");
    }
}
