package io.atflux.simulation.mutants;

import io.atflux.test.mutants.Scenario;
import java.util.List;
import java.util.function.Supplier;

/** Mutants of ends: their receivers and their times. */
final class EndMutants {

    private static final Supplier<Throwable> ERROR = () -> new AssertionError("thrown");

    private EndMutants() {}

    private static Scenario foreign(String name, String type, String original, String broken, String test) {
        return Scenario.of("internal.engine.ForeignCodeTest", name, type, original, broken, test, ERROR);
    }

    private static Scenario limits(String name, String test) {
        return Scenario.of(
                "internal.engine.LimitsOfTimeTest",
                name,
                "Durations",
                "return bounded(limit).toNanos();",
                "return limit.toNanos();",
                test);
    }

    private static Scenario caller(String name, String type, String original, String broken, String test) {
        return Scenario.of("internal.engine.CallersLimitsTest", name, type, original, broken, test);
    }

    private static Scenario timer(String name, String type, String original, String broken, String test) {
        return Scenario.of("internal.time.EventLoopSchedulerTest", name, type, original, broken, test);
    }

    private static Scenario deadlines(String name, String type, String original, String broken, String test) {
        return Scenario.of("internal.time.DeadlinesTest", name, type, original, broken, test);
    }

    private static Scenario finals(String name, String original, String broken, String test) {
        return Scenario.of("failuremodes.FramingTest", name, "FinalCodes", original, broken, test);
    }

    private static final String LISTENER =
            "public static <A> void tell(String what, Consumer<? super A> listener, A about) {"
                    + " try { listener.accept(about); } catch (";

