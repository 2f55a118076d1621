package io.atflux.transport.tcp.dialin;

import io.atflux.test.mutants.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Proof that the tests of who gets which connection can fail: the registry, broken in one place at a time. */
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
                    "who waits last is served first",
                    "KnownDevices",
                    "PendingConnect own = device.pending.poll();",
                    "PendingConnect own = device.pending.pollLast();",
                    "whoWaitsFirstIsServedFirst"),
            dispatcher(
                    "who takes any goes first",
                    "KnownDevices",
                    "return own == null ? forAny.poll() : own;",
                    "PendingConnect any = forAny.poll(); return any == null ? own : any;",
                    "whoWaitsForThisDeviceGoesBeforeWhoTakesAny"),
            dispatcher(
                    "who takes any gets the latest",
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
                    "who has gone waits on",
                    "PendingConnect",
                    "if (before == State.WAITING) {",
                    "if (before == State.OVER) {",
                    "onlyAListenerWithoutSessionsAndWaitersIsIdle"),
            dispatcher(
                    "a connection that nobody took any more is lost",
                    "ConnectionDispatcher",
                    "move(connection, DialInConnection.State.WAITING); offer(connection); } },",
                    "move(connection, DialInConnection.State.WAITING); } },",
                    "whoGoesWhileAConnectionIsOnItsWayLeavesItToTheNext"),
            dispatcher(
                    "who was offered what had ended waits behind all others",
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
                    "a connection that ended counts on",
                    "ConnectionDispatcher",
                    "connections.remove(connection);",
                    "",
                    "oneConnectionTooManyIsRefusedUntilAnotherEnds"),
            dispatcher(
                    "what is taken ends at the limit of what is not",
                    "ConnectionDispatcher",
                    "held.remove(connection); stop(connection.holdLimit);",
                    "held.remove(connection);",
                    "aConnectionThatNobodyTakesEndsAtItsLimitAndOneThatIsTakenDoesNot"),
            dispatcher(
                    "a listener that somebody waits for is idle",
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
                    "those who wait for any are not told of the end",
                    "KnownDevices",
                    "all.addAll(device.pending);",
                    "",
                    "closingTellsWhoeverWaits"));
}
