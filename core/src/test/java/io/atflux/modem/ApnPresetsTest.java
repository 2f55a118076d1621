package io.atflux.modem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.test.StepVerifier;

class ApnPresetsTest {

    private static final Iccid CARD = new Iccid("89860446161990000010");

    private static List<String> names(ApnChoice choice, String imsi) {
        return choice.candidates(SimCard.of(new Imsi(imsi))).stream()
                .map(Apn::name)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "460046616008063;cmnet,cmiot,3gnet,ctnet,internet",
                "460011234567890;3gnet,uninet,cmnet,ctnet,internet",
                "460116616008063;ctnet,ctlte,cmnet,3gnet,internet",
                // A network of a known country, and one of an unknown country.
                "460996616008063;cmnet,3gnet,ctnet,internet",
                "999996616008063;internet"
            })
    void theOperatorsOwnComeFirstThenItsNeighbours(String imsi, String apns) {
        assertThat(names(Apn.presets(), imsi)).containsExactly(apns.split(","));
        assertThat(Apn.presets().forImsi(new Imsi(imsi)).name()).isEqualTo(apns.split(",")[0]);
    }

    @Test
    void noMoreThanFiveAreTried() {
        assertThat(names(Apn.presets(), "310410123456789")).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void whatTheProgramSaidForTheCardIsTriedAndNothingElse() {
        ApnTable table = ApnTable.common()
                .mutate()
                .forPrefix("46004", Apn.of("a"), Apn.of("b"))
                .build();
        ApnPresets presets = ApnPresets.builder().table(table).build();
        assertThat(names(presets, "460046616008063")).containsExactly("a", "b");
        assertThat(names(presets, "460011234567890")).startsWith("3gnet");
    }

    @Test
    void copiesShareWhatIsRememberedAndOthersDoNot() {
        ApnPresets presets = ApnPresets.builder().build();
        StepVerifier.create(presets.mutate().build().memory().remember(CARD, "ctnet"))
                .verifyComplete();
        StepVerifier.create(presets.memory().recall(CARD)).expectNext("ctnet").verifyComplete();
        StepVerifier.create(Apn.presets().memory().recall(CARD)).verifyComplete();
    }

    @Test
    void theCardThatWasNotAskedForTheLongestIsForgottenFirst() {
        ApnMemory memory = ApnMemory.inProcess();
        for (int i = 0; i < 1024; i++) {
            memory.remember(card(i), "apn" + i).block();
        }
        memory.recall(card(0)).block();
        memory.remember(card(1024), "last").block();
        StepVerifier.create(memory.recall(card(0))).expectNext("apn0").verifyComplete();
        StepVerifier.create(memory.recall(card(1))).verifyComplete();
        StepVerifier.create(memory.recall(card(1024))).expectNext("last").verifyComplete();
    }

    private static Iccid card(int number) {
        return new Iccid("8986044616199" + (1_000_000 + number));
    }
}
