package io.atflux.simulation.mutants;

import io.atflux.test.mutants.Scenario;
import java.util.List;

/** Mutants of received messages: their owner, the limits of their content, and the line ends of their line. */
final class MessageMutants {

    private static final String CMT = "+CMT: \"+491711234567\",,\"26/11/28,08:00:00+04\"";
    private static final String FEEDS_NOBODY = "aTextFeedsNobodysReplyAndShiftsNone";

    private MessageMutants() {}

    private static Scenario imitation(
            String name, String type, String original, String broken, String test, Object... arguments) {
        return Scenario.of("fibocom.ImitationsTest", name, type, original, broken, test, arguments);
    }

    private static Scenario text(
            String name, String type, String original, String broken, String test, Object... arguments) {
        return Scenario.of("failuremodes.TextIsNothingElseTest", name, type, original, broken, test, arguments);
    }

    private static Scenario whose(String name, String type, String original, String broken, String test) {
        return Scenario.of("fibocom.WhoseMessageTest", name, type, original, broken, test);
    }

    private static Scenario noTextBelow(String name, String header, String below) {
        return imitation(
                name,
                "TextStart",
                "return bytes == 0 ? TextState.NONE : TextState.HEADED;",
                "return TextState.NONE;",
                FEEDS_NOBODY,
                header,
                below);
    }

    /** A text of unknown length ends with its first line. */
    private static Scenario noFurtherLine(String name, String test, Object... arguments) {
        return imitation(
                name,
                "TextStart",
                "joins && dialect.isLeaded() ? TextState.LINES : TextState.NONE",
                "TextState.NONE",
                test,
                arguments);
    }

    private static Scenario pdu(String name, String shape, String header) {
        return imitation(name, "ShortMessages", shape, "", FEEDS_NOBODY, header, "0001020304050607");
    }

