package io.atflux.failuremodes;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.Payload;
import io.atflux.error.AtTimeoutException;
import io.atflux.fibocom.L610Profile;
import io.atflux.test.ScriptedModem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A command that asks for data, and a banner: either may have reached the module first. */
class CrossedRestartTest {

    private final ScriptedModem modem = new ScriptedModem();
    private final List<Object> got = new ArrayList<>();
    private AtSession session = modem.session();

    @BeforeEach
    void isSetUp() {
        modem.whenProof().answersProof();
        modem.when("AT+B").answers("OK");
        modem.when("AT+PUT=5").staysSilent();
        session = modem.session(
                AtClient.over(modem).profile(L610Profile.defaults().atProfile()));
    }

    private void puts(Duration beforeTheBanner) {
        modem.advance(ofSeconds(2));
        session.send(AtCommand.of("AT+PUT=5")
                        .payload(Payload.counted("12345".getBytes(StandardCharsets.US_ASCII)))
                        .timeout(ofSeconds(60)))
                .subscribe(got::add, got::add);
        session.send("AT+B").subscribe(got::add, got::add);
        modem.advance(beforeTheBanner);
        modem.prints("AT command ready");
        modem.advance(ofSeconds(3));
        assertThat(got).isNotEmpty();
        assertThat(AtTimeoutException.isRestart((Throwable) got.get(0))).isTrue();
    }

    @Test
    void whatWasWrittenWhileTheBannerWasOnItsWayMayHaveOpenedADataEntry() {
        puts(ofMillis(100));
        assertThat(got).hasSize(1);
        assertThat(modem.escapes()).isEqualTo(1);
        modem.advance(ofSeconds(30));
        assertThat(modem.sentLines()).containsExactly("AT+PUT=5");
        modem.advance(ofSeconds(2));
        assertThat(got).hasSize(2);
        assertThat(modem.sentLines()).endsWith("AT+B");
    }

    @Test
    void whatWasWrittenLongBeforeItIsForgotten() {
        puts(ofSeconds(1));
        assertThat(modem.escapes()).isZero();
        assertThat(got).hasSize(2);
        assertThat(modem.sentLines()).endsWith("AT+B");
    }

    /** The module has lost the command, so a later prompt does not belong to it. */
    @Test
    void aPromptAfterARestartGetsNoPayloadOfACommandBeforeIt() {
        session.send(AtCommand.of("AT+PUT=5")
                        .payload(Payload.counted("12345".getBytes(StandardCharsets.US_ASCII)))
                        .promptTimeout(ofSeconds(1)))
                .subscribe(got::add, got::add);
        modem.advance(ofSeconds(60));
        assertThat(got).hasSize(1);
        modem.prints("AT command ready");
        modem.advance(ofSeconds(10));
        modem.printsRaw("\r\n> ");
        modem.advance(ofSeconds(40));
        assertThat(modem.payloads()).isEmpty();
        assertThat(modem.escapes()).isEqualTo(2);
    }
}
