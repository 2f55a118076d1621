package io.atflux.failuremodes;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.Payload;
import io.atflux.test.ScriptedModem;
import io.atflux.transport.Backoff;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data of a few bytes, whose prompt comes late: ESC may be data too. */
class ShortDataTest {

    private final ScriptedModem modem = new ScriptedModem();
    private final List<Object> got = new ArrayList<>();
    private final AtSession session = modem.session();

    private void puts(int bytes) {
        modem.when("AT+XDATA=" + bytes).staysSilent();
        modem.when("AT+B").answers("OK");
        modem.whenProof().answersProof();
        session.send(AtCommand.of("AT+XDATA=" + bytes)
                        .payload(Payload.counted(new byte[bytes]))
                        .timeout(ofSeconds(2))
                        .promptTimeout(ofSeconds(2)))
                .subscribe(got::add, got::add);
        session.send("AT+B").subscribe(got::add, got::add);
        modem.advance(ofMillis(2_000));
        assertThat(got).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "3, 2", "9, 2"})
    void soManyEscGoOutAsCompleteNone(int bytes, int escapes) {
        puts(bytes);
        modem.advance(ofMillis(100));
        modem.printsRaw("\r\n> ");
        modem.advance(ofMillis(30_000));
        assertThat(modem.escapes()).isEqualTo(escapes).isLessThan(bytes);
        assertThat(modem.sentLines()).containsExactly("AT+XDATA=" + bytes);
        modem.advance(ofSeconds(2));
        assertThat(modem.sentLines()).endsWith("AT+B");
        assertThat(got).hasSize(2);
    }

    @Test
    void withoutEscTheSilenceIsAsLong() {
        puts(1);
        modem.advance(ofMillis(20_000));
        modem.printsRaw("\r\n> ");
        modem.advance(ofMillis(30_999));
        assertThat(modem.sentLines()).containsExactly("AT+XDATA=1");
        modem.advance(ofSeconds(1));
        assertThat(modem.sentLines()).endsWith("AT+B");
    }

    /** One more ESC of each session would complete the data of a later one. */
    @Test
    void allSessionsOfAModemTogetherWriteNoMoreEscThanOne() {
        List<AtSession> sessions = new ArrayList<>();
        ScriptedModem lost = new ScriptedModem();
        AtClient.over(lost)
                .sessions(Backoff.builder()
                        .waits(ofSeconds(1), 1, ofSeconds(1))
                        .jitter(0)
                        .build())
                .subscribe(sessions::add);
        lost.when("AT+XDATA=3").staysSilent();
        sessions.get(0)
                .send(AtCommand.of("AT+XDATA=3")
                        .payload(Payload.counted(new byte[3]))
                        .promptTimeout(ofSeconds(1)))
                .subscribe(got::add, got::add);
        lost.advance(ofSeconds(1));
        for (int i = 1; i <= 5; i++) {
            lost.drops();
            lost.advance(ofSeconds(1));
            sessions.get(i).send("AT+B").subscribe(got::add, got::add);
            lost.advance(ofSeconds(1));
        }
        assertThat(sessions).hasSize(6);
        assertThat(lost.escapes()).isEqualTo(2);
    }
}
