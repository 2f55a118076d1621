package io.atflux.samples.e2e;

import static io.atflux.samples.e2e.Rig.done;
import static io.atflux.samples.e2e.Rig.ends;
import static io.atflux.samples.e2e.Rig.failure;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.error.AtRejectedException;
import io.atflux.error.Outcome;
import io.atflux.fibocom.L610;
import io.atflux.modem.Apn;
import io.atflux.modem.Attachment;
import io.atflux.modem.BearerState;
import io.atflux.modem.ModemOptions;
import io.atflux.modem.Poll;
import io.atflux.modem.Registration;
import io.atflux.modem.SimState;
import io.atflux.samples.modem.switches.Switches;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** From the line to an IP address, with every kind of SIM and network. */
@Execution(ExecutionMode.CONCURRENT)
class AttachIT {

    private static final String PIN = "73519264";
    private static final String WRONG_PIN = "46291537";

    @Test
    void rightPinIsEnteredOnce() throws Exception {
        LogCapture.hide(PIN);
        try (Rig rig = Rig.quick("cpin=pin", "pin=" + PIN)) {
            L610 module = rig.connect(driver -> driver.pin(PIN));
            done(module.modem().attach());
            assertThat(pins(module)).containsExactly("AT+CPIN=\"********\"");
            // The SIM stays unlocked until the module restarts; then the accepted PIN may be used once more.
            done(module.modem().attach());
            assertThat(pins(module)).hasSize(1);
            ends(module.modem().restart());
            done(module.modem().attach());
            assertThat(pins(module)).hasSize(2);
        }
    }

    @Test
    void wrongPinIsNeverTriedAgain() throws Exception {
        LogCapture.hide(PIN, WRONG_PIN);
        try (Rig rig = Rig.quick("cpin=pin", "pin=" + PIN)) {
            L610.Builder driver = rig.driver().pin(WRONG_PIN);
            L610 first = done(driver.connect());
            AtRejectedException no =
                    failure(AtRejectedException.class, first.modem().attach());
            assertThat(no.code()).hasValue(16);
            assertThat(no).hasMessageContaining("AT+CPIN=").hasMessageContaining("REJECTED");
            LogCapture.assertNoSecrets(no);
            AtRejectedException again =
                    failure(AtRejectedException.class, first.modem().attach());
            assertThat(again).hasMessageContaining("not tried again");
            ends(first.close());

            L610 second = done(driver.connect());
            assertThat(failure(AtRejectedException.class, second.modem().attach()))
                    .hasMessageContaining("not tried again");
            assertThat(pins(first)).hasSize(1);
            assertThat(pins(second)).isEmpty();
            ends(second.close());
        }
    }

    @Test
    void missingPinIsSaidAndNoneIsTried() throws Exception {
        try (Rig rig = Rig.quick("cpin=pin", "pin=" + PIN)) {
            L610 module = rig.connect();
            assertThat(failure(AtRejectedException.class, module.modem().attach()))
                    .hasMessageContaining("AT+CPIN?")
                    .hasMessageContaining("+CPIN: SIM PIN")
                    .hasMessageContaining("no PIN was given");
            assertThat(pins(module)).isEmpty();
            stillAnswers(module);
        }
    }

    @Test
    void lockedSimWantsItsPuk() throws Exception {
        LogCapture.hide(PIN);
        try (Rig rig = Rig.quick("cpin=puk")) {
            L610 module = rig.connect(driver -> driver.pin(PIN));
            assertThat(failure(AtRejectedException.class, module.modem().attach()))
                    .hasMessageContaining("SIM PUK")
                    .hasMessageContaining("only the PUK unlocks");
            assertThat(pins(module)).isEmpty();
            stillAnswers(module);
        }
    }

    @ParameterizedTest
    @CsvSource({"not-inserted,10", "failure,13"})
    void simThatCannotWorkEndsTheAttachOnceItHadTimeToBeFound(String state, int code) throws Exception {
        try (Rig rig = Rig.quick("cpin=" + state)) {
            L610 module = rig.connect();
            AtRejectedException no =
                    failure(AtRejectedException.class, module.modem().attach());
            assertThat(no.code()).hasValue(code);
            assertThat(no).hasMessageContaining("AT+CPIN?");
            // Each second for 20 s: a card is found late.
            assertThat(LogCapture.sent(module.session()))
                    .filteredOn("AT+CPIN?"::equals)
                    .hasSizeBetween(15, 21);
            stillAnswers(module);
        }
    }

    @ParameterizedTest
    @CsvSource({"cgreg,PACKET", "cereg,LTE", "creg,CIRCUIT", "all,PACKET"})
    void anyDomainIsEnough(String shown, Registration.Domain found) throws Exception {
        try (Rig rig = Rig.quick("domains=" + shown)) {
            assertThat(done(rig.connect().modem().attach()).registration().domain())
                    .isEqualTo(found);
        }
    }

    @Test
    void roamingIsEnough() throws Exception {
        try (Rig rig = Rig.quick("registration=5")) {
            assertThat(done(rig.connect().modem().attach()).registration().status())
                    .isEqualTo(Registration.Status.ROAMING);
        }
    }

    @Test
    void denialThatStandsEndsTheAttach() throws Exception {
        try (Rig rig = Rig.quick("registration=3")) {
            Poll brief = Poll.of(ofMillis(100), ofMillis(300));
            L610 module = rig.connect(driver -> driver.options(ModemOptions.builder()
                    .apn(Apn.of("cmnet"))
                    .registration(brief)
                    .build()));
            assertThat(failure(AtRejectedException.class, module.modem().attach()))
                    .hasMessageContaining("denies registration")
                    .hasMessageContaining("REG?");
            stillAnswers(module);
        }
    }

