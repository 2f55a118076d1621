package io.atflux.fibocom;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtUsageException;
import io.atflux.modem.Apn;
import io.atflux.modem.ApnChoice;
import io.atflux.modem.ApnMemory;
import io.atflux.modem.ApnPresets;
import io.atflux.modem.ApnTable;
import io.atflux.modem.Iccid;
import io.atflux.modem.Imsi;
import io.atflux.modem.SimCard;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Access points tried one after another, one dial each. */
class CandidatesTest {

    private static final String CARD = "89860446161990000010";
    private static final String OTHER_CARD = "89860446161990000028";

    private final ScriptedL610 l610 = new ScriptedL610();
    private final ApnMemory memory = ApnMemory.inProcess();

    CandidatesTest() {
        l610.when("AT+CCID?").answers("+CCID: " + CARD, "OK");
        for (String apn : List.of("cmnet", "cmiot", "3gnet", "ctnet", "internet")) {
            l610.when(set(apn)).answers("OK");
        }
    }

    private static String set(String apn) {
        return "AT+CGDCONT=1,\"IP\",\"" + apn + "\"";
    }

    private L610 module() {
        return module(ApnPresets.builder().memory(memory).build());
    }

    private L610 module(ApnChoice choice) {
        l610.attaches();
        return l610.module(builder -> builder.apn(choice));
    }

    /** The commands sent since the read of the card's number. */
    private List<String> sent() {
        List<String> lines = l610.modem.sentLines();
        return lines.subList(lines.indexOf("AT+CIMI?") + 1, lines.size());
    }

    @Test
    void theThirdIsDialledAfterTheFirstTwoWereRefusedOnce() {
        l610.when("AT+MIPCALL=1")
                .answers("OK", "+MIPCALL: 0")
                .answers("OK", "+MIPCALL: 0")
                .answers("OK", "+MIPCALL: 10.104.48.68");
        StepVerifier.withVirtualTime(() -> module().modem().dial())
                .assertNext(bearer -> assertThat(bearer.text()).isEqualTo("10.104.48.68"))
                .verifyComplete();
        assertThat(sent())
                .containsExactly(
                        "AT+CCID?",
                        "AT+MIPCALL?",
                        set("cmnet"),
                        "AT+MIPCALL=1",
                        set("cmiot"),
                        "AT+MIPCALL=1",
                        set("3gnet"),
                        "AT+MIPCALL=1");
    }

    @Test
    void theOneThatWorkedIsTriedFirstTheNextTime() {
        l610.when("AT+MIPCALL=1").answers("OK", "+MIPCALL: 0").answers("OK", "+MIPCALL: 10.104.48.68");
        L610 module = module();
        StepVerifier.withVirtualTime(() -> module.modem().attach())
                .assertNext(attachment -> assertThat(attachment.apn()).isEqualTo(Apn.of("cmiot")))
                .verifyComplete();
        int before = l610.modem.sentLines().size();
        StepVerifier.withVirtualTime(() -> module.modem().attach())
                .assertNext(attachment -> assertThat(attachment.apn()).isEqualTo(Apn.of("cmiot")))
                .verifyComplete();
        assertThat(l610.modem.sentLines().subList(before, l610.modem.sentLines().size()))
                .contains(set("cmiot"))
                .doesNotContain(set("cmnet"));
    }

    @Test
    void anotherCardIsChosenForAnew() {
        memory.remember(new Iccid(OTHER_CARD), "ctnet").block();
        L610 module = module();
        StepVerifier.withVirtualTime(() -> module.modem().setApn())
                .expectNext(Apn.of("cmnet"))
                .verifyComplete();
        memory.remember(new Iccid(CARD), "ctnet").block();
        StepVerifier.withVirtualTime(() -> module.modem().setApn())
                .expectNext(Apn.of("ctnet"))
                .verifyComplete();
    }

    @Test
    void whatIsRememberedAndNoCandidateAnyMoreIsNotUsed() {
        memory.remember(new Iccid(CARD), "gone.example").block();
        StepVerifier.withVirtualTime(() -> module().modem().setApn())
                .expectNext(Apn.of("cmnet"))
                .verifyComplete();
    }

    @Test
    void aNetworkThatTakesNoneIsSaidWithAllThatWereTried() {
        l610.when("AT+MIPCALL=1").answers("OK", "+MIPCALL: 0");
        StepVerifier.withVirtualTime(() -> module().modem().dial())
                .expectErrorSatisfies(no -> assertThat(no)
                        .isInstanceOf(AtRejectedException.class)
                        .hasMessageContaining("+MIPCALL: 0")
                        .hasMessageContaining(
                                "no address by any of the access points cmnet, cmiot, 3gnet, ctnet, internet"))
                .verify(ofSeconds(10));
        assertThat(l610.modem.countOf("AT+MIPCALL=1")).isEqualTo(5);
        StepVerifier.create(memory.recall(new Iccid(CARD))).verifyComplete();
    }

    /** It may be up, or still coming up, and reports that only on a query. */
    @Test
    void anErrorIsAskedAboutBeforeTheNextOneIsTried() {
        l610.when("AT+MIPCALL?").answers("+MIPCALL: 0", "OK").answers("+MIPCALL: 1,10.1.2.3", "OK");
        l610.when("AT+MIPCALL=1").answers("ERROR");
        StepVerifier.withVirtualTime(() -> module().modem().dial())
                .assertNext(bearer -> assertThat(bearer.text()).isEqualTo("10.1.2.3"))
                .verifyComplete();
        StepVerifier.create(memory.recall(new Iccid(CARD))).expectNext("cmnet").verifyComplete();
    }

