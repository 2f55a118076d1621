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
                    "a port is closed before it is given back",
                    "SerialChannel",
                    "return open == null || eventLoop().isShuttingDown() ? null : finish -> awaitRelease(open, finish);",
                    "return null;",
                    "closingWaitsUntilThePortIsGivenBack"),
            limits(
                    "the loss of a port is not told",
                    "SerialChannel",
                    "pipeline().fireExceptionCaught(why); failed(why);",
                    "failed(why);",
                    "aPortThatIsGoneIsNoticedWhileNobodyReads"),
            limits(
                    "what a driver throws is not the reason",
                    "SerialChannel",
                    "openFailed(new IOException(String.valueOf(broken), broken))",
                    "openFailed(new IOException(\"broken\", broken))",
                    "whatTheDriverThrowsIsTheReason"));
}
