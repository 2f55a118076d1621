package io.atflux.simulation.mutants;

import io.atflux.test.mutants.Scenario;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mutants for which the simulation's modem gives no occasion: a specific scenario notices each. */
class ScenarioMutantsTest {

    private static final List<Scenario> MUTANTS = Stream.of(
                    ProofMutants.ALL,
                    OpeningMutants.ALL,
                    TextMutants.ALL,
                    MessageMutants.ALL,
                    EndMutants.ALL,
                    SecretMutants.ALL)
            .flatMap(List::stream)
            .toList();

    static Stream<Scenario> mutants() {
        return MUTANTS.stream();
    }

    /** Each test that notices any of them, once. */
    static Stream<Named<Scenario>> scenarios() {
        Map<String, Scenario> tests = new TreeMap<>();
        MUTANTS.forEach(each -> tests.put(each.where(), each));
        return tests.entrySet().stream().map(each -> Named.of(each.getKey(), each.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void theScenarioNotices(Scenario scenario) {
        scenario.mustNotice();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void theScenarioPassesWhereNothingIsBroken(Scenario scenario) throws ReflectiveOperationException {
        scenario.mustPassUnbroken();
    }
}