    @Test
    void aDialWithoutAWordIsReleasedBeforeTheNextOne() {
        l610.when("AT+MIPCALL=1").answers("OK").answers("OK", "+MIPCALL: 10.104.48.68");
        l610.when("AT+MIPCALL=0").answers("OK", "+MIPCALL: 0");
        StepVerifier.withVirtualTime(() -> module().modem().dial())
                .thenAwait(ofSeconds(151))
                .expectNextCount(1)
                .verifyComplete();
        assertThat(sent())
                .containsExactly(
                        "AT+CCID?",
                        "AT+MIPCALL?",
                        set("cmnet"),
                        "AT+MIPCALL=1",
                        "AT+MIPCALL?",
                        "AT+MIPCALL=0",
                        set("cmiot"),
                        "AT+MIPCALL=1");
    }

    @Test
    void aBearerThatIsUpIsNeitherSetNorDialledNorRemembered() {
        l610.when("AT+MIPCALL?").answers("+MIPCALL: 1,10.1.2.3", "OK");
        StepVerifier.withVirtualTime(() -> module().modem().dial())
                .expectNextCount(1)
                .verifyComplete();
        assertThat(sent()).containsExactly("AT+CCID?", "AT+MIPCALL?");
        StepVerifier.create(memory.recall(new Iccid(CARD))).verifyComplete();
    }

    /** Each further dial would be useless. */
    @Test
    void noAccessPointMendsAMissingCard() {
        l610.when("AT+MIPCALL=1").answers("+CME ERROR: SIM not inserted");
        StepVerifier.withVirtualTime(() -> module().modem().dial())
                .expectErrorSatisfies(
                        no -> assertThat(((AtRejectedException) no).code()).hasValue(10))
                .verify(ofSeconds(10));
        assertThat(l610.modem.countOf("AT+MIPCALL=1")).isEqualTo(1);
    }

    @Test
    void aSingleCandidateIsDialledByTheModulesRuleAndItsCardIsNotAskedFor() {
        l610.when("AT+MIPCALL=1").answers("OK", "+MIPCALL: 0");
        StepVerifier.withVirtualTime(() -> module(Apn.byImsi()).modem().dial())
                .thenAwait(ofSeconds(10))
                .expectError(AtRejectedException.class)
                .verify(ofSeconds(10));
        assertThat(l610.modem.countOf("AT+MIPCALL=1")).isEqualTo(3);
        assertThat(l610.modem.sentLines()).doesNotContain("AT+CCID?");
    }

    @Test
    void anEntryForTheCardIsFound() {
        ApnTable table = ApnTable.common()
                .mutate()
                .forCard(new Iccid(CARD), Apn.of("3gnet"))
                .build();
        StepVerifier.withVirtualTime(() -> module(table).modem().setApn())
                .expectNext(Apn.of("3gnet"))
                .verifyComplete();
    }

    /** For firmware without the query, cards have no number. */
    @Test
    void aCardThatDoesNotTellItsNumberIsServedByItsSubscriber() {
        ScriptedL610 without = new ScriptedL610();
        without.when("AT+CCID?").answers("+CME ERROR: SIM not inserted");
        without.attaches();
        ApnTable table = ApnTable.common()
                .mutate()
                .forCard(new Iccid(CARD), Apn.of("3gnet"))
                .build();
        StepVerifier.withVirtualTime(() ->
                        without.module(builder -> builder.apn(table)).modem().setApn())
                .thenAwait(ofSeconds(30))
                .expectNext(Apn.of("cmnet"))
                .verifyComplete();
    }

    /** Throws at once, errors later, never answers, stores nothing. */
    static Stream<ApnMemory> memoriesThatFail() {
        return Stream.of(memory(Mono.error(new IllegalStateException("disk"))), memory(Mono.never()), new ApnMemory() {
            @Override
            public Mono<String> recall(Iccid card) {
                throw new StackOverflowError();
            }

            @Override
            public Mono<Void> remember(Iccid card, String apn) {
                throw new IllegalStateException("thrown");
            }
        });
    }

    private static ApnMemory memory(Mono<String> answer) {
        return new ApnMemory() {
            @Override
            public Mono<String> recall(Iccid card) {
                return answer;
            }

            @Override
            public Mono<Void> remember(Iccid card, String apn) {
                return answer.then();
            }
        };
    }

    @ParameterizedTest
    @MethodSource("memoriesThatFail")
    void aMemoryThatFailsIsNoReasonToStayWithoutANetwork(ApnMemory failing) {
        ApnPresets presets = ApnPresets.builder().memory(failing).build();
        StepVerifier.withVirtualTime(() -> module(presets).modem().dial())
                .thenAwait(ofSeconds(5))
                .thenAwait(ofSeconds(5))
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void aChoiceOfNothingIsSaid() {
        ApnChoice nothing = new ApnChoice() {
            @Override
            public Apn forImsi(Imsi imsi) {
                return Apn.of("never");
            }

            @Override
            public List<Apn> candidates(SimCard card) {
                return List.of();
            }
        };
        StepVerifier.withVirtualTime(() -> module(nothing).modem().setApn())
                .expectErrorSatisfies(no -> assertThat(no)
                        .isInstanceOf(AtUsageException.class)
                        .hasMessageContaining("no APN is known for SIM 46004**********"))
                .verify(ofSeconds(10));
    }

    @Test
    void aRestartMeanwhileIsNoRefusal() {
        l610.when("AT+MIPCALL=1").answersAfter(ofSeconds(1), "AT command ready");
        StepVerifier.withVirtualTime(() -> module().modem().dial())
                .thenAwait(ofSeconds(20))
                .expectErrorSatisfies(
                        no -> assertThat(no).isInstanceOf(AtException.class).matches(AtTimeoutException::isRestart))
                .verify(ofSeconds(10));
        assertThat(l610.modem.countOf("AT+MIPCALL=1")).isEqualTo(1);
    }
}
