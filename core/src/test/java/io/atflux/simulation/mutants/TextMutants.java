package io.atflux.simulation.mutants;

import io.atflux.test.mutants.Scenario;
import java.util.List;

/** Mutants of text: its lines, its end, and its handling after a restart. */
final class TextMutants {

    private TextMutants() {}

    private static Scenario text(
            String name, String type, String original, String broken, String test, Object... arguments) {
        return Scenario.of("failuremodes.TextIsNothingElseTest", name, type, original, broken, test, arguments);
    }

    private static Scenario probing(String name, String type, String original, String broken, String test) {
        return Scenario.of("failuremodes.TextWhileProbingTest", name, type, original, broken, test);
    }

    private static Scenario restart(
            String name, String type, String original, String broken, String test, Object... arguments) {
        return Scenario.of("failuremodes.RestartTest", name, type, original, broken, test, arguments);
    }

    private static Scenario asynchronous(
            String name, String type, String original, String broken, String test, Object... arguments) {
        return Scenario.of("internal.engine.AsynchronousTest", name, type, original, broken, test, arguments);
    }

    static final List<Scenario> ALL = List.of(
            Scenario.of(
                    "failuremodes.LineEndsTest",
                    "only a whole AT is an echo's",
                    "LineSettings",
                    "return line.contains(\"AT\") || echoes.mayBe(line, Long.MAX_VALUE, true);",
                    "return line.contains(\"AT\");",
                    "anEchoWhoseFirstByteIsDamagedShowsNoLineEnd"),
            Scenario.of(
                    "failuremodes.CrossedRestartTest",
                    "a prompt after a restart gets the payload of a command before it",
                    "Prompts",
                    "if (!resync.mayAnswerPrompt() || core.standing.isOfBeforeRestart(late)) {",
                    "if (!resync.mayAnswerPrompt()) {",
                    "aPromptAfterARestartGetsNoPayloadOfACommandBeforeIt"),
            Scenario.of(
                    "failuremodes.EchoesTest",
                    "a restart discards the echo of a line that crossed it",
                    "LineSettings",
                    "codes = Codes.UNKNOWN; forgetLines();",
                    "codes = Codes.UNKNOWN; forgetLines(); echoes.clear();",
                    "anEchoBehindATextIsNoneOfItAfterARestartEither"),
            Scenario.of(
                    "internal.engine.InheritanceTest",
                    "the next session knows no secrets",
                    "SecretMask",
                    "secrets = former.secrets;",
                    "secrets = List.of();",
                    "theNextSessionKnowsSecretsThatSeemedToBeOver"),
            Scenario.of(
                    "failuremodes.LineEndsTest",
                    "the end of an echo that passes for text shows how lines end",
                    "LineStage",
                    "place.looksEchoed = settings.looksEchoed(line.text());",
                    "place.looksEchoed = false;",
                    "aDamagedEchoThatPassesForTextShowsNoLineEnd"),
            probing(
                    "more of a text that a word cut is an answer",
                    "TextJoiner",
                    "if (line != null && line.lead() == OwnLead.NO) {",
                    "if (line == null) {",
                    "aResultCodeWithinATextSettlesNothing"),
            probing(
                    "a text ends the answer before it if leads are not known",
                    "Proof",
                    "if (!told) {",
                    "if (!told && lines.isEmpty()) {",
                    "whereLeadsAreNotKnownOnlyAnAnswerBehindTheTextCounts"),
            probing(
                    "an answer with a text in it teaches what the modem refuses",
                    "Proof",
                    "boolean complete = !textAmong;",
                    "boolean complete = true;",
                    "textsAmongTheAnswersTeachNothingOfTheModem"),
            Scenario.of(
                    "internal.engine.EndlessRuleTest",
                    "what is not kept is not owed",
                    "OwedReplies",
                    "return seats.isEmpty() && !unknown && !uncounted;",
                    "return seats.isEmpty() && !unknown;",
                    "afterAsManyRepliesAsAreKeptOnlyAProofLetsTheNextCommandOut"),
            Scenario.of(
                    "failuremodes.NumericResultsTest",
                    "a session does not know how the one before it was answered",
                    "LineSettings",
                    "codes = former.numeric() ? Codes.NUMBERS : Codes.UNKNOWN;",
                    "",
                    "aSecondSessionOnTheModemKnowsOfTheSwitch"),
            restart(
                    "after an echo no lead is seen",
                    "LineStage",
                    "place.after = settings.isEscapes(line.text()) ? After.NOTHING : After.ECHO;",
                    "",
                    "aBannerBehindTheEchoOfTheCommandInFlightCounts"),
            text(
                    "a PDU is a line of the reply",
                    "TextStart",
                    "if (bytes > 0 && given.wire.scanner().fits(bytes)) {",
                    "if (bytes > 0) { return TextState.NONE; } if (bytes > 0) {",
                    "aPduIsNoLineOfTheReplyInFlight"),
            text(
                    "a quote that is never closed holds for ever",
                    "TextJoiner",
                    "held.splitUnclosed(sink::isFinal);",
                    "",
                    "aQuoteThatIsNeverClosedGivesBackWhatItHeldInOrder"),
            text(
                    "a silence ends a quote",
                    "TextState",
                    "return this == COUNTED || this == HEADED || this == QUOTED;",
                    "return this == COUNTED || this == HEADED;",
                    "aQuoteThatIsNeverClosedGivesBackWhatItHeldInOrder"),
            text(
                    "a NUL within a payload is noise",
                    "LineScanner",
                    "if (b == 0 && !inText) {",
                    "if (b == 0) {",
                    "aNulWithinAPayloadIsNoNoise"),
            text(
                    "a cut text is delivered as whole",
                    "HeldText",
                    "return Lines.withText(header, all.toString(), shape.isBelow(), cut);",
                    "return Lines.withText(header, all.toString(), shape.isBelow(), false);",
                    "aQuoteThatIsNeverClosedGivesBackWhatItHeldInOrder"),
            text(
                    "more of a text that was over is a reply",
                    "TextJoiner",
                    "case ORPHAN -> orphan(line);",
                    "case ORPHAN -> stage.classify(line);",
                    "moreOfAMessageThatWasTakenForWholeIsReportedAndIsNoFinal"),
            text(
                    "a lone prompt after a message is text",
                    "LineStage",
                    "String lead = promptRefused ? given.wire.scanner().takeLonePrompt() : null;",
                    "String lead = null;",
                    "aLoneLargerThanSignDirectlyBehindAMessageIsThePromptWhereItStandsAlone"),
            text(
                    "a line that began before the command is its answer",
                    "Seat",
                    "return mark <= writtenAs;",
                    "return false;",
                    "aHalfLineThatBeganBeforeTheCommandIsNoAnswerToIt"),
            text(
                    "an echo is expected although it was switched off",
                    "LineSettings",
                    "boolean mayEcho() { return !echoOff;",
                    "boolean mayEcho() { return true;",
                    "behindAnAcceptedSwitchOffThereIsNoEcho"),
            restart(
                    "a payload of which a byte is missing is completed by a probe",
                    "FinalResults",
                    "resync.suspectMissingBytes(current.payload.counted());",
                    "",
                    "aDataEntryWhosePayloadWasWrittenIsOpenUntilItsIdleTimeAfterTheLastByte"),
            restart(
                    "a restart goes unnoticed",
                    "LineStage",
                    "sink.restarted(line);",
                    "",
                    "whatIsInFlightEndsThreeSecondsAfterTheBannerAndIsNotWrittenAgain"),
            restart(
                    "a banner within a conversation is a restart",
                    "LineStage",
                    "Duration.ofMillis(500)",
                    "Duration.ofMillis(1)",
                    "aBannerCountsOnlyWithALeadOutsideOfATextAndAfterASilence"),
            restart(
                    "nothing is proved after a restart",
                    "Restart",
                    "core.owed.suspectOthers();",
                    "",
                    "nothingIsWrittenBeforeTheModuleIsProvedToBeInStep"),
            restart(
                    "what waits to be written again outlives a restart",
                    "SessionCore",
                    "op.wasWritten() && op.mayWrite()",
                    "op.isAwaited()",
                    "aCommandInThePauseOfItsRuleEndsAsWellAndIsNotWrittenAgain"),
            restart(
                    "a command is written again within the three seconds",
                    "WriteRights",
                    "op.isRecheckOf(rule)) && op.mayWrite();",
                    "op.isRecheckOf(rule));",
                    "aCommandThatWaitsToBeWrittenAgainIsNotThoughAProofCame"),
            restart(
                    "a command that a restart ends is asked about",
                    "WriteRights",
                    "turn.recheckOf == rule) && turn.mayWrite();",
                    "turn.recheckOf == rule);",
                    "nobodyIsAskedAboutACommandOfBeforeTheRestart"),
            restart(
                    "what waits for an owed result code waits after a restart",
                    "Dispatcher",
                    "proveIfThatLetsOneOut(); return;",
                    "return;",
                    "aCommandThatOnlyWaitsForAnOwedResultCodeAsksForTheProof"),
            restart(
                    "each banner lengthens the three seconds",
                    "Restart",
                    "deadline.at(hits.get(0).until()); } private void over() {",
                    "deadline.at(until); } private void over() {",
                    "anotherBannerWithinTheThreeSecondsDoesNotLengthenThem"),
            restart(
                    "a turn goes on within the three seconds",
                    "TurnKeeper",
                    "turn.writesNoMore();",
                    "",
                    "aTurnThatHasWrittenWritesNothingWithinTheThreeSecondsThoughAProofCame"),
            Scenario.of(
                    "internal.lines.LineSettingsTest",
                    "any setting of lines switches echoes on",
                    "LineEffect",
                    "(noEcho && !mayEchoAfter(command))",
                    "(noEcho && !changesLines(command))",
                    "itIsSwitchedOffWhereverThatStandsInTheLine",
                    "ATE0V1"),
            Scenario.of(
                    "internal.engine.ResyncTest",
                    "a line that began like a prompt is one a little later",
                    "Prompts",
                    "boolean began = isDeadlineSet(); clearDeadline();",
                    "boolean began = isDeadlineSet();",
                    "aLineThatBeginsLikeAPromptIsNoneWhenItEndsOtherwise"),
            asynchronous(
                    "a result code of any client ends one of two",
                    "PendingOperations",
                    "verdict != Verdict.NOT_MINE && isOfOneKey(e.settlement, inFlight, line)",
                    "verdict != Verdict.NOT_MINE",
                    "aResultCodeThatMayBeSeveralOperationsEndsNone"),
            asynchronous(
                    "a doubled result code fails the re-send",
                    "Seat",
                    "op.isDoubled(line) && !doubledSeen",
                    "op.isDoubled(line) && doubledSeen",
                    "aDoubledResultCodeFailsNoResendBeforeItsOk"),
            asynchronous(
                    "progress is the end",
                    "Settlements",
                    "if (settled.verdict() == Verdict.PROGRESS) {",
                    "if (settled.verdict() == Verdict.NOT_MINE) {",
                    "progressBelongsToTheOperationAndDoesNotEndIt"));
}
