package io.atflux.fibocom;

import static io.atflux.test.ScriptedModem.PROOF;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtDeadline;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.error.AtUsageException;
import io.atflux.modem.AccessTechnology;
import io.atflux.modem.Apn;
import io.atflux.modem.Attachment;
import io.atflux.modem.ModemEvent;
import io.atflux.modem.Operator;
import io.atflux.modem.Registration;
import io.atflux.modem.StepProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class AttachTest {

    private final ScriptedL610 l610 = new ScriptedL610();

    private static void check(Attachment attachment) {
        assertThat(attachment.imsi().digits()).isEqualTo("460046616008063");
        assertThat(attachment.apn()).isEqualTo(Apn.of("cmnet"));
        assertThat(attachment.signal().dbm()).hasValue(-63);
        assertThat(attachment.operator()).isEqualTo(Operator.of(0, "CHINA MOBILE", AccessTechnology.LTE));
        assertThat(attachment.registration().domain()).isEqualTo(Registration.Domain.PACKET);
        assertThat(attachment.bearer().text()).isEqualTo("10.104.48.68");
    }

    private void fails(Mono<?> mono, long seconds, Consumer<Throwable> error) {
        StepVerifier.withVirtualTime(() -> mono)
                .expectSubscription()
                .expectNoEvent(ofSeconds(seconds).minusMillis(1))
                .thenAwait(ofMillis(1))
                .expectErrorSatisfies(error)
                .verify(ofSeconds(10));
    }

    private List<String> sentLines() {
        return l610.modem.sentLines();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inside", "before", "shared"})
    void attachingFollowsTheGuide(String where) {
        l610.attaches();
        L610 before = where.equals("inside") ? null : l610.module();
        if (before != null && where.equals("shared")) {
            before.modem().signal().block();
        }
        StepVerifier.withVirtualTime(
                        () -> (before == null ? l610.module() : before).modem().attach())
                .assertNext(AttachTest::check)
                .verifyComplete();
        assertThat(sentLines()
                        .subList(where.equals("shared") ? 1 : 0, sentLines().size()))
                .containsExactly(
                        "AT",
                        "ATE0",
                        "ATE0",
                        "AT+CMEE=2",
                        PROOF,
                        "AT+GTRAT=6,3,2",
                        "AT+CFUN=1",
                        "AT+CPIN?",
                        "AT+CIMI?",
                        "AT+CGDCONT=1,\"IP\",\"cmnet\"",
                        "AT+CSQ?",
                        "AT+COPS?",
                        "AT+CGREG?",
                        "AT+MIPCALL?",
                        "AT+MIPCALL=1");
    }

    @Test
    void eachStepIsToldWithItsRuleItsTimeAndItsResult() {
        l610.when("AT+MIPCALL=1").answers("OK").then(ofSeconds(3), "+MIPCALL: 10.1.2.3");
        l610.attaches();
        StepVerifier.withVirtualTime(() -> l610.module().modem().attach())
                .thenAwait(ofSeconds(3))
                .expectNextCount(1)
                .verifyComplete();
        StepProgress started = l610.steps.get(l610.steps.size() - 2);
        StepProgress done = l610.steps.get(l610.steps.size() - 1);
        StepProgress.Builder dial =
                StepProgress.builder("bearer").command("AT+MIPCALL=1").rule("150 s, 2 times");
        assertThat(started).isEqualTo(dial.build());
        assertThat(started.state()).isEqualTo(StepProgress.State.STARTED);
        assertThat(started.elapsed()).isZero();
        assertThat(started.result()).isNull();
        assertThat(done).isEqualTo(dial.elapsed(ofSeconds(3)).done("10.1.2.3").build());
        assertThat(done.state()).isEqualTo(StepProgress.State.DONE);
        assertThat(done.result()).isEqualTo("10.1.2.3");
    }

    /** It has lost all its settings. */
    @Test
    void aModuleThatRestartsMeanwhileIsAttachedFromTheBeginning() {
        l610.when("AT+MIPCALL=1")
                .answersAfter(ofMillis(600), "AT command ready")
                .answers("OK")
                .then(ofSeconds(3), "+MIPCALL: 10.104.48.68");
        l610.attaches();
        StepVerifier.withVirtualTime(() -> l610.module().modem().attach())
                .thenAwait(ofSeconds(10))
                .assertNext(AttachTest::check)
                .verifyComplete();
        assertThat(sentLines().stream().filter(line -> line.equals("AT+CFUN=1")))
                .hasSize(2);
        assertThat(sentLines()).endsWith("AT+MIPCALL=1");
    }

    @Test
    void oneThatRestartsEachTimeIsGivenUp() {
        l610.when("AT+MIPCALL=1").answersAfter(ofMillis(600), "AT command ready");
        l610.attaches();
        StepVerifier.withVirtualTime(() -> l610.module().modem().attach())
                .thenAwait(ofSeconds(40))
                .expectErrorMatches(AtTimeoutException::isRestart)
                .verify(ofSeconds(10));
        assertThat(sentLines().stream().filter(line -> line.equals("AT+MIPCALL=1")))
                .hasSize(3);
    }

    @Test
    void aListenerThatThrowsChangesNothing() {
        l610.attaches();
        L610 module = l610.module(builder -> builder.onProgress(step -> {
            throw new IllegalStateException("listener");
        }));
        StepVerifier.create(module.modem().signal()).expectNextCount(1).verifyComplete();
    }

    @Test
    void synchronisingRepeatsAtUntilTheModuleAnswers() {
        l610.when("AT").staysSilent().staysSilent().answers("OK");
        l610.attaches();
        StepVerifier.withVirtualTime(() -> l610.module().modem().synchronise())
                .thenAwait(ofSeconds(10))
                .verifyComplete();
        assertThat(l610.modem.countOf("AT")).isGreaterThanOrEqualTo(3);
        assertThat(sentLines().subList(0, 3)).containsExactly("AT", "AT", "AT");
        assertThat(l610.modem.countOf("ATE0")).isEqualTo(2);
    }

    @Test
    void aDeadLineEndsSynchronisingByItsRule() {
        l610.modem.whenPrefix("").staysSilent();
        fails(l610.module().modem().attach(), 90, e -> assertThat(e)
                .isInstanceOf(AtTimeoutException.class)
                .hasMessageContaining("not one byte came since the line was opened"));
        assertThat(l610.modem.sentLines())
                .containsOnly("AT", "ATQ0V1E0", "ATS3=13S4=10S5=8Q0V1E0")
                .hasSize(31);
        assertThat(l610.modem.escapes()).isEqualTo(1);
    }

    @Test
    void simThatWantsAPinGetsItOnce() {
        l610.when("AT+CPIN?").answers("+CPIN: SIM PIN", "OK").answers("+CPIN: READY", "OK");
        l610.when("AT+CPIN=\"1234\"").answers("OK");
        l610.attaches();
        StepVerifier.withVirtualTime(
                        () -> l610.module(b -> b.pin("1234")).modem().attach())
                .expectNextCount(1)
                .verifyComplete();
        assertThat(l610.modem.countOf("AT+CPIN=")).isEqualTo(1);
        assertThat(l610.steps.toString()).doesNotContain("1234").contains("AT+CPIN=\"****\"");
    }

    @Test
    void simThatSaysByErrorThatItWantsAPinGetsIt() {
        l610.when("AT+CPIN?").answers("+CME ERROR: 11").answers("+CPIN: READY", "OK");
        l610.when("AT+CPIN=\"1234\"").answers("OK");
        StepVerifier.withVirtualTime(
                        () -> l610.module(b -> b.pin("1234")).modem().unlockSim())
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void wrongPinIsNotTriedInASecondAttachEither() {
        l610.when("AT+CPIN?").answers("+CPIN: SIM PIN", "OK");
        l610.when("AT+CPIN=\"1234\"").answers("+CME ERROR: 16");
        L610 module = l610.module(b -> b.pin("1234"));
        StepVerifier.create(module.modem().unlockSim())
                .expectErrorSatisfies(e ->
                        assertThat(e).hasMessage("AT+CPIN=\"****\": +CME ERROR: 16 (incorrect password) [REJECTED]"))
                .verify(ofSeconds(10));
        StepVerifier.create(module.modem().unlockSim())
                .expectErrorSatisfies(e -> assertThat(e).hasMessageContaining("it is not tried again"))
                .verify(ofSeconds(10));
        assertThat(l610.modem.countOf("AT+CPIN=")).isEqualTo(1);
    }

    @Test
    void unansweredPinIsNeverTriedAgain() {
        l610.when("AT+CPIN?").answers("+CPIN: SIM PIN", "OK");
        l610.when("AT+CPIN=\"1234\"").staysSilent();
        fails(l610.module(b -> b.pin("1234")).modem().unlockSim(), 5, e -> assertThat(e)
                .isInstanceOf(AtTimeoutException.class));
        assertThat(l610.modem.countOf("AT+CPIN=")).isEqualTo(1);
    }

    @Test
    void lockedSimEndsAttachingWithAReason() {
        l610.when("AT+CPIN?").answers("+CPIN: SIM PUK", "OK");
        l610.attaches();
        StepVerifier.withVirtualTime(
                        () -> l610.module(b -> b.pin("1234")).modem().attach())
                .expectErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(AtRejectedException.class)
                        .hasMessageContaining("+CPIN: SIM PUK")
                        .hasMessageContaining("only the PUK unlocks"))
                .verify(ofSeconds(10));
        assertThat(l610.modem.countOf("AT+CPIN=")).isZero();
    }

    @Test
    void missingSimEndsAttachingOnceTheCardHadTimeToBeFound() {
        l610.when("AT+CPIN?").answers("+CME ERROR: SIM not inserted");
        l610.attaches();
        fails(l610.module().modem().attach(), 20, e -> assertThat(e)
                .isInstanceOfSatisfying(
                        AtRejectedException.class, no -> assertThat(no.code()).hasValue(10)));
        assertThat(l610.modem.countOf("AT+CPIN?")).isEqualTo(21);
    }

    @Test
    void cardThatIsFoundLateIsWaitedFor() {
        l610.when("AT+CPIN?")
                .answers("+CME ERROR: 10")
                .answers("+CME ERROR: 13")
                .answers("+CME ERROR: 13")
                .answers("+CPIN: READY", "OK");
        l610.attaches();
        StepVerifier.withVirtualTime(() -> l610.module().modem().attach())
                .thenAwait(ofSeconds(3))
                .expectNextCount(1)
                .verifyComplete();
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 53, 58})
    void oneErrorThatMayPassEndsNoAttach(int code) {
        l610.when("AT+CGDCONT=1,\"IP\",\"cmnet\"")
                .answers("+CME ERROR: " + code)
                .answers("OK");
        l610.attaches();
        StepVerifier.withVirtualTime(() -> l610.module().modem().attach())
                .thenAwait(ofSeconds(1))
                .expectNextCount(1)
                .verifyComplete();
        assertThat(l610.modem.countOf("AT+CGDCONT")).isEqualTo(2);
    }

    @Test
    void theVendorsCatchAllIsRetriedAsTheGuideSays() {
        l610.when("AT+CGDCONT=1,\"IP\",\"cmnet\"").answers("+CME ERROR: 50");
        l610.attaches();
        fails(l610.module().modem().attach(), 89, e -> assertThat(e).isInstanceOf(AtRejectedException.class));
        assertThat(l610.modem.countOf("AT+CGDCONT")).isEqualTo(90);
    }

    @Test
    void simThatIsNotReadyYetIsWaitedFor() {
        l610.when("AT+CPIN?")
                .answers("+CPIN: NOT READY", "OK")
                .answers("+CPIN: NOT READY", "OK")
                .answers("+CPIN: READY", "OK");
        StepVerifier.withVirtualTime(() -> l610.module().modem().unlockSim())
                .expectSubscription()
                .expectNoEvent(ofMillis(1999))
                .thenAwait(ofMillis(1))
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void unknownOperatorNeedsAnAccessPointByHand() {
        l610.when("AT+CIMI?").answers("+CIMI: 999019876543210", "OK");
        l610.when("AT+CGDCONT=1,\"IP\",\"iot.example\"").answers("OK");
        l610.when("AT+MGAUTH=1,1,\"user\",\"sesame\"").answers("OK");
        l610.attaches();
        StepVerifier.withVirtualTime(() -> l610.module().modem().attach())
                .expectErrorSatisfies(e -> assertThat(e).isInstanceOf(AtUsageException.class))
                .verify(ofSeconds(10));
        Apn own = Apn.builder("iot.example").credentials("user", "sesame").build();
        StepVerifier.withVirtualTime(() -> l610.module(b -> b.apn(own)).modem().attach())
                .assertNext(a -> assertThat(a.apn()).isEqualTo(own))
                .verifyComplete();
        assertThat(l610.modem.countOf("AT+MGAUTH")).isEqualTo(1);
        assertThat(l610.steps.toString()).doesNotContain("sesame");
    }

    @Test
    void badAccessPointIsRefusedBeforeItIsSent() {
        l610.attaches();
        StepVerifier.withVirtualTime(
                        () -> l610.module(b -> b.apn(Apn.of("cm\"net"))).modem().attach())
                .expectErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(AtUsageException.class)
                        .hasMessageContaining("AT+CGDCONT: APN: character 3"))
                .verify(ofSeconds(10));
        assertThat(l610.modem.countOf("AT+CGDCONT")).isZero();
    }

    @Test
    void refusedSignalAndOperatorDoNotKeepAnyoneFromAttaching() {
        l610.when("AT+CSQ?").answers("+CME ERROR: 4");
        l610.when("AT+COPS?").answers("+CME ERROR: 4");
        l610.attaches();
        StepVerifier.withVirtualTime(() -> l610.module().modem().attach())
                .thenAwait(ofSeconds(2))
                .assertNext(a -> {
                    assertThat(a.signal().dbm()).isEmpty();
                    assertThat(a.operator().isKnown()).isFalse();
                })
                .verifyComplete();
    }

    @Test
    void anyOfTheThreeRegistrationsIsEnough() {
        l610.when("AT+CGREG?").answers("+CGREG: 0,2", "OK");
        l610.when("AT+CEREG?").answers("+CEREG: 0,3", "OK");
        l610.when("AT+CREG?").answers("+CREG: 0,5", "OK");
        StepVerifier.withVirtualTime(() -> l610.module().modem().register())
                .expectNext(Registration.of(Registration.Domain.CIRCUIT, Registration.Status.ROAMING))
                .verifyComplete();
    }

    @Test
    void registrationIsAskedForEveryTwoSeconds() {
        l610.when("AT+CGREG?").answers("+CGREG: 0,2", "OK");
        l610.when("AT+CEREG?")
                .answers("+CEREG: 0,2", "OK")
                .answers("+CEREG: 0,2", "OK")
                .answers("+CEREG: 0,1", "OK");
        l610.when("AT+CREG?").answers("ERROR");
        StepVerifier.withVirtualTime(() -> l610.module().modem().register())
                .expectSubscription()
                .expectNoEvent(ofMillis(3999))
                .thenAwait(ofMillis(1))
                .expectNextCount(1)
                .verifyComplete();
        assertThat(l610.modem.countOf("AT+CEREG?")).isEqualTo(3);
    }

    @Test
    void registrationIsGivenUpAfterNinetySeconds() {
        l610.when("AT+CGREG?").answers("+CGREG: 0,2", "OK");
        l610.when("AT+CEREG?").answers("+CEREG: 0,2", "OK");
        l610.when("AT+CREG?").answers("+CREG: 0,0", "OK");
        fails(l610.module().modem().register(), 88, e -> assertThat(e)
                .isInstanceOf(AtTimeoutException.class)
                .hasMessageContaining("not registered within 90 s")
                .hasMessageContaining("+CGREG 2 (SEARCHING), +CEREG 2 (SEARCHING), +CREG 0 (NOT_SEARCHING)"));
        assertThat(l610.modem.countOf("AT+CGREG?")).isEqualTo(45);
    }

    @Test
    void callersDeadlineCutsAcrossThePoll() {
        l610.when("AT+CGREG?").answers("+CGREG: 0,2", "OK");
        l610.when("AT+CEREG?").answers("+CEREG: 0,2", "OK");
        l610.when("AT+CREG?").answers("+CREG: 0,0", "OK");
        StepVerifier.withVirtualTime(
                        () -> l610.module().modem().register().contextWrite(AtDeadline.within(ofSeconds(11))))
                .expectSubscription()
                .expectNoEvent(ofMillis(10_999))
                .thenAwait(ofMillis(1))
                .expectErrorSatisfies(e -> assertThat(e)
                        .isInstanceOfSatisfying(AtTimeoutException.class, late -> assertThat(late.phase())
                                .isEqualTo(Phase.DEADLINE)))
                .verify(ofSeconds(10));
    }

    @Test
    void callersDeadlineCutsAcrossTheWaitForABusyBearer() {
        l610.when("AT+MIPCALL?").answers("+MIPCALL: 2", "OK");
        L610 module = l610.module(b -> b.apn(Apn.of("cmnet")));
        StepVerifier.withVirtualTime(() -> module.modem().dial().contextWrite(AtDeadline.within(ofSeconds(30))))
                .expectSubscription()
                .expectNoEvent(ofMillis(29_999))
                .thenAwait(ofMillis(1))
                .expectError(AtTimeoutException.class)
                .verify(ofSeconds(10));
    }

    private void domainsSay(String packet, String lte, String circuit) {
        l610.when("AT+CGREG?").answers("+CGREG: " + packet, "OK");
        l610.when("AT+CEREG?").answers("+CEREG: " + lte, "OK");
        l610.when("AT+CREG?").answers("+CREG: " + circuit, "OK");
    }

    @Test
    void denialThatStandsAtTheEndOfThePollIsSaidAsSuch() {
        domainsSay("0,0", "0,3", "0,0");
        fails(l610.module().modem().register(), 88, e -> assertThat(e)
                .isInstanceOf(AtRejectedException.class)
                .hasMessage("AT+CEREG?: +CEREG: 0,3 (the network denies registration) [REJECTED]"));
        assertThat(l610.modem.countOf("AT+CEREG?")).isEqualTo(45);
    }

    @Test
    void denialOfOneMomentEndsNothing() {
        l610.when("AT+CGREG?").answers("+CGREG: 0,3", "OK").answers("+CGREG: 0,1", "OK");
        l610.when("AT+CEREG?").answers("+CEREG: 0,3", "OK");
        l610.when("AT+CREG?").answers("+CREG: 0,3", "OK");
        StepVerifier.withVirtualTime(() -> l610.module().modem().register())
                .thenAwait(ofSeconds(2))
                .expectNext(Registration.of(Registration.Domain.PACKET, Registration.Status.HOME))
                .verifyComplete();
    }

    @Test
    void denialInOneDomainIsNoneWhileAnotherSearches() {
        domainsSay("0,2", "0,3", "0,0");
        fails(l610.module().modem().register(), 88, e -> assertThat(e)
                .isInstanceOf(AtTimeoutException.class)
                .hasMessageContaining("not registered within 90 s: +CGREG 2 (SEARCHING), +CEREG 3 (DENIED)"));
    }

    @Test
    void anotherCardGetsItsOwnAccessPoint() {
        l610.when("AT+CIMI?").answers("+CIMI: 460046616008063", "OK").answers("+CIMI: 460016616008063", "OK");
        l610.when("AT+CGDCONT=1,\"IP\",\"3gnet\"").answers("OK");
        l610.attaches();
        L610 module = l610.module();
        StepVerifier.withVirtualTime(() -> module.modem().attach())
                .expectNextCount(1)
                .verifyComplete();
        StepVerifier.withVirtualTime(() -> module.modem().attach())
                .expectNextCount(1)
                .verifyComplete();
        assertThat(sentLines().stream().filter(line -> line.startsWith("AT+CGDCONT")))
                .containsExactly("AT+CGDCONT=1,\"IP\",\"cmnet\"", "AT+CGDCONT=1,\"IP\",\"3gnet\"");
    }

    @Test
    void reportsAreTypedEvents() {
        l610.attaches();
        L610 module = l610.module();
        List<ModemEvent> events = new ArrayList<>();
        module.modem().events().subscribe(events::add);
        l610.modem.prints("AT command ready", "+SIM READY", "+SIM: Removed", "+SIM DROP", "+MIPCALL: 0", "+CEREG: 5");
        assertThat(events)
                .containsExactly(
                        new ModemEvent.Banner("AT command ready"),
                        new ModemEvent.SimReady(),
                        new ModemEvent.SimRemoved(),
                        new ModemEvent.SimDropped(),
                        new ModemEvent.BearerLost(),
                        new ModemEvent.RegistrationChanged(
                                Registration.of(Registration.Domain.LTE, Registration.Status.ROAMING)));
    }

    @Test
    void resultCodeThatEndsADialIsNoEvent() {
        l610.attaches();
        L610 module = l610.module();
        List<ModemEvent> events = new ArrayList<>();
        module.modem().events().subscribe(events::add);
        StepVerifier.withVirtualTime(() -> module.modem().attach())
                .expectNextCount(1)
                .verifyComplete();
        assertThat(events).isEmpty();
    }

    @Test
    void clockAndStartNotices() {
        l610.when("AT+CCLK?").answers("+CCLK: \"26/07/20,06:51:36+32\"", "OK");
        l610.when("AT+MSTART=0,1").answers("OK");
        L610 module = l610.module();
        StepVerifier.withVirtualTime(() -> module.modem().clock())
                .assertNext(time -> assertThat(time).hasToString("2026-07-20T06:51:36+08:00"))
                .verifyComplete();
        StepVerifier.withVirtualTime(() -> module.modem().startNotices(false, true))
                .verifyComplete();
    }
}