    static final List<Scenario> ALL = List.of(
            noTextBelow("a short message's text is a final result", CMT, "OK"),
            noTextBelow("a short message's text is an error", CMT, "ERROR"),
            noTextBelow("a broadcast's text is a final result", "+CBM: 1,50,0,1,1", "OK"),
            noTextBelow("a broadcast's text is an answer", "+CBM: 1,50,0,1,1", "+COPS: 0,0,\"nowhere\",7"),
            imitation(
                    "a short message's text is a call",
                    "TextStart",
                    "return bytes == 0 ? TextState.NONE : TextState.HEADED;",
                    "return TextState.NONE;",
                    "aMessageThatSaysRingIsNoCall"),
            pdu("a message's PDU is a line of the reply", ".text(pdu(\"+CMT\", 2, 1), TextShape.pdu(1))", "+CMT: ,7"),
            pdu("a broadcast's PDU is a line of the reply", ".text(pdu(\"+CBM\", 1, 0), TextShape.pdu(0))", "+CBM: 7"),
            pdu("a report's PDU is a line of the reply", ".text(pdu(\"+CDS\", 1, 0), TextShape.pdu(0))", "+CDS: 7"),
            text(
                    "a stored message's text is its final result",
                    "TextStart",
                    "return bytes == 0 ? TextState.NONE : TextState.HEADED;",
                    "return TextState.NONE;",
                    "anAnswerOfSeveralLinesIsOneLineOfTheReply"),
            text(
                    "the next entry of a list is text of the one before",
                    "HeldText",
                    "return answers != null && line.isNamed(header.name()) && framing.textOf(line) != null;",
                    "return false;",
                    "eachEntryOfAListHasItsText"),
            text(
                    "an open quote at a line's end opens nothing",
                    "TextStart",
                    "case OPEN -> TextState.QUOTED;",
                    "case OPEN -> TextState.NONE;",
                    "aSupplementaryServiceTextWithAnOpenQuoteGoesOn"),
            text(
                    "a prompt within a short message lets the payload out",
                    "LineStage",
                    "if (!joiner.letsPrompt(own)) {",
                    "if (!joiner.letsPrompt(own) && place.after == After.ECHO) {",
                    "aPromptWithinAShortMessageLetsNoPayloadOut"),
            Scenario.of(
                    "failuremodes.LineEndsTest",
                    "two lost bytes are another line end",
                    "LineStage",
                    "settings.dialect.stoodBetween(came.lead());",
                    "",
                    "aLineEndThatLosesAByteTwiceIsNoOtherLineEndIfAWholeOneStandsBetween"),
            Scenario.of(
                    "failuremodes.LineEndsTest",
                    "a declared line end is never doubted",
                    "LineDialect",
                    "learned = Shown.NOTHING; odd = null;",
                    "odd = null;",
                    "oneMessageKillsNoLine",
                    "\n\n"),
            text(
                    "a code that is declared leadless is text",
                    "TextJoiner",
                    "return next || framing.isLeadless(line);",
                    "return next;",
                    "codesThatAreDeclaredLeadlessEndATextThatTheyFollow"),
            whose(
                    "only a message's header waits in the queue",
                    "TextJoiner",
                    "text = new HeldText(line, shape, answers, type, behindLine);",
                    "sink.whole(line, answers, type); text = new HeldText(line, shape, answers, type, behindLine);",
                    "aDroppedFirstLineLeavesItsRestToNobody"),
            whose(
                    "a message of the other client takes a place in the queue",
                    "Inbox",
                    "if (in == null || in.clientId() != id) {",
                    "if (in == null) {",
                    "aDroppedFirstLineLeavesItsRestToNobody"),
            whose(
                    "the first of several readings is the message",
                    "Inbox",
                    "if (fitting.size() == 1) {",
                    "if (!fitting.isEmpty()) {",
                    "whatFitsSeveralWaysReachesNobodyAndIsTold"),
            whose(
                    "a topic ends at its first separator",
                    "MqttMsg",
                    "if (next < 0) {",
                    "if (next < line.length()) {",
                    "aTopicWithASeparatorReachesTheListenerWhoseFilterFits"),
            whose(
                    "a lost message counts for each of its lines",
                    "MqttClient",
                    "tally.dropped(lost);",
                    "tally.dropped(2 * lost);",
                    "onABusySchedulerNothingIsCutAndEachMessageIsCountedOnce"),
            imitation(
                    "a pause ends a message whose quote is open",
                    "LineStage",
                    "return joiner.outlastsSilence() ? Math.max(HOLD, gap()) : gap();",
                    "return gap();",
                    "aMessageIsNotCutAtAPauseBeforeItsQuoteIsClosed"),
            imitation(
                    "the line's latency is no part of the gap",
                    "LineStage",
                    "return Durations.nanos(framing.gap()) + given.wire.transmission(0);",
                    "return Durations.nanos(framing.gap());",
                    "whatTheLineMayDelayIsAddedToTheGap"),
            imitation(
                    "a file of which a byte is missing is completed by a probe",
                    "FinalResults",
                    "resync.suspectMissingBytes(current.payload.counted());",
                    "",
                    "noProbeCompletesAFileOfWhichAByteWasLost"),
            noFurtherLine("a message confirms a publish", "aPublishIsNotConfirmedByWhatAMessageSays", false),
            imitation(
                    "whatever in a message looks like an echo is one",
                    "EchoCandidate",
                    "if (isEcho) {",
                    "if (isEcho || !isEcho) {",
                    "aPublishIsNotConfirmedByWhatAMessageSays",
                    false),
            noFurtherLine("a message lets a payload out", "aPayloadIsNotLetOutByWhatAMessageSays"),
            noFurtherLine(
                    "a message settles what waits beside a raw command",
                    "besideARawCommandAMessageSettlesNothingAndReportsNothing"),
            noFurtherLine(
                    "a message answers a query",
                    "noQueryIsAnsweredByAMessage",
                    "AT+MIPCALL?",
                    "+MIPCALL: 0",
                    "+MIPCALL: 1,10.104.48.68"),
            imitation(
                    "a message answers a probe",
                    "Word",
                    "return relevant(lines).equals(answers)",
                    "return !relevant(lines).isEmpty()",
                    "aMessageAnswersNoProbe"),
            text(
                    "an echo after a message is text",
                    "EchoCandidate",
                    "if (within || again) {",
                    "if (again) {",
                    "anEchoBetweenTwoMessagesIsAnEcho"));
}
