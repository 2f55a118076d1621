package io.atflux.transport.serial;

import io.atflux.test.mutants.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Proof that the tests of the serial channel can fail: the channel, broken in one place at a time. */
class SerialMutantsTest {

    private static Scenario limits(String name, String type, String original, String broken, String test) {
        return Scenario.of("transport.serial.SerialLimitsTest", name, type, original, broken, test);
    }

    private static Scenario threads(String name, String type, String original, String broken, String test) {
        return Scenario.of("transport.serial.SerialThreadsTest", name, type, original, broken, test);
    }

    private static Scenario loop(String name, String original, String broken, String test) {
        return Scenario.of("transport.serial.PortLoopTest", name, "PortLoop", original, broken, test);
    }

    static Stream<Scenario> mutants() {
        return MUTANTS.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void theScenarioNotices(Scenario scenario) throws ReflectiveOperationException {
        scenario.mustPassUnbroken();
        scenario.mustNotice();
    }

    private static final List<Scenario> MUTANTS = List.of(
            limits(
                    "an open that takes too long says nothing of its limit",
                    "SerialChannel",
                    "new OpenException(Reason.TIMED_OUT, \"it did not open within \" + Durations.text(limit))",
                    "new OpenException(Reason.TIMED_OUT, \"it did not open\")",
                    "aPortThatHangsOnOpeningTimesOutAndIsClosedWhenItOpensAfterAll"),
            limits(
                    "a write that makes no progress has another cause",
                    "SerialChannel",
                    "close(voidPromise(), why, closed);",
                    "close(voidPromise(), closed, closed);",
                    "aWriteThatMakesNoProgressClosesThePort"),
            limits(
                    "a close completes before the port is released",
                    "SerialChannel",
                    "return open == null || eventLoop().isShuttingDown() ? null : finish -> awaitRelease(open, finish);",
                    "return null;",
                    "closingWaitsUntilThePortIsGivenBack"),
            limits(
                    "the loss of a port is not reported",
                    "SerialChannel",
                    "pipeline().fireExceptionCaught(why); failed(why);",
                    "failed(why);",
                    "aPortThatIsGoneIsNoticedWhileNobodyReads"),
            limits(
                    "a driver's exception is not the reason",
                    "SerialChannel",
                    "openFailed(new IOException(String.valueOf(broken), broken))",
                    "openFailed(new IOException(\"broken\", broken))",
                    "whatTheDriverThrowsIsTheReason"),
            threads(
                    "no thread reads while the reading thread is blocked in a write",
                    "PortThreads",
                    "if ((state & 1) != 0 && reader.compareAndSet(state, other << 1))",
                    "if (state > 3)",
                    "readingGoesOnAndTheLoopIsFreeWhileAWriteHangs"),
            threads(
                    "slow writes delay reads",
                    "PortThreads",
                    "mayWrite = slowness < SLOW;",
                    "mayWrite = true;",
                    "aPortThatWritesSlowlyIsReadByAnotherThreadThanItIsWrittenBy"),
            threads(
                    "an answer goes to the other thread",
                    "PortThreads",
                    "mayWrite = slowness < SLOW;",
                    "mayWrite = false;",
                    "theThreadThatReadRunsTheHandlersAndWritesTheirAnswer"),
            threads(
                    "the reading thread's own write has no limit",
                    "WriteWatch",
                    "overdue.run();",
                    "",
                    "aWriteOfTheReadingThreadThatTakesNoBytesClosesThePort"),
            threads(
                    "a handler's interrupt ends the port",
                    "PortThreads",
                    "Thread.interrupted();",
                    "",
                    "aHandlerThatInterruptsItsThreadDoesNotEndThePort"),
            loop(
                    "a turn never ends",
                    "if (done >= TURN && handedOn())",
                    "if (done < 0)",
                    "aTurnThatDoesNotEndIsHandedOnToTheSharedLoop"),
            loop(
                    "a thread stays the loop after its turn",
                    "owner = null;",
                    "",
                    "aTaskRunsOnTheThreadThatBringsItIfNobodyOwnsTheLoop"),
            loop(
                    "two threads own the loop",
                    "if (pending.getAndIncrement() == 0) { turn(); }",
                    "pending.getAndIncrement(); turn();",
                    "whatIsBroughtWhileAnotherThreadOwnsTheLoopRunsInItsTurn"));
}
