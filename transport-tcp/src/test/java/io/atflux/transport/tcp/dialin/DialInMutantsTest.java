package io.atflux.transport.tcp.dialin;

import io.atflux.test.mutants.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Proof that the tests of the assignment of connections can fail: the registry, broken in one place at a time. */
class DialInMutantsTest {

    private static Scenario dispatcher(String name, String type, String original, String broken, String test) {
        return Scenario.of("transport.tcp.dialin.ConnectionDispatcherTest", name, type, original, broken, test);
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
            dispatcher(
                    "the last waiting subscriber is served first",
                    "KnownDevices",
                    "PendingConnect own = device.pending.poll();",
                    "PendingConnect own = device.pending.pollLast();",
                    "whoWaitsFirstIsServedFirst"),
            dispatcher(
                    "a subscriber of any device goes first",
                    "KnownDevices",
                    "return own == null ? forAny.poll() : own;",
                    "PendingConnect any = forAny.poll(); return any == null ? own : any;",
                    "whoWaitsForThisDeviceGoesBeforeWhoTakesAny"),
            dispatcher(
                    "a subscriber of any device gets the latest connection",
                    "ConnectionDispatcher",
                    "held.stream().findFirst().orElse(null)",
                    "held.stream().reduce((one, other) -> other).orElse(null)",
                    "whoTakesAnyGetsTheOneThatWaitsTheLongest"),
            dispatcher(
                    "a newer connection leaves the older one",
                    "ConnectionDispatcher",
                    "if (old != null) {",
                    "if (old != null && first) {",
                    "aNewerConnectionEndsTheOlderOneAndTakesItsPlace"),
            dispatcher(
                    "the end of an older connection forgets the newer one",
                    "ConnectionDispatcher",
                    "if (device.connection == connection) {",
                    "if (device.connection != null) {",
                    "aNewerConnectionEndsTheOlderOneAndTakesItsPlace"),
            dispatcher(
                    "a cancelled subscriber stays in the queue",
                    "PendingConnect",
                    "if (before == State.WAITING) {",
                    "if (before == State.OVER) {",
                    "onlyAListenerWithoutSessionsAndWaitersIsIdle"),
            dispatcher(
                    "a declined connection is lost",
                    "ConnectionDispatcher",
                    "move(connection, DialInConnection.State.WAITING); offer(connection); } },",
                    "move(connection, DialInConnection.State.WAITING); } },",
                    "whoGoesWhileAConnectionIsOnItsWayLeavesItToTheNext"),
            dispatcher(
                    "a subscriber offered an ended connection goes to the end of the queue",
                    "ConnectionDispatcher",
                    "onLoop(() -> serve(pending, true), () -> pending.fail(Reason.CLOSED, closedText()));",
                    "onLoop(() -> serve(pending, false), () -> pending.fail(Reason.CLOSED, closedText()));",
                    "whoWasOfferedAConnectionThatEndedIsTheFirstForTheNextOne"),
            dispatcher(
                    "connections are not limited",
                    "ConnectionDispatcher",
                    "connections.size() >= rules.connections()",
                    "connections.size() > rules.connections()",
                    "oneConnectionTooManyIsRefusedUntilAnotherEnds"),
            dispatcher(
                    "a connection that ended is still counted",
                    "ConnectionDispatcher",
                    "connections.remove(connection);",
                    "",
                    "oneConnectionTooManyIsRefusedUntilAnotherEnds"),
            dispatcher(
                    "the hold limit ends a taken connection",
                    "ConnectionDispatcher",
                    "held.remove(connection); stop(connection.holdLimit);",
                    "held.remove(connection);",
                    "aConnectionThatNobodyTakesEndsAtItsLimitAndOneThatIsTakenDoesNot"),
            dispatcher(
                    "a listener with a waiting subscriber is idle",
                    "ConnectionDispatcher",
                    "if (over || taken > 0 || devices.anybodyWaits()) {",
                    "if (over || taken > 0) {",
                    "onlyAListenerWithoutSessionsAndWaitersIsIdle"),
            dispatcher(
                    "a listener with a session is idle",
                    "ConnectionDispatcher",
                    "if (over || taken > 0 || devices.anybodyWaits()) {",
                    "if (over || devices.anybodyWaits()) {",
                    "onlyAListenerWithoutSessionsAndWaitersIsIdle"),
            dispatcher(
                    "the first device is forgotten last",
                    "KnownDevices",
                    "byAge.values().stream().filter(one -> !one.isInUse()).findFirst()",
                    "byAge.descendingMap().values().stream().filter(one -> !one.isInUse()).findFirst()",
                    "ofTheDevicesThatAreGoneTheLastTwoAreRemembered"),
            dispatcher(
                    "all devices are remembered",
                    "KnownDevices",
                    "if (byAge.size() > most) {",
                    "if (byAge.size() < 0) {",
                    "ofTheDevicesThatAreGoneTheLastTwoAreRemembered"),
            dispatcher(
                    "waiting subscribers are not told of the end",
                    "KnownDevices",
                    "all.addAll(device.pending);",
                    "",
                    "closingTellsWhoeverWaits"));
}
