package io.atflux.link.internal.machine;

import static io.atflux.link.internal.machine.LineWork.AWAIT_REOPEN;
import static io.atflux.link.internal.machine.LineWork.CONNECT;
import static io.atflux.link.internal.machine.LineWork.DIAL;
import static io.atflux.link.internal.machine.LineWork.INITIALISE;
import static io.atflux.link.internal.machine.LineWork.OPEN;
import static io.atflux.link.internal.machine.LineWork.RADIO;
import static io.atflux.link.internal.machine.LineWork.REDIAL;
import static io.atflux.link.internal.machine.LineWork.REGISTER;
import static io.atflux.link.internal.machine.LineWork.RESET;
import static io.atflux.link.internal.machine.LineWork.SUBSCRIBE;
import static io.atflux.link.internal.machine.LineWork.SYNCHRONISE;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.link.LinkCause;
import io.atflux.link.LinkPhase;
import io.atflux.link.Recovery;
import io.atflux.link.Rung;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class LinkMachineTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration WAIT = Duration.ofSeconds(8);

    @ParameterizedTest
    @EnumSource(ModulePhase.class)
    void aModuleHasARowForEachEventInEachPhase(ModulePhase phase) {
        for (Kind kind : Kind.values()) {
            assertThat(ModuleTable.row(phase, kind) != null)
                    .as("%s, %s", phase, kind)
                    .isEqualTo(!kind.isOfClient());
        }
    }

    @ParameterizedTest
    @EnumSource(ClientPhase.class)
    void aClientHasARowForEachEventInEachPhase(ClientPhase phase) {
        for (Kind kind : Kind.values()) {
            assertThat(ClientTable.row(phase, kind) != null)
                    .as("%s, %s", phase, kind)
                    .isEqualTo(kind.isOfClient() || kind == Kind.LOOK_AGAIN);
        }
    }

    @Test
    void aLinkGoesFromTheLineToReady() {
        Walker walker = Walker.ofOne();
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.CONNECTING);
        walker.done(CONNECT);
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.SYNCHRONISING);
        walker.done(SYNCHRONISE);
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.INITIALISING);
        walker.done(INITIALISE);
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.REGISTERING);
        walker.done(REGISTER);
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.DIALLING);
        walker.done(DIAL);
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.OPENING);
        walker.done(OPEN);
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.OPENING);
        walker.done(SUBSCRIBE);
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.READY);
        assertThat(walker.shown().cause()).isNull();
        assertThat(walker.works()).isEmpty();
    }

    @Test
    void aBreakIsRepairedByTheBrokerAlone() {
        Walker walker = Walker.ofOne().ready();
        walker.on(new Event.Broken(1, Wrote.NOTHING, "+MQTTBREAK: 1,1"));
        assertThat(walker.shown().cause()).isEqualTo(LinkCause.CONNECTION_BROKEN);
        walker.end(AWAIT_REOPEN, new Event.Result.Reopened(false)).pass(WAIT);
        assertThat(walker.works()).containsExactly(OPEN);
        walker.done(OPEN, SUBSCRIBE);
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.READY);
    }

    @Test
    void aModuleThatReconnectsByItselfIsOnlySubscribedAnew() {
        Walker walker = Walker.ofOne().ready();
        walker.on(new Event.Broken(1, Wrote.NOTHING, null));
        walker.end(AWAIT_REOPEN, new Event.Result.Reopened(true));
        assertThat(walker.works()).containsExactly(SUBSCRIBE);
        assertThat(walker.state.client(1).reconnectsByItself()).isTrue();
    }

    @Test
    void aLostAddressIsDialledForAnew() {
        Walker walker = Walker.ofOne().ready();
        walker.on(new Event.BearerLost("+MIPCALL: 0"));
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.WAITING);
        assertThat(walker.shown().cause()).isEqualTo(LinkCause.BEARER_LOST);
        walker.pass(MINUTE);
        assertThat(walker.works()).containsExactly(DIAL);
    }

    @Test
    void aRestartedModuleIsSetUpFromTheBeginning() {
        Walker walker = Walker.ofOne().ready();
        walker.on(new Event.Restarted("AT command ready", true));
        walker.pass(MINUTE);
        assertThat(walker.works()).containsExactly(SYNCHRONISE);
    }

    @Test
    void aLostLineIsOpenedAgain() {
        Walker walker = Walker.ofOne().ready();
        walker.on(new Event.LineLost(Finding.of(LinkCause.LINE_LOST, "closed by peer")));
        walker.pass(MINUTE);
        assertThat(walker.works()).containsExactly(CONNECT);
    }

    @Test
    void theLadderIsClimbedRungByRungAndNoFurtherThanAllowed() {
        Recovery all = Recovery.builder().resetsPerHour(1).power(Mono::empty, 1).build();
        Walker walker = new Walker(all, 1);
        walker.on(new Event.ClientWanted(1));
        walker.on(new Event.Start());
        List<LineWork> taken = failingAt(walker, OPEN, LinkCause.BROKER_UNREACHABLE, 14);
        assertThat(taken)
                .containsExactly(
                        OPEN,
                        OPEN,
                        OPEN,
                        OPEN,
                        REDIAL,
                        OPEN,
                        REDIAL,
                        OPEN,
                        RADIO,
                        OPEN,
                        RADIO,
                        OPEN,
                        RESET,
                        OPEN,
                        LineWork.POWER,
                        OPEN,
                        OPEN,
                        OPEN,
                        OPEN,
                        OPEN);
    }

    /** The work that is begun besides the way back to the failing work, until that has failed the given number of times. */
    private static List<LineWork> failingAt(Walker walker, LineWork bad, LinkCause cause, int times) {
        int failed = 0;
        while (failed < times) {
            if (walker.works().isEmpty()) {
                walker.fire();
            } else if (walker.works().contains(bad)) {
                walker.fails(bad, cause);
                failed++;
            } else {
                walker.done(walker.works().get(0));
            }
        }
        List<LineWork> way = List.of(CONNECT, SYNCHRONISE, INITIALISE, REGISTER, DIAL, SUBSCRIBE, LineWork.CHECK);
        return walker.begun.stream()
                .map(Effect.Begin::work)
                .filter(work -> work == bad || !way.contains(work))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = LinkCause.class,
            names = {"SIM_MISSING", "SIM_PIN_WANTED", "SIM_PUK_WANTED", "SIM_FAILURE", "MISCONFIGURED", "SIM_PIN_WRONG"
            })
    void aHumansMatterIsNeverMendedByARestart(LinkCause cause) {
        Recovery all = Recovery.builder().resetsPerHour(9).power(Mono::empty, 9).build();
        Walker walker = new Walker(all, 1);
        walker.on(new Event.ClientWanted(1));
        walker.on(new Event.Start());
        assertThat(failingAt(walker, INITIALISE, cause, 30)).containsOnly(INITIALISE);
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.BLOCKED);
        assertThat(walker.shown().nextAttemptAt()).isEqualTo(walker.now.plus(Duration.ofMinutes(10)));
    }

    @Test
    void aWrongAccessPointIsNeverMendedByARestart() {
        Recovery all = Recovery.builder().resetsPerHour(9).power(Mono::empty, 9).build();
        for (LinkCause cause : List.of(LinkCause.APN_REFUSED, LinkCause.BEARER_REFUSED)) {
            Walker walker = new Walker(all, 1);
            walker.on(new Event.ClientWanted(1));
            walker.on(new Event.Start());
            assertThat(failingAt(walker, DIAL, cause, 30)).doesNotContain(RESET, LineWork.POWER);
        }
    }

    @Test
    void anHourlyBudgetIsASlidingWindow() {
        Walker walker = Walker.ofOne();
        failingAt(walker, REGISTER, LinkCause.SEARCHING, 400);
        List<java.time.Instant> radios = new java.util.ArrayList<>();
        for (int i = 0; i < walker.begun.size(); i++) {
            if (walker.begun.get(i).work() == RADIO) {
                radios.add(walker.begunAt.get(i));
            }
        }
        assertThat(radios).hasSizeGreaterThan(6);
        for (int i = 2; i < radios.size(); i++) {
            assertThat(Duration.between(radios.get(i - 2), radios.get(i))).isGreaterThanOrEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void aStampOfTheFutureCountsAsNow() {
        Walker walker = Walker.ofOne();
        walker.state = MachineState.initial(
                1, walker.now, java.util.Map.of(Rung.RADIO, List.of(walker.now.plusSeconds(900_000_000L), walker.now)));
        walker.on(new Event.ClientWanted(1));
        walker.on(new Event.Start());
        assertThat(failingAt(walker, REGISTER, LinkCause.SEARCHING, 8)).doesNotContain(RADIO);
    }

    @Test
    void fourKicksInARowAreAnotherDeviceWithOurIdentity() {
        Walker walker = Walker.ofOne().ready();
        for (int kick = 1; kick <= 4; kick++) {
            walker.now = walker.now.plusSeconds(5);
            walker.on(new Event.Broken(1, Wrote.NOTHING, "+MQTTBREAK: 1,1"));
            if (kick < 4) {
                walker.end(AWAIT_REOPEN, new Event.Result.Reopened(false)).pass(WAIT);
                walker.done(OPEN, SUBSCRIBE);
            }
        }
        assertThat(walker.shown().cause()).isEqualTo(LinkCause.IDENTITY_IN_USE);
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.WAITING);
        walker.done(LineWork.CLOSE);
        walker.on(new Event.OpenedByItself(1));
        assertThat(walker.works()).isEmpty();
        walker.passAnswering(Duration.ofSeconds(599));
        assertThat(walker.works()).doesNotContain(OPEN);
        walker.pass(Duration.ofSeconds(1));
        assertThat(walker.works()).containsExactly(OPEN);
        assertThat(walker.begun).extracting(Effect.Begin::work).doesNotContain(REDIAL, RADIO);
    }

    @Test
    void breaksAfterASubscribeAreNoFight() {
        Walker walker = Walker.ofOne().ready();
        for (int i = 1; i <= 3; i++) {
            walker.on(new Event.Broken(1, Wrote.SUBSCRIBE, null));
            if (i < 3) {
                walker.end(AWAIT_REOPEN, new Event.Result.Reopened(false)).pass(WAIT);
                walker.done(OPEN, SUBSCRIBE);
            }
        }
        assertThat(walker.shown().cause()).isEqualTo(LinkCause.SUBSCRIPTION_REFUSED);
    }

    /** The filters are subscribed to after each opening; the broker ends the connection because of one of them. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void breaksDuringTheFirstSubscribeAreARefusalAndTakeNoRung(boolean reported) {
        Walker walker = Walker.ofOne().done(CONNECT, SYNCHRONISE, INITIALISE, REGISTER, DIAL);
        for (int i = 1; i <= 3; i++) {
            walker.passUntil(OPEN);
            walker.done(OPEN);
            if (reported) {
                walker.on(new Event.Broken(1, Wrote.SUBSCRIBE, null));
                walker.end(SUBSCRIBE, new Event.Result.Cancelled());
            } else {
                walker.end(SUBSCRIBE, new Event.Result.Failed(Finding.of(LinkCause.SUBSCRIPTION_REFUSED, "1,0")));
                walker.end(LineWork.CHECK, new Event.Result.Checked(true, Set.of()));
            }
            if (i < 3) {
                walker.end(AWAIT_REOPEN, new Event.Result.Reopened(false));
            }
        }
        assertThat(walker.shown().cause()).isEqualTo(LinkCause.SUBSCRIPTION_REFUSED);
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.WAITING);
        assertThat(walker.begun).extracting(Effect.Begin::work).doesNotContain(RADIO, RESET);
    }

    @Test
    void anUnclearBreakDecidesNothing() {
        Walker walker = Walker.ofOne().ready();
        for (int i = 1; i <= 3; i++) {
            walker.on(new Event.Broken(1, Wrote.SUBSCRIBE, null));
            if (i < 3) {
                walker.end(AWAIT_REOPEN, new Event.Result.Reopened(false));
            }
            walker.passUntil(OPEN);
            walker.done(OPEN, SUBSCRIBE);
        }
        walker.on(new Event.Broken(1, Wrote.UNCLEAR, null));
        assertThat(walker.shown().cause()).isEqualTo(LinkCause.CONNECTION_BROKEN);
    }

    @Test
    void breaksAfterAMessageAreNamedAndSlowNothingAndTakeNoRung() {
        Walker walker = Walker.ofOne().ready();
        for (int i = 1; i <= 6; i++) {
            walker.on(new Event.Broken(1, Wrote.PUBLISH, "after a publish to a/b"));
            LinkCause named = i < 3 ? LinkCause.CONNECTION_BROKEN : LinkCause.MESSAGE_REFUSED;
            assertThat(walker.shown().cause()).isEqualTo(named);
            assertThat(walker.shown().detail()).contains("a/b");
            walker.end(AWAIT_REOPEN, new Event.Result.Reopened(false));
            walker.passUntil(OPEN);
            walker.done(OPEN, SUBSCRIBE);
            assertThat(walker.shown().phase()).isEqualTo(LinkPhase.READY);
        }
        assertThat(walker.begun).extracting(Effect.Begin::work).doesNotContain(REDIAL, RADIO);
    }

    @Test
    void breaksAfterDifferentRequestsAreNeitherRefusalNorFight() {
        Walker walker = Walker.ofOne().ready();
        for (Wrote wrote : List.of(Wrote.SUBSCRIBE, Wrote.PUBLISH, Wrote.SUBSCRIBE)) {
            walker.on(new Event.Broken(1, wrote, null));
            assertThat(walker.shown().cause()).isEqualTo(LinkCause.CONNECTION_BROKEN);
            walker.end(AWAIT_REOPEN, new Event.Result.Reopened(false));
            walker.passUntil(OPEN);
            walker.done(OPEN, SUBSCRIBE);
        }
    }

    @Test
    void breaksAfterWhatTheBrokerConfirmedAreNoRefusalAndNoFight() {
        Walker walker = Walker.ofOne().ready();
        for (int i = 1; i <= 3; i++) {
            walker.on(new Event.Broken(1, Wrote.UNCLEAR, null));
            walker.end(AWAIT_REOPEN, new Event.Result.Reopened(false));
            assertThat(walker.shown().cause()).isEqualTo(LinkCause.CONNECTION_BROKEN);
            if (i < 3) {
                walker.pass(WAIT).done(OPEN, SUBSCRIBE);
            }
        }
    }

    @Test
    void breaksOfConnectionsThatLivedAreNoRefusalWhateverWasSentBeforeThem() {
        Walker walker = Walker.ofOne().ready();
        for (int i = 1; i <= 3; i++) {
            walker.passAnswering(Duration.ofMinutes(2));
            walker.on(new Event.Broken(1, Wrote.PUBLISH, null));
            walker.end(AWAIT_REOPEN, new Event.Result.Reopened(false)).pass(WAIT);
            walker.passUntil(OPEN);
            walker.done(OPEN, SUBSCRIBE);
            assertThat(walker.shown().phase()).isEqualTo(LinkPhase.READY);
        }
    }

    @Test
    void tenMinutesOfReadyForgetWhatFailed() {
        Walker walker = Walker.ofOne();
        failingAt(walker, OPEN, LinkCause.BROKER_UNREACHABLE, 3);
        while (!walker.works().contains(OPEN)) {
            walker.fire();
        }
        walker.done(OPEN, SUBSCRIBE);
        walker.passAnswering(Duration.ofMinutes(10));
        walker.on(new Event.Broken(1, Wrote.NOTHING, null));
        walker.end(AWAIT_REOPEN, new Event.Result.Reopened(false));
        assertThat(walker.shown().attempt()).isEqualTo(1);
    }

    @Test
    void theEndOfWhatWasGivenUpMeansNothing() {
        Walker walker = Walker.ofOne();
        walker.done(CONNECT);
        long id = walker.running.keySet().iterator().next();
        walker.on(new Event.LineLost(Finding.of(LinkCause.LINE_LOST, null)));
        walker.on(new Event.Ended(id, new Event.Result.Done()));
        walker.running.clear();
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.WAITING);
        MachineState before = walker.state;
        walker.on(new Event.Ended(id, new Event.Result.Done()));
        assertThat(walker.shown())
                .isEqualTo(walker.machine.shown(before, walker.now).get(0));
    }

    @Test
    void theSuccessorBeginsOnlyAfterTheEndOfWhatItReplaces() {
        Walker walker = Walker.ofOne();
        walker.done(CONNECT, SYNCHRONISE);
        walker.on(new Event.Stop());
        assertThat(walker.works()).containsExactly(INITIALISE);
        walker.end(INITIALISE, new Event.Result.Cancelled());
        assertThat(walker.works()).containsExactly(LineWork.TEAR_DOWN);
        walker.done(LineWork.TEAR_DOWN);
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.CLOSED);
    }

    @Test
    void workThatDoesNotEndAfterItWasGivenUpCostsTheLine() {
        Walker walker = Walker.ofOne();
        walker.done(CONNECT);
        walker.pass(SYNCHRONISE.limit());
        assertThat(walker.all).anyMatch(Effect.Cancel.class::isInstance).noneMatch(Effect.DropLine.class::isInstance);
        walker.pass(Draft.CANCEL_LIMIT);
        assertThat(walker.all).anyMatch(Effect.DropLine.class::isInstance);
        assertThat(walker.shown().cause()).isEqualTo(LinkCause.LINE_LOST);
        walker.pass(MINUTE);
        assertThat(walker.works()).containsExactly(CONNECT);
    }

    @Test
    void aSimThatIsPutBackIsLookedAtAtOnce() {
        Walker walker = Walker.ofOne().ready();
        walker.on(new Event.SimGone("+SIM DROP"));
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.BLOCKED);
        assertThat(walker.shown().cause()).isEqualTo(LinkCause.SIM_MISSING);
        walker.on(new Event.SimBack());
        assertThat(walker.works()).containsExactly(INITIALISE);
    }

    @Test
    void aCheckThatFindsTheConnectionClosedOpensIt() {
        Walker walker = Walker.ofOne().ready();
        walker.pass(MINUTE);
        walker.end(LineWork.CHECK, new Event.Result.Checked(true, java.util.Set.of()));
        assertThat(walker.works()).containsExactly(AWAIT_REOPEN);
    }

    @Test
    void theBrokerIsNamedOnlyAfterTheModuleHasAnsweredACheck() {
        Walker walker = Walker.ofOne().ready();
        walker.on(new Event.Doubted(1, null));
        walker.on(new Event.Doubted(1, null));
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.READY);
        walker.end(LineWork.CHECK, new Event.Result.Checked(true, java.util.Set.of(1)));
        assertThat(walker.shown().cause()).isEqualTo(LinkCause.CONNECTION_BROKEN);
        assertThat(walker.shown().detail()).contains("2 requests were not answered by the broker");
    }

    @Test
    void aLineThatIsLostInTheCheckIsTheLine() {
        Walker walker = Walker.ofOne().ready();
        walker.on(new Event.Doubted(1, null));
        walker.on(new Event.Doubted(1, null));
        walker.on(new Event.LineLost(Finding.of(LinkCause.LINE_SILENT, "no answer")));
        assertThat(walker.shown().cause()).isEqualTo(LinkCause.LINE_SILENT);
    }

    @ParameterizedTest
    @EnumSource(
            value = LineWork.class,
            names = {"OPEN", "SUBSCRIBE"})
    void whatFailedAtTheBrokerIsNamedOnlyAfterTheModuleHasAnsweredACheck(LineWork work) {
        Walker walker = Walker.ofOne().done(CONNECT, SYNCHRONISE, INITIALISE, REGISTER, DIAL);
        if (work == SUBSCRIBE) {
            walker.done(OPEN);
        }
        walker.end(work, new Event.Result.Failed(Finding.of(LinkCause.BROKER_UNREACHABLE, "no answer within 60 s")));
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.OPENING);
        assertThat(walker.shown().cause()).isNull();
        assertThat(walker.works()).containsExactly(LineWork.CHECK);
        walker.end(LineWork.CHECK, new Event.Result.Checked(true, null));
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.WAITING);
        assertThat(walker.shown().cause()).isEqualTo(LinkCause.BROKER_UNREACHABLE);
    }

    /** The module reports a break before the opening has ended: of the former connection, or of the new one. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOpeningDuringWhichTheConnectionBrokeIsCheckedBeforeItIsReady(boolean open) {
        Walker walker = Walker.ofOne().done(CONNECT, SYNCHRONISE, INITIALISE, REGISTER, DIAL);
        walker.on(new Event.Broken(1, Wrote.NOTHING, "+MQTTBREAK: 1,1"));
        walker.end(OPEN, new Event.Result.Opened(false));
        assertThat(walker.works()).containsExactly(LineWork.CHECK);
        walker.end(LineWork.CHECK, new Event.Result.Checked(true, open ? Set.of(1) : Set.of()));
        if (open) {
            walker.done(SUBSCRIBE);
            assertThat(walker.shown().isReady()).isTrue();
        } else {
            assertThat(walker.works()).containsExactly(LineWork.AWAIT_REOPEN);
            assertThat(walker.shown().cause()).isEqualTo(LinkCause.CONNECTION_BROKEN);
        }
    }

    @Test
    void whatFailedAtTheBrokerWithoutAnAddressIsTheBearer() {
        Walker walker = Walker.ofOne().done(CONNECT, SYNCHRONISE, INITIALISE, REGISTER, DIAL);
        walker.end(OPEN, new Event.Result.Failed(Finding.of(LinkCause.BROKER_REFUSED, "ERROR")));
        walker.end(LineWork.CHECK, new Event.Result.Checked(false, null));
        assertThat(walker.shown().cause()).isEqualTo(LinkCause.BEARER_LOST);
        walker.pass(MINUTE).done(DIAL, OPEN, SUBSCRIBE);
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.READY);
    }

    @Test
    void aSubscriptionThatIsRefusedByAConnectionThatIsGoneIsABreak() {
        Walker walker = Walker.ofOne().done(CONNECT, SYNCHRONISE, INITIALISE, REGISTER, DIAL, OPEN);
        walker.end(SUBSCRIBE, new Event.Result.Failed(Finding.of(LinkCause.BROKER_REFUSED, "+MQTTSUB: 1,0")));
        walker.end(LineWork.CHECK, new Event.Result.Checked(true, java.util.Set.of()));
        assertThat(walker.shown().cause()).isEqualTo(LinkCause.CONNECTION_BROKEN);
    }

    @Test
    void whetherTheModuleIsWellIsAskedBeforeAnotherClientGoesOn() {
        Walker walker = new Walker(Recovery.defaults(), 2);
        walker.on(new Event.ClientWanted(1));
        walker.on(new Event.ClientWanted(2));
        walker.on(new Event.Start());
        walker.done(CONNECT, SYNCHRONISE, INITIALISE, REGISTER, DIAL, OPEN);
        assertThat(walker.works()).containsExactly(OPEN);
        walker.end(OPEN, new Event.Result.Failed(Finding.of(LinkCause.MODEM_SILENT, "no answer")));
        assertThat(walker.works()).containsExactly(LineWork.CHECK);
        walker.end(LineWork.CHECK, new Event.Result.Checked(true, java.util.Set.of(1)));
        assertThat(walker.works()).containsExactly(SUBSCRIBE);
    }

    @Test
    void aModuleThatIsReadyIsAskedWhetherItStillIs() {
        Walker walker = Walker.ofOne().ready();
        walker.on(new Event.LookAgain());
        assertThat(walker.works()).containsExactly(LineWork.CHECK);
        walker.end(LineWork.CHECK, new Event.Result.Checked(false, null));
        assertThat(walker.shown().cause()).isEqualTo(LinkCause.BEARER_LOST);
    }

    @Test
    void aLineOnWhichTheModemIsNotFoundIsOpenedAnew() {
        Walker walker = Walker.ofOne().done(CONNECT);
        walker.end(SYNCHRONISE, new Event.Result.Failed(Finding.of(LinkCause.MODEM_OUT_OF_STEP, "too long")));
        assertThat(walker.all).contains(new Effect.DropLine());
        walker.pass(MINUTE);
        assertThat(walker.works()).containsExactly(CONNECT);
    }

    @Test
    void aRequestThatWasNotAnsweredLongAgoCountsNoMore() {
        Walker walker = Walker.ofOne().ready();
        walker.on(new Event.Doubted(1, null));
        walker.end(LineWork.CHECK, new Event.Result.Checked(true, java.util.Set.of(1)));
        walker.now = walker.now.plus(Recovery.defaults().stable()).plusSeconds(1);
        walker.on(new Event.Doubted(1, null));
        walker.end(LineWork.CHECK, new Event.Result.Checked(true, java.util.Set.of(1)));
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.READY);
    }

    @Test
    void whatOneConnectionDidNotAnswerSaysNothingOfTheNext() {
        Walker walker = Walker.ofOne().ready();
        walker.on(new Event.Doubted(1, null));
        walker.on(new Event.Doubted(1, null));
        walker.end(LineWork.CHECK, new Event.Result.Checked(true, java.util.Set.of(1)));
        walker.passUntil(OPEN);
        walker.pass(MINUTE);
        walker.end(OPEN, new Event.Result.Opened(true));
        walker.end(LineWork.CHECK, new Event.Result.Checked(true, java.util.Set.of(1)));
        walker.done(SUBSCRIBE);
        assertThat(walker.shown().phase()).isEqualTo(LinkPhase.READY);
    }

    @Test
    void aFightOfAClientThatHasMovedIsWithTheOneThatItMovedFrom() {
        Walker walker = Walker.ofOne();
        walker.on(new Event.Start());
        walker.done(CONNECT, SYNCHRONISE, INITIALISE, REGISTER, DIAL);
        for (int i = 0; i < 4; i++) {
            walker.end(OPEN, new Event.Result.Opened(true));
            walker.done(SUBSCRIBE);
            walker.pass(MINUTE);
            walker.end(LineWork.CHECK, new Event.Result.Checked(true, java.util.Set.of()));
            if (i < 3) {
                walker.end(AWAIT_REOPEN, new Event.Result.Reopened(false));
                walker.fire();
            }
        }
        assertThat(walker.shown().cause()).isEqualTo(LinkCause.TAKEN_OVER);
    }

    @Test
    void oneClientsTroubleCostsAReadyOneNothing() {
        Walker walker = new Walker(Recovery.defaults(), 2);
        walker.on(new Event.ClientWanted(1));
        walker.on(new Event.ClientWanted(2));
        walker.on(new Event.Start());
        walker.done(CONNECT, SYNCHRONISE, INITIALISE, REGISTER, DIAL, OPEN);
        for (int i = 0; i < 40; i++) {
            List<LineWork> works = walker.works();
            if (works.isEmpty()) {
                walker.fire();
            } else if (works.contains(OPEN)) {
                walker.fails(OPEN, LinkCause.BROKER_UNREACHABLE);
            } else if (works.contains(LineWork.CHECK)) {
                walker.end(LineWork.CHECK, new Event.Result.Checked(true, java.util.Set.of(1)));
            } else {
                walker.done(works.get(0));
            }
        }
        assertThat(walker.begun).extracting(Effect.Begin::work).doesNotContain(REDIAL, RADIO);
        assertThat(walker.machine.shown(walker.state, walker.now).get(0).phase())
                .isEqualTo(LinkPhase.READY);
        assertThat(walker.machine.shown(walker.state, walker.now).get(1).phase())
                .isIn(LinkPhase.WAITING, LinkPhase.OPENING);
    }
}
