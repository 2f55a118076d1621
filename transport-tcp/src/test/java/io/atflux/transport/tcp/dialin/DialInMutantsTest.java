package io.atflux.transport.tcp.dialin;

import io.atflux.test.mutants.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Proof that the tests of who gets which connection can fail: the registry, broken in one place at a time. */
class DialInMutantsTest {

    private static Scenario reception(String name, String type, String original, String broken, String test) {
        return Scenario.of("transport.tcp.dialin.ReceptionTest", name, type, original, broken, test);
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
            reception(
                    "who waits last is served first",
                    "Directory",
                    "Waiter own = device.waiters.poll();",
                    "Waiter own = device.waiters.pollLast();",
                    "whoWaitsFirstIsServedFirst"),
            reception(
                    "who takes any goes first",
                    "Directory",
                    "return own == null ? forAny.poll() : own;",
                    "Waiter any = forAny.poll(); return any == null ? own : any;",
                    "whoWaitsForThisDeviceGoesBeforeWhoTakesAny"),
            reception(
                    "who takes any gets the latest",
                    "Reception",
                    "held.stream().findFirst().orElse(null)",
                    "held.stream().reduce((one, other) -> other).orElse(null)",
                    "whoTakesAnyGetsTheOneThatWaitsTheLongest"),
            reception(
                    "a newer connection leaves the older one",
                    "Reception",
                    "if (old != null) {",
                    "if (old != null && first) {",
                    "aNewerConnectionEndsTheOlderOneAndTakesItsPlace"),
            reception(
                    "the end of an older connection forgets the newer one",
                    "Reception",
                    "if (device.caller == caller) {",
                    "if (device.caller != null) {",
                    "aNewerConnectionEndsTheOlderOneAndTakesItsPlace"),
            reception(
                    "who has gone waits on",
                    "Waiter",
                    "if (before == State.WAITING) {",
                    "if (before == State.OVER) {",
                    "onlyAListenerWithoutSessionsAndWaitersIsIdle"),
            reception(
                    "a connection that nobody took any more is lost",
                    "Reception",
                    "move(caller, Caller.State.WAITING); offer(caller); } },",
                    "move(caller, Caller.State.WAITING); } },",
                    "whoGoesWhileAConnectionIsOnItsWayLeavesItToTheNext"),
            reception(
                    "who was offered what had ended waits behind all others",
                    "Reception",
                    "onLoop(() -> serve(waiter, true), () -> waiter.fail(closedText()));",
                    "onLoop(() -> serve(waiter, false), () -> waiter.fail(closedText()));",
                    "whoWasOfferedAConnectionThatEndedIsTheFirstForTheNextOne"),
            reception(
                    "connections are not limited",
                    "Reception",
                    "callers.size() >= rules.connections()",
                    "callers.size() > rules.connections()",
                    "oneConnectionTooManyIsRefusedUntilAnotherEnds"),
            reception(
                    "a connection that ended counts on",
                    "Reception",
                    "callers.remove(caller);",
                    "",
                    "oneConnectionTooManyIsRefusedUntilAnotherEnds"),
            reception(
                    "what is taken ends at the limit of what is not",
                    "Reception",
                    "held.remove(caller); stop(caller.holdLimit);",
                    "held.remove(caller);",
                    "aConnectionThatNobodyTakesEndsAtItsLimitAndOneThatIsTakenDoesNot"),
            reception(
                    "a listener with a waiter is idle",
                    "Reception",
                    "if (over || taken > 0 || directory.anybodyWaits()) {",
                    "if (over || taken > 0) {",
                    "onlyAListenerWithoutSessionsAndWaitersIsIdle"),
            reception(
                    "a listener with a session is idle",
                    "Reception",
                    "if (over || taken > 0 || directory.anybodyWaits()) {",
                    "if (over || directory.anybodyWaits()) {",
                    "onlyAListenerWithoutSessionsAndWaitersIsIdle"),
            reception(
                    "the first device is forgotten last",
                    "Directory",
                    "byAge.values().stream().filter(one -> !one.isInUse()).findFirst()",
                    "byAge.descendingMap().values().stream().filter(one -> !one.isInUse()).findFirst()",
                    "ofTheDevicesThatAreGoneTheLastTwoAreRemembered"),
            reception(
                    "all devices are remembered",
                    "Directory",
                    "if (byAge.size() > most) {",
                    "if (byAge.size() < 0) {",
                    "ofTheDevicesThatAreGoneTheLastTwoAreRemembered"),
            reception(
                    "those who wait for any are not told of the end",
                    "Directory",
                    "all.addAll(device.waiters);",
                    "",
                    "closingTellsWhoeverWaits"));
}
