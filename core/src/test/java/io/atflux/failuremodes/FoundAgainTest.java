package io.atflux.failuremodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.fibocom.L610Profile;
import io.atflux.transport.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The line was lost while a reply was owed, and another host changed the module meanwhile. The next session begins with
 * words, which such a module does not answer.
 */
class FoundAgainTest {

    private final V250Modem modem = new V250Modem();
    private final List<AtSession> sessions = new ArrayList<>();
    private final List<Object> got = new ArrayList<>();

    private void isLostWhileAReplyIsOwed() {
        AtClient.over(modem.line)
                .profile(L610Profile.defaults().atProfile())
                .sessions(Backoff.builder()
                        .waits(Duration.ofSeconds(1), 1, Duration.ofSeconds(1))
                        .jitter(0)
                        .build())
                .subscribe(sessions::add);
        modem.dead = true;
        sessions.get(0).send(AtCommand.of("AT+CREG?")).subscribe(got::add, e -> {});
        modem.line.advance(Duration.ofMillis(100));
        modem.line.drops();
        modem.dead = false;
    }

    private void asksWithin(int seconds) {
        modem.line.advance(Duration.ofSeconds(1));
        sessions.get(1)
                .send(AtCommand.of("AT+CSET=1").timeout(Duration.ofSeconds(5)))
                .subscribe(got::add, got::add);
        modem.settable = true;
        for (int i = 0; i < seconds * 20 && got.isEmpty(); i++) {
            modem.line.advance(Duration.ofMillis(50));
        }
        assertThat(got).as("%s", modem.log).hasSize(1);
        assertThat(got.get(0)).as("%s", modem.log).isInstanceOf(AtReply.class);
        assertThat(sessions).hasSize(2);
        assertThat(modem.log).endsWith("AT+CSET=1");
    }

    @ParameterizedTest
    @CsvSource({
        "E0 Q1, 20",
        "E1 Q1, 20",
        "E0 V0 Q1, 20",
        "E0 S3=10, 20",
        "E1 S3=10, 20",
        "E0 S3=10 Q1 V0, 20",
        "E0 S4=64, 20",
        "E0 V0, 20"
    })
    void aModuleThatSomebodyElseSilencedIsSetBack(String state, int seconds) {
        isLostWhileAReplyIsOwed();
        OpeningTest.state(state).accept(modem);
        asksWithin(seconds);
    }

    /** It is the owed reply, and tells nothing of the setting that hides the answers. */
    @Test
    void anErrorThatComesMeanwhileEndsNothing() {
        isLostWhileAReplyIsOwed();
        modem.s3 = '\n';
        modem.line.timer().schedule(() -> modem.line.printsRaw("\r\nERROR\r\n"), 7_200, TimeUnit.MILLISECONDS);
        asksWithin(20);
    }

    @Test
    void aTextThatSomebodyElseBeganIsEndedByEsc() {
        isLostWhileAReplyIsOwed();
        modem.entryBegins(-1);
        asksWithin(20);
    }

    @Test
    void countedDataThatComesBackIsLeftToItsIdleTime() {
        isLostWhileAReplyIsOwed();
        modem.entryBegins(1_000);
        modem.entryEchoes = true;
        asksWithin(60);
        assertThat(modem.log).contains("(data entry given up)");
    }
}
