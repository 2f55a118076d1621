package io.atflux.simulation.mutants;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mutants that the simulation's modem gives no occasion to: each is noticed by the scenario that is about it. */
class ScenarioMutantsTest {

    /**
     * @param scenario the test class, below {@code io.atflux}
     * @param test its method, without parameters
     */
    private record Noticed(Mutant mutant, String scenario, String test) {
        @Override
        public String toString() {
            return mutant.toString();
        }
    }

    static Stream<Noticed> mutants() {
        return MUTANTS.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void theScenarioNotices(Noticed mutant) throws ReflectiveOperationException {
        Class<?> scenario = MutantLoader.of(mutant.mutant()).loadClass("io.atflux." + mutant.scenario());
        Constructor<?> constructor = scenario.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object instance = constructor.newInstance();
        Method test = scenario.getDeclaredMethod(mutant.test());
        test.setAccessible(true);
        assertThatThrownBy(() -> test.invoke(instance))
                .isInstanceOf(InvocationTargetException.class)
                .hasCauseInstanceOf(AssertionError.class);
    }

    private static Noticed in(String scenario, String name, String file, String original, String broken, String test) {
        return new Noticed(new Mutant(name, file + ".java", original, broken), scenario, test);
    }

    private static Noticed text(String name, String file, String original, String broken, String test) {
        return in("failuremodes.TextIsNothingElseTest", name, file, original, broken, test);
    }

    private static Noticed restart(String name, String file, String original, String broken, String test) {
        return in("failuremodes.RestartTest", name, file, original, broken, test);
    }

    private static Noticed asynchronous(String name, String file, String original, String broken, String test) {
        return in("internal.session.AsynchronousTest", name, file, original, broken, test);
    }

    private static final List<Noticed> MUTANTS = List.of(
            restart(
                    "behind an echo no lead is seen",
                    "session/LineStage",
                    "after = settings.isEscapes(line.text()) ? After.NOTHING : After.ECHO;",
                    "",
                    "aBannerBehindTheEchoOfTheCommandInFlightCounts"),
            text(
                    "a PDU is a line of the reply",
                    "session/TextJoiner",
                    "if (bytes > 0 && wire.scanner().fits(bytes)) {",
                    "if (bytes > 0) { return TextState.NONE; } if (bytes > 0) {",
                    "aPduIsNoLineOfTheReplyInFlight"),
            text(
                    "a quote that is never closed holds for ever",
                    "session/TextJoiner",
                    "held.splitUnclosed(router::isFinal);",
                    "",
                    "aQuoteThatIsNeverClosedGivesBackWhatItHeldInOrder"),
            text(
                    "a silence ends a quote",
                    "codec/TextState",
                    "return this == COUNTED || this == HEADED || this == QUOTED;",
                    "return this == COUNTED || this == HEADED;",
                    "aQuoteThatIsNeverClosedGivesBackWhatItHeldInOrder"),
            text(
                    "a NUL within a payload is noise",
                    "codec/LineScanner",
                    "if (b == 0 && !inText) {",
                    "if (b == 0) {",
                    "aNulWithinAPayloadIsNoNoise"),
            text(
                    "a cut text is delivered as whole",
                    "session/HeldText",
                    "return header.withText(all.toByteArray(), shape.isBelow(), cut);",
                    "return header.withText(all.toByteArray(), shape.isBelow(), false);",
                    "aQuoteThatIsNeverClosedGivesBackWhatItHeldInOrder"),
            text(
                    "more of a text that was over is a reply",
                    "session/TextJoiner",
                    "case ORPHAN -> orphan(line);",
                    "case ORPHAN -> classify(line);",
                    "moreOfAMessageThatWasTakenForWholeIsReportedAndIsNoFinal"),
            text(
                    "a lone prompt behind a message is text",
                    "session/LineStage",
                    "String lead = promptRefused ? wire.scanner().takeLonePrompt() : null;",
                    "String lead = null;",
                    "aLoneLargerThanSignDirectlyBehindAMessageIsThePromptWhereItStandsAlone"),
            text(
                    "a line that began before the command is its answer",
                    "session/Seat",
                    "return mark <= writtenAs;",
                    "return false;",
                    "aHalfLineThatBeganBeforeTheCommandIsNoAnswerToIt"),
            text(
                    "an echo is expected although it was switched off",
                    "session/LineSettings",
                    "boolean mayEcho() { return !echoOff;",
                    "boolean mayEcho() { return true;",
                    "behindAnAcceptedSwitchOffThereIsNoEcho"),
            restart(
                    "a payload of which a byte is missing is completed by a probe",
                    "session/FinalResults",
                    "resync.suspectMissingBytes(current.payload.counted());",
                    "",
                    "aDataEntryWhosePayloadWasWrittenIsOpenUntilItsIdleTimeAfterTheLastByte"),
            restart(
                    "a restart goes unnoticed",
                    "session/LineStage",
                    "core.restart.announced(line);",
                    "",
                    "whatIsInFlightEndsThreeSecondsAfterTheBannerAndIsNotWrittenAgain"),
            restart(
                    "a banner within a conversation is a restart",
                    "session/Restart",
                    "Duration.ofMillis(500);",
                    "Duration.ofMillis(1);",
                    "aBannerCountsOnlyWithALeadOutsideOfATextAndAfterASilence"),
            restart(
                    "nothing is proved behind a restart",
                    "session/Restart",
                    "owed.suspectOthers();",
                    "",
                    "nothingIsWrittenBeforeTheModuleIsProvedToBeInStep"),
            asynchronous(
                    "a result code of anybody's ends one of two",
                    "session/Effects",
                    "verdict != Verdict.NOT_MINE && isOfOneKey(e.settlement, line)",
                    "verdict != Verdict.NOT_MINE",
                    "aResultCodeThatMayBeSeveralOperationsEndsNone"),
            asynchronous(
                    "a doubled result code fails the re-send",
                    "session/Seat",
                    "op.isDoubled(line) && !doubledSeen",
                    "op.isDoubled(line) && doubledSeen",
                    "aDoubledResultCodeFailsNoResendBeforeItsOk"),
            asynchronous(
                    "progress is the end",
                    "session/Effects",
                    "if (verdict == Verdict.PROGRESS) {",
                    "if (verdict == Verdict.NOT_MINE) {",
                    "progressBelongsToTheOperationAndDoesNotEndIt"));
}