    static final List<Scenario> ALL = List.of(
            Scenario.of(
                    "internal.engine.LateRepliesTest",
                    "lines of an earlier attempt's reply are kept",
                    "ReplySoFar",
                    "lines = List.of(); bytes = 0;",
                    "bytes = 0;",
                    "linesOfARefusedAttemptAreNoPartOfTheNextOnesReply"),
            foreign(
                    "an Error of a decoder escapes its caller",
                    "Operation",
                    "result = command.decoder().apply(reply); } catch (Throwable thrown) {",
                    "result = command.decoder().apply(reply); } catch (Exception thrown) {",
                    "aDecoderThatThrowsIsItsOwnCallersError"),
            foreign(
                    "an Error of an observer escapes",
                    "IsolatedObserver",
                    "observer.commandEnded(command); } catch (Throwable thrown) {",
                    "observer.commandEnded(command); } catch (Exception thrown) {",
                    "anObserverThatThrowsFromAllItIsToldChangesNothing"),
            foreign(
                    "an Error of a recorder escapes",
                    "Foreign",
                    LISTENER + "Throwable thrown) {",
                    LISTENER + "Exception thrown) {",
                    "aRecorderThatThrowsKeepsNoByteFromTheLine"),
            Scenario.of(
                    "internal.reconnect.ReconnectingTest",
                    "an Error of a listener to connections escapes",
                    "Foreign",
                    LISTENER + "Throwable thrown) {",
                    LISTENER + "Exception thrown) {",
                    "neitherDoesOneThatThrowsAnError"),
            limits("a command's time-out overflows", "aCommandWithoutALimitIsWrittenAndAnsweredWheneverThatIs"),
            limits("a rule's window overflows", "aRuleWithoutAnEndGoesOn"),
            limits("a deadline overflows", "aDeadlineThatNeverComesCutsNothingOff"),
            foreign(
                    "what a shape throws ends the session",
                    "Foreign",
                    "return code.test(about); } catch (Throwable thrown) {",
                    "return code.test(about); } catch (ArithmeticException thrown) {",
                    "aLineThatAShapeThrowsOnHasAnotherShape"),
            foreign(
                    "what a judge throws ends the session",
                    "Foreign",
                    "new NullPointerException(\"no answer\")); } catch (Throwable thrown) {",
                    "new NullPointerException(\"no answer\")); } catch (ArithmeticException thrown) {",
                    "aLineThatAJudgeThrowsOnIsNotItsOwn"),
            Scenario.of(
                    "internal.engine.LivenessTest",
                    "the end of a liveness question is told elsewhere",
                    "Liveness",
                    "return new OperationMono<>(core, AtCommand.of(\"AT\").in(Lane.CONTROL), null);",
                    "return new DefaultSession(core, null).send(AtCommand.of(\"AT\").in(Lane.CONTROL));",
                    "itAsksOnThoughNobodyDeliversSignals"),
            timer(
                    "a period runs once",
                    "EventLoopScheduler",
                    "loop.scheduleAtFixedRate(task, Math.max(0, delay), period, unit)",
                    "loop.schedule(task, Math.max(0, delay), unit)",
                    "whatIsBuiltOnPeriodsWorks"),
            timer(
                    "a worker keeps what is over",
                    "LoopTask",
                    "keptIn.remove(this);",
                    "",
                    "tasksThatAreOverLeaveNothing"),
            timer(
                    "an ended loop drops tasks in silence",
                    "EventLoopScheduler",
                    "task.dispose(); throw Exceptions.failWithRejected();",
                    "task.dispose(); return task;",
                    "anEndedLoopRefusesAndSaysSo"),
            Scenario.of(
                    "fibocom.MqttTest",
                    "a listener's deadline cuts off those who share its filter",
                    "Interests",
                    "return subscription.contextWrite(AtDeadline.none()).cache();",
                    "return subscription.cache();",
                    "aListenersDeadlineCutsOffItselfAndNotWhoSharesItsFilter"),
            caller(
                    "an inner deadline replaces the outer one",
                    "AtDeadline",
                    "new AtDeadline(limit, in(context))",
                    "new AtDeadline(limit, null)",
                    "anInnerDeadlineNeverExtendsAnOuterOne"),
            caller(
                    "a turn that is over beats the one that runs",
                    "TurnMono",
                    "return actual.currentContext().put(host, turn);",
                    "return actual.currentContext();",
                    "aTurnThatIsOverNeverBeatsTheOneThatRuns"),
            caller(
                    "the end of a window is told when the line is free",
                    "Resends",
                    "due.at(attempts.firstWrite() + Durations.nanos(window));",
                    "",
                    "aReSendThatWaitsForTheLineIsToldWhenItsWindowEnds"),
            caller(
                    "those who wait for the line wait for all of it",
                    "DeadlineHeap",
                    "one.at - other.at < 0",
                    "one.at - other.at > 0",
                    "tenThousandWaitingCommandsEndAtTheirMoment"),
            Scenario.of(
                    "failuremodes.CrossedRestartTest",
                    "a restart closes also the data entry that began after it",
                    "SessionCore",
                    "if (current.awaitsPrompt() && crossed) {",
                    "if (current.awaitsPrompt() && standing.restarted && !standing.open) {",
                    "whatWasWrittenWhileTheBannerWasOnItsWayMayHaveOpenedADataEntry"),
            Scenario.of(
                    "failuremodes.ShortDataTest",
                    "ESC completes short data",
                    "Resync",
                    "boolean harmless = escapes < owed.mostEscapes();",
                    "boolean harmless = true;",
                    "soManyEscGoOutAsCompleteNone",
                    1,
                    0),
            Scenario.of(
                    "failuremodes.ShortDataTest",
                    "without ESC the silence counts from what was written last",
                    "EntryClock",
                    "promptDue = promptDue - nanos > 0 ? promptDue : nanos;",
                    "",
                    "withoutEscTheSilenceIsAsLong"),
            Scenario.of(
                    "modem.PollTest",
                    "one round of a poll runs within the other",
                    "Poll",
                    "rounds.isLast() ? Mono.error(late.apply(answer)) : Mono.empty();",
                    "rounds.isLast() ? Mono.error(late.apply(answer))"
                            + " : rounds.pause().then(until(question, enough, late, timer));",
                    "anyNumberOfRoundsIsAsGoodAsOne"),
            deadlines(
                    "what is due at once keeps a later one from being armed",
                    "Deadlines",
                    "if (fired == before) {",
                    "if (fired >= before) {",
                    "oneThatIsDueAtOnceKeepsNoLaterOneFromBeingArmed"),
            deadlines(
                    "those of one time run in any order",
                    "DeadlineHeap",
                    "one.number < other.number",
                    "one.number > other.number",
                    "thoseOfOneTimeRunInTheOrderInWhichTheyWereSet"),
            deadlines(
                    "what is to come is forgotten when one ran",
                    "Deadlines",
                    "arm(next.at);",
                    "",
                    "anyOfThemMayMoveOrEndFirst"),
            finals(
                    "an end of a line is a final result",
                    "text.equals(\"ERROR\")",
                    "text.endsWith(\"ERROR\")",
                    "case01AFinalResultIsAWholeLineNothingLess"),
            finals(
                    "a beginning of a line is a final result",
                    "if (text.equals(\"OK\")) {",
                    "if (text.startsWith(\"OK\")) {",
                    "case02ABeginningIsNoFinalResult"),
            finals(
                    "a vendor's error is none",
                    "if (own != null) {",
                    "if (text.isEmpty()) {",
                    "case11AnyLineEndAndTextErrorsAreUnderstood"));
}
