package io.atflux.simulation.mutants;

import io.atflux.test.mutants.Scenario;
import java.util.List;

/** Mutants of the proof that a modem is in step. */
final class ProofMutants {

    private ProofMutants() {}

    private static Scenario proof(
            String name, String type, String original, String broken, String test, Object... arguments) {
        return Scenario.of("failuremodes.StaleProofTest", name, type, original, broken, test, arguments);
    }

    private static Scenario earlier(String name, String test) {
        return proof(
                name,
                "Proof",
                "if (isLast && found.kind() != Word.Kind.READ)",
                "if (found.kind() != Word.Kind.READ)",
                test);
    }

    private static Scenario part(String name, String late) {
        return proof(
                name,
                "Word",
                "return relevant(lines).equals(answers)",
                "return !relevant(lines).isEmpty()",
                "linesOfThatNameAreNoProof",
                late);
    }

    static final List<Scenario> ALL = List.of(
            earlier(
                    "an earlier session's word is the proof",
                    "whatEarlierSessionsWereNotAnsweredProvesNothingToTheSixth"),
            earlier(
                    "a word before a prompt is the proof",
                    "aPromptWhileTheThirdProbeIsOutLeavesTheFirstTwoAnswersToNobody"),
            part("a compound read is the proof", "\r\n+CSQ: 20,99\r\n\r\n+CMEE: 2\r\n\r\nOK\r\n"),
            part(
                    "a listing is the proof",
                    "\r\nE0 Q0 V1 X4 &C1 &D2\r\n+CMEE: 2\r\n+CFUN: 1\r\n+IPR: 115200\r\n\r\nOK\r\n"),
            part("a late read is the proof", "\r\n+CMEE: 2\r\n\r\nOK\r\n"),
            part("a boot notice is the proof", "\r\n+CFUN: 1\r\n\r\nOK\r\n"),
            proof(
                    "a single read's line proves, whatever else is owed",
                    "Proof",
                    "Word found = ok ? unanswered.answeredBy(came) : null;",
                    "Word found = ok && !unanswered.isEmpty() ? java.util.Objects.requireNonNull(unanswered.last()).word : null; if (ok && found != null) { return Finding.PROVEN; }",
                    "aLinePrintedUnaskedWhileItsReadIsOutIsNoProofWhileAnotherReplyIsOwed"),
            Scenario.of(
                    "internal.engine.ResynchroniseTest",
                    "an OK too many is as good as none",
                    "Round",
                    "written == answers && written == bare",
                    "written <= bare",
                    "oneThatSaysOkOnceTooOftenMayHaveMoreToSay"),
            Scenario.of(
                    "internal.engine.ResynchroniseTest",
                    "a message breaks the long silence",
                    "Router",
                    "if (type != null && !line.isCut()) {",
                    "if (false) {",
                    "messagesOfSeveralReadsDoNotBreakThatSilence"),
            Scenario.of(
                    "internal.engine.ResynchroniseTest",
                    "a cut message does not break it",
                    "Router",
                    "if (type != null && !line.isCut()) {",
                    "if (type != null) {",
                    "aTextThatIsCutBreaksThatSilence"),
            Scenario.of(
                    "internal.engine.InheritanceTest",
                    "refusals leave a session without words for ever",
                    "Proof",
                    "if (word == null && begins) {",
                    "if (false) {",
                    "aSessionThatInheritsNothingButRefusalsAsksAnew"),
            Scenario.of(
                    "internal.engine.InheritanceTest",
                    "claims end with their session",
                    "Takeover",
                    "owed.inheritClaims(former.claiming()",
                    "owed.inheritClaims(List.<Seat>of()",
                    "anAnswerAfterItsSeemingFinalResultIsNoResultCodeInTheNextSessionEither"),
            Scenario.of(
                    "internal.resync.ProofTest",
                    "a line before the word is its answer",
                    "UnansweredWords",
                    "last.earlier = lines;",
                    "last.earlier = 0;",
                    "aLineThatArrivedBeforeTheWordWasWrittenIsNotItsAnswer"),
            Scenario.of(
                    "internal.engine.LateRepliesTest",
                    "an old final result is a later command's",
                    "FinalResults",
                    "return oldest != null && oldest.wasWrittenAfter(core.lines.mark());",
                    "return false;",
                    "aFinalResultThatBeganBeforeTheCommandWasWrittenIsNotItsLateReply"),
            Scenario.of(
                    "internal.engine.LateRepliesTest",
                    "a digit is a final result although the modem answers in words",
                    "LineSettings",
                    "return codes == Codes.WORDS;",
                    "return false;",
                    "aDigitIsNoFinalResultOnceTheModemHasAnsweredInWords"),
            Scenario.of(
                    "internal.engine.LatePromptsTest",
                    "words fill no data entry",
                    "Prompts",
                    "if (resync.isProbing()) { // The module may take",
                    "if (false) { // The module may take",
                    "theResultCodeOfAnEntryThatWordsMayHaveFilledSettlesNoOther"),
            Scenario.of(
                    "internal.engine.OvertakenTest",
                    "a restart ends what was written just before its banner",
                    "SessionCore",
                    "owed.add(crossed ? finals.overtaken(current, op.attemptStart()) : current, given.now());",
                    "owed.add(current, given.now());",
                    "aCommandThatCrossedTheBannerOfARestartMayStillRun"),
            Scenario.of(
                    "internal.engine.OvertakenTest",
                    "after the answer to a re-send nothing runs any more",
                    "FinalResults",
                    "owed.add(overtaken(current, op.attemptStart()), given.now());",
                    "owed.add(current, given.now());",
                    "afterTheAnswerToAResendTheFirstAttemptMayStillRunAndEndsNobodyElse"));
}