    @Test
    void searchIsWaitedFor() throws Exception {
        try (Rig rig = Rig.quick("registration=2")) {
            L610 module = rig.connect();
            Mono<Attachment> attach = module.modem().attach().cache();
            attach.subscribe(attachment -> {}, failure -> {});
            LogCapture.await(module.session(), wire -> wire.contains("<< +CREG: 0,2"));
            rig.machine().registration(1);
            assertThat(done(attach).registration().isRegistered()).isTrue();
        }
    }

    @Test
    void bearerThatIsUpIsNotDialled() throws Exception {
        try (Rig rig = Rig.quick("bearer=up", "ip=10.1.2.3")) {
            L610 module = rig.connect();
            assertThat(done(module.modem().attach()).bearer().text()).isEqualTo("10.1.2.3");
            assertThat(dials(module)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mipcall-colon=blank", "mipcall-colon=tight", "urc-during-command=interleave"})
    void staleBearerIsReleasedAndDialledAnew(String moved) throws Exception {
        try (Rig rig = Rig.quick("bearer=stale", moved)) {
            L610 module = rig.connect();
            done(module.modem().attach());
            assertThat(dials(module)).containsExactly("AT+MIPCALL=0", "AT+MIPCALL=1");
        }
    }

    @ParameterizedTest
    @CsvSource({"dial=fail:1,2", "dial=error:1,2", "dial=fail:2,3", "result-order=urc-first,1"})
    void dialThatFailsIsRepeatedByItsRule(String moved, int dials) throws Exception {
        try (Rig rig = Rig.quick(moved)) {
            L610 module = rig.connect();
            done(module.modem().attach());
            assertThat(dials(module)).hasSize(dials).containsOnly("AT+MIPCALL=1");
        }
    }

    @ParameterizedTest
    @CsvSource({"silent:1,2", "lost:1,1"})
    void dialThatStaysSilentIsAskedFor(String outcome, int dials) throws Exception {
        try (Rig rig = Rig.quick("dial=" + outcome);
                Hurry clock = new Hurry()) {
            L610 module = rig.connect(driver -> driver.session(client -> client.timer(clock)));
            Mono<Attachment> attach = module.modem().attach().cache();
            attach.subscribe(attachment -> {}, failure -> {});
            LogCapture.await(module.session(), wire -> accepted(wire, ">> AT+MIPCALL=1"));
            clock.skip(Duration.ofSeconds(150));
            assertThat(done(attach).bearer().text()).isEqualTo("10.104.48.68");
            assertThat(dials(module)).hasSize(dials);
            assertThat(done(module.modem().bearer())).isInstanceOf(BearerState.Up.class);
        }
    }

    @Test
    void networkThatNeverGivesAnAddressIsAnErrorAfterThreeDials() throws Exception {
        try (Rig rig = Rig.quick("dial=fail")) {
            L610 module = rig.connect();
            AtRejectedException no =
                    failure(AtRejectedException.class, module.modem().attach());
            assertThat(Objects.requireNonNull(no.urc()).text()).isEqualTo("+MIPCALL: 0");
            assertThat(no.outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(no).hasMessageContaining("AT+MIPCALL=1").hasMessageContaining("+MIPCALL: 0");
            assertThat(dials(module)).hasSize(3);
            stillAnswers(module);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"release-when-down=error", "release-when-down=ok"})
    void releaseSucceedsWithNothingUp(String moved) throws Exception {
        try (Rig rig = Rig.quick(moved)) {
            L610 module = rig.connect();
            ends(module.modem().synchronise());
            ends(module.modem().release());
            assertThat(done(module.modem().bearer())).isInstanceOf(BearerState.Down.class);
        }
    }

    @Test
    void apnIsFoundByTheSimOrGivenWithItsCredentials() throws Exception {
        String password = "of the access point";
        LogCapture.hide(password);
        try (Rig rig = Rig.quick("imsi=460011234567890")) {
            L610 module = rig.connect(driver -> driver.apn(Apn.byImsi()));
            assertThat(done(module.modem().attach()).apn().name()).isEqualTo("3gnet");
            ends(module.close());
            L610 same = rig.connect(driver -> driver.apn(
                    Apn.builder("private.apn").credentials("user", password).build()));
            done(same.modem().attach());
            assertThat(LogCapture.sent(same.session()))
                    .contains("AT+CGDCONT=1,\"IP\",\"private.apn\"")
                    .anyMatch(line -> line.matches("AT\\+MGAUTH=1,\\d,\"user\",\"\\*+\""));
        }
    }

    @Test
    void startingModuleIsWaitedFor() throws Exception {
        try (Rig rig = new Rig(
                Switches.quick().with("boot-noise=on").with("banner-time=200").with("sim-time=600"))) {
            L610 module = rig.connect();
            assertThat(done(module.modem().unlockSim()).kind()).isEqualTo(SimState.Kind.READY);
            done(module.modem().attach());
        }
    }

    private static boolean accepted(List<String> wire, String command) {
        int at = wire.indexOf(command);
        return at >= 0 && wire.subList(at, wire.size()).contains("<< OK");
    }

    private static List<String> pins(L610 module) {
        return LogCapture.sent(module.session()).stream()
                .filter(line -> line.startsWith("AT+CPIN="))
                .toList();
    }

    private static List<String> dials(L610 module) {
        return LogCapture.sent(module.session()).stream()
                .filter(line -> line.startsWith("AT+MIPCALL="))
                .toList();
    }

    private static void stillAnswers(L610 module) {
        assertThat(done(module.session().send("AT+CFUN?")).lines()).hasSize(1);
    }
}
