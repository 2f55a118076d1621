package io.atflux.simulation.mutants;

import io.atflux.test.mutants.Scenario;
import java.util.List;

/** Mutants of the opening, which finds a modem in any state. */
final class OpeningMutants {

    private static final String STATE = "aModuleInAnyStateIsFoundAndSetBack";

    private OpeningMutants() {}

    private static Scenario opening(
            String name, String type, String original, String broken, String test, Object... arguments) {
        return Scenario.of("failuremodes.OpeningTest", name, type, original, broken, test, arguments);
    }

    private static Scenario waking(String name, String original, String broken, String test, Object... arguments) {
        return Scenario.of("failuremodes.WakingTest", name, "Waking", original, broken, test, arguments);
    }

    private static Scenario quiet(String name, String original, String broken, String test) {
        return Scenario.of("failuremodes.QuietRestartTest", name, "QuietRestart", original, broken, test);
    }

    private static Scenario again(String name, String type, String original, String broken, Object... arguments) {
        return Scenario.of(
                "failuremodes.FoundAgainTest",
                name,
                type,
                original,
                broken,
                "aModuleThatSomebodyElseSilencedIsSetBack",
                arguments);
    }

    static final List<Scenario> ALL = List.of(
            again(
                    "a module that answers no words is given up",
                    "SessionCore",
                    "if (opening != null && opening.begins(why)) {",
                    "if (false) {",
                    "E0 Q1",
                    20),
            again(
                    "lines of words that no result code followed belong to the next one's answer",
                    "Opening",
                    "if (core.resync.probing().words().isAboutAWord(result)) {",
                    "if (false) {",
                    "E0 Q1",
                    20),
            Scenario.of(
                    "failuremodes.FoundAgainTest",
                    "any error is the answer to what sets back",
                    "Opening",
                    "if (stage == Stage.ASKED && !result.isOk()) {",
                    "if (false) {",
                    "anErrorThatComesMeanwhileEndsNothing"),
            Scenario.of(
                    "failuremodes.ShortDataTest",
                    "a session does not know of the ESC of those before it",
                    "Resync",
                    "escapes = escaped;",
                    "escapes = 0;",
                    "allSessionsOfAModemTogetherWriteNoMoreEscThanOne"),
            Scenario.of(
                    "internal.engine.InheritanceTest",
                    "nothing ends the line that was cut",
                    "Probing",
                    "endLine();",
                    "lineEnded = true;",
                    "whereNothingIsAskedAnAtEndsWhatALostLineHasCut"),
            Scenario.of(
                    "internal.codec.LineDialectTest",
                    "damage that looked like another line end is never forgotten",
                    "LineDialect",
                    "if (isOtherThanDeclared() && lead",
                    "if (false && lead",
                    "allThatIsDeclaredBetweenTwoLinesIsBelievedAgainAfterDamageMadeItDoubtful"),
            Scenario.of(
                    "standard.TextsTest",
                    "an echo of a modem that may echo is a sign of a restart",
                    "LineSettings",
                    "again = echoOff;",
                    "again = true;",
                    "noLineOfAnMqttMessageIsAnEcho"),
            quiet(
                    "what looks like an echo is a restart",
                    "if (suspected != null && (wordEchoed || other != null)) {",
                    "if (suspected != null) {",
                    "aTextThatLooksLikeTheEchoCostsAWordAndEndsNothing"),
            quiet(
                    "a word that comes back is no sign",
                    "if (again && suspicion == null) {",
                    "if (again && suspicion == null && asked) {",
                    "aWordThatComesBackShowsItThoughNothingElseDid"),
            quiet(
                    "a lost setting is no sign",
                    "} else if (other != null) {",
                    "} else if (other != null && suspicion != null) {",
                    "aSettingThatIsBackEndsItWheneverAWordIsAnsweredHoweverItEchoes"),
            quiet(
                    "what was written after the restart ends with it",
                    "op.attempts.firstWrite() - since < 0",
                    "op.attempts.firstWrite() - since <= 0",
                    "whatWasWrittenOnlyAfterTheRestartGoesOn"),
            quiet(
                    "a restart ends nothing",
                    "lost.forEach(core::endRestarted);",
                    "",
                    "anEchoThatIsBackAndAWordThatComesBackTooEndWhatTheModuleWasAskedBefore"),
            waking(
                    "nothing wakes the module",
                    "wire.writeBare(\"\\r\", \"CR\", null);",
                    "",
                    "aModuleThatSleepsIsWokenByCrAHundredMillisecondsBeforeTheCommand",
                    1000L),
            waking(
                    "silence is no sleep",
                    "heard - wire.lastWrite() < 0 || now - heard >= idle",
                    "now - heard >= idle",
                    "aReSendAfterSilenceIsPrecededByCrHoweverShortTheIdleness"),
            Scenario.of(
                    "failuremodes.WakingTest",
                    "a module that sleeps is set back without being woken",
                    "Opening",
                    "if (awake - given.now() > 0) {",
                    "if (awake < 0) {",
                    "aModuleThatSleepsIsSetBackToo"),
            Scenario.of(
                    "failuremodes.StaleProofTest",
                    "a slow word is not waited for",
                    "Round",
                    "Math.min(2 * slowest, MOST_SECONDS * second)",
                    "second",
                    "aModuleWhoseWordsTakeMoreThanASecondIsFoundInStep",
                    92L),
            waking(
                    "a character that aborts goes out",
                    " && !core.owed.mayBeAborted()",
                    "",
                    "noCrGoesOutWhileADataEntryMayBeOpenOrWhatMayBeAbortedIsOwed"),
            opening(
                    "a number is no result code of AT",
                    "Opening",
                    "return isActive() || (asked != null && SettingBack.isAttention(asked.prepared));",
                    "return isActive();",
                    STATE,
                    "E0 V0",
                    1),
            opening(
                    "a modem that answers with numbers is left so",
                    "Opening",
                    "if (numbers) {",
                    "if (numbers && tried) {",
                    STATE,
                    "E0 V0",
                    1),
            opening(
                    "an echo alone is as good as silence",
                    "FirstWords",
                    "return framed || isEchoedOnly();",
                    "return framed;",
                    STATE,
                    "E1 Q1",
                    10),
            opening(
                    "an OK between strange characters is as good as silence",
                    "FirstWords",
                    "return framed || isEchoedOnly();",
                    "return isEchoedOnly();",
                    STATE,
                    "E0 S4=64",
                    10),
            opening(
                    "LF ends no line",
                    "Opening",
                    "SettingBack.write(core, asking, index > 0);",
                    "SettingBack.write(core, asking, false);",
                    STATE,
                    "E0 S3=10",
                    50),
            opening(
                    "counted data gets what comes next instead of silence",
                    "Opening",
                    "if (prompt || (!heard && inTime)) {",
                    "if (prompt) {",
                    "countedDataIsLeftToItsIdleTime"),
            opening(
                    "counted data that is echoed never has its silence",
                    "Opening",
                    "silenceHelps = heard && !words.isAnswered() && inTime;",
                    "silenceHelps = false;",
                    "countedDataThatComesBackIsLeftToItsIdleTimeToo"),
            opening(
                    "what a call hid stays hidden",
                    "Opening",
                    "case LEAVING -> ask(0);",
                    "case LEAVING -> over();",
                    "dataModeIsLeftOnlyIfThatIsAskedForWhateverTheCallHid",
                    "E0 Q1"),
            opening(
                    "a prompt gets AT",
                    "Opening",
                    "if (!words.isPrompt()) {",
                    "if (!words.isPrompt() || words.listened) {",
                    "aPromptThatStandsAlreadyGetsNoAtAtAll"),
            opening(
                    "AT interrupts what is being said",
                    "Opening",
                    "if (until - given.now() > 0) {",
                    "if (until == given.now()) {",
                    "theFirstAtWaitsForTheEndOfWhatIsBeingSaid"),
            opening(
                    "another host's call is interrupted unasked",
                    "Opening",
                    "} else if (given.options.leaveDataMode() && !left) {",
                    "} else if (!left) {",
                    "withoutThatItEndsByTheRuleOfTheFirstCommand"));
}
