package io.atflux.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtSession;
import io.atflux.command.AtReply;
import io.atflux.fibocom.L610Commands;
import io.atflux.fibocom.L610Profile;
import io.atflux.line.AtLine;
import io.atflux.modem.Registration;
import io.atflux.modem.Registration.Domain;
import io.atflux.modem.Registration.Status;
import io.atflux.test.ScriptedModem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

/** Result codes of 27.007 that come while a command is in flight are told from its answer. */
class ResultCodesTest {

    private final ScriptedModem modem = new ScriptedModem();
    private final List<String> urcs = new ArrayList<>();
    private final AtSession session = modem.session();

    @BeforeEach
    void listen() {
        session.urcs().map(AtLine::text).subscribe(urcs::add);
    }

    private List<String> reply(String command, String... lines) {
        modem.when(command).answers(lines);
        List<String> texts = new ArrayList<>();
        session.send(command).map(AtReply::texts).subscribe(texts::addAll);
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"+CREG: 1,0001,0010,0", "+CREG: 3,1806,0A1C2B,7", "+CREG: 1,\"00A1\",\"00B2\"", "+CREG: 5"})
    @Tag("27.007:registration")
    void registrationThatChangesIsNoAnswerWithQuotesOrWithout(String change) {
        assertThat(reply("AT+CREG?", change, "+CREG: 0,5", "OK")).containsExactly("+CREG: 0,5");
        assertThat(urcs).containsExactly(change);
        modem.when("AT+CREG?").answers(change, "+CREG: 0,5", "OK");
        StepVerifier.create(session.send(
                        L610Commands.of(L610Profile.defaults()).modem().registration(Domain.CIRCUIT)))
                .expectNext(Registration.of(Domain.CIRCUIT, Status.ROAMING))
                .verifyComplete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+CREG: 2,1,\"00A1\",\"00B2\"", "+CREG: 0,10", "+CREG: 2,1,1806,0A1C2B,7"})
    @Tag("27.007:registration")
    void registrationThatIsAskedForIsTheAnswer(String answer) {
        assertThat(reply("AT+CREG?", answer, "OK")).containsExactly(answer);
        assertThat(urcs).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+CREG: 0,1", "+CGREG: 0,1", "+CEREG: 0,1,\"00A1\",\"00B2\",7"})
    @Tag("27.007:registration")
    void registrationIsNoAnswerToACommandOfAnotherName(String line) {
        assertThat(reply("AT+CSQ", line, "+CSQ: 21,99", "OK")).containsExactly("+CSQ: 21,99");
        assertThat(urcs).containsExactly(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+C5GREG: 1,\"00A1B2\",\"000000001\",11",
                "+COLP: \"+4912345\",145",
                "+CDIP: \"+4912345\",145",
                "+CNAP: \"Smith\",0",
                "+CR: GPRS",
                "+CCCM: \"00001E\"",
                "+CKEV: \"5\",1",
                "+CDEV: 1,\"text\"",
                "+CTEV: 1,0,1",
                "+CPSB: 1",
                "+CSCON: 1",
                "+CEDRXP: 4,\"0101\",\"0101\",\"0011\"",
                "+CALV: 1",
                "+CIREPI: 1",
                "+CIREPH: 0",
                "+CEN1: 1,262,01",
                "+CEN2: 5,\"112\"",
                "+CNEMIU: 1",
                "+CNEMS1: 1",
                "+CMOLRE: 2",
                "+CMTLR: 1,0,\"MTLR-1\"",
                "+CMCCSI: 1,1,0",
                "+CMWI: 1,1",
                "+CEN3: 1",
                "+CEN4: \"112\",1",
                "+CMOLRN: \"$GPGGA\"",
                "+CMOLRG: <location_parameters/>",
                "+CUUS1I: 1,\"7E02ABBA\"",
                "+CUUS1U: 1,\"7E02ABBA\"",
                "+CCIOTOPTI: 1",
                "+CRTDCP: 0,2,\"ab\""
            })
    @Tag("27.007:9.3")
    @Tag("27.007:unsolicited")
    void resultCodeIsNoLineOfAReply(String line) {
        assertThat(reply("AT+CSQ", line, "+CSQ: 21,99", "OK")).containsExactly("+CSQ: 21,99");
        assertThat(urcs).containsExactly(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+COLP: 0,2",
                "+CDIP: 0,1",
                "+CNAP: 0,2",
                "+CR: 0",
                "+CPSB: 0,1",
                "+CSCON: 0,1",
                "+CMWI: 1",
                "+CRTDCP: 1"
            })
    @Tag("V.250:5.4.4.3")
    @Tag("27.007:unsolicited")
    void answerThatLooksLikeAResultCodeIsTheReplys(String line) {
        String command = "AT" + line.substring(0, line.indexOf(':')) + "?";
        assertThat(reply(command, line, "OK")).containsExactly(line);
        assertThat(urcs).isEmpty();
    }
}
