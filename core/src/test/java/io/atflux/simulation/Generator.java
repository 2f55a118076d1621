package io.atflux.simulation;

import io.atflux.Discipline;
import io.atflux.SessionState;
import io.atflux.command.RetryRule;
import io.atflux.simulation.Behaviour.Ending;
import io.atflux.simulation.Behaviour.Result;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the script of a seed. */
final class Generator {

    private static final long MS = 1_000_000L;
    private static final long S = 1_000 * MS;
    /** Just before and just after an instant. */
    private static final List<Long> EPSILON = List.of(1L, 1_000L, MS, 20 * MS);

    private static final List<Kind> KINDS = List.of(
            Kind.SET,
            Kind.SET,
            Kind.GET,
            Kind.GET,
            Kind.SHARED,
            Kind.MULTI,
            Kind.RAW,
            Kind.LONELY,
            Kind.SECRET,
            Kind.ONCE,
            Kind.ABORTABLE,
            Kind.ABORTED,
            Kind.RECHECKED,
            Kind.READ,
            Kind.DIAL,
            Kind.DIAL,
            Kind.DATA,
            Kind.DATA,
            Kind.PUBLISH,
            Kind.PUBLISH,
            Kind.PUBLISH,
            Kind.PUBLISH_DATA,
            Kind.OPEN);

    /** Commands that several callers may send with the same text. */
    private static final List<Kind> COMMON =
            List.of(Kind.SET, Kind.GET, Kind.SHARED, Kind.MULTI, Kind.SECRET, Kind.READ, Kind.PUBLISH);

    private static final List<SessionState> STATES =
            List.of(SessionState.RESYNCING, SessionState.DRAINING, SessionState.BUSY, SessionState.READY);

    /** The bytes that damage puts in place of others: no prompt, no ESC, no letter of a secret, no digit. */
    private static final List<Integer> JUNK = List.of(0, 0x0a, 0x0d, 0x11, 0x20, 0x22, 0x2c, 0x3f, 0x7f, 0x80, 0xff);

    private Dice dice;
    private Setup setup;
    /** Half of the scripts keep the line whole, so that more promises can be checked. */
    private final boolean hostile;

    private final boolean patient;
    private int ids;

    private Generator(long seed) {
        dice = new Dice(seed);
        hostile = dice.oneIn(2);
        patient = dice.oneIn(4);
        setup = setup();
    }

    static Script script(long seed) {
        return new Generator(seed).write(seed);
    }

    /** The question of a recheck. */
    static Order question(int id) {
        Behaviour at0nce = new Behaviour(MS, Ending.OK, false, 0, Result.NEVER, 0, false, 0, false);
        return new Order(
                id,
                Kind.ASK,
                0,
                S,
                S,
                RetryRule.never(),
                false,
                0,
                -1,
                false,
                false,
                false,
                null,
                null,
                List.of(at0nce));
    }

    private Setup setup() {
        long[] probes = new long[4];
        for (int i = 0; i < probes.length; i++) {
            probes[i] = dice.oneIn(3) ? around(S) : dice.between(0, 50 * MS);
        }
        return new Setup(
                dice.oneIn(2) ? Discipline.STRICT : Discipline.INTERLEAVED,
                dice.oneIn(2),
                dice.pick(List.of(0, 0, 1, 3, 7, 40)),
                dice.pick(List.of(0L, 0L, 1L, MS, 20 * MS)),
                dice.pick(List.of("\r\n> ", "\r\n>", "\r\n>\r\n", ">", "> ", "\r\n > ", "\r\n>  ")),
                dice.oneIn(2),
                dice.pick(List.of(Ending.OK, Ending.ERROR, Ending.SILENCE)),
                dice.pick(List.of(2, 4, 1024)),
                dice.oneIn(4) ? dice.between(S, 10 * S) : 0,
                dice.oneIn(3),
                dice.pick(List.of(Ending.ERROR, Ending.OK, Ending.ABORTED, Ending.SILENCE)),
                dice.pick(List.of(
                        Probes.Skill.ROWS,
                        Probes.Skill.ROWS,
                        Probes.Skill.ROWS,
                        Probes.Skill.FIRST_ONLY,
                        Probes.Skill.NO_ROWS)),
                probes,
                Extras.NONE);
    }

    private Script write(long seed) {
        List<Step> steps = new ArrayList<>();
        int commands = 2 + dice.below(7);
        long at = 0;
        for (int i = 0; i < commands; i++) {
            at += dice.pick(List.of(0L, 0L, 10 * MS, S, 4 * S, 31 * S));
            at += dice.oneIn(2) ? dice.between(0, S) : 0;
            if (dice.oneIn(6)) {
                List<Order> orders = new ArrayList<>();
                for (int n = 1 + dice.below(3); n > 0; n--) {
                    orders.add(order(null));
                }
                steps.add(new Step.Exclusive(at, orders, dice.oneIn(3) ? dice.between(0, 8 * S) : -1));
            } else {
                Order next = dice.oneIn(6) ? order(null) : null;
                steps.add(new Step.Send(at, order(next)));
            }
        }
        trouble(steps, at + 10 * S);
        // From a second generator, so that the other numbers of the seed stay as they were.
        dice = new Dice(seed ^ 0x2545F4914F6CDD1DL);
        extras(steps, at + 10 * S);
        dice = new Dice(seed ^ 0x71D67FFFEDA60000L);
        if (setup.queueWait() == 0 && dice.oneIn(8)) {
            setup = setup.with(Order.FOREVER, setup.skill(), setup.extras());
        }
        boolean forgets = steps.stream().anyMatch(step -> step instanceof Step.Cut cut && cut.forgets());
        if (dice.oneIn(12)) {
            setup = setup.with(setup.extras().withGaps());
        }
        if (!forgets && dice.oneIn(8)) {
            steps.add(new Step.Send(dice.between(0, at), overtaken()));
        }
        if (!setup.extras().starved() && dice.oneIn(forgets ? 2 : 16)) {
            setup = setup.with(setup.queueWait(), Probes.Skill.SINGLE, setup.extras());
            steps.replaceAll(step -> step instanceof Step.Send send ? slower(send) : step);
        }
        if (!setup.extras().starved() && dice.oneIn(forgets ? 2 : 6)) {
            twins(steps, at + 10 * S);
        }
        steps.sort(Comparator.comparingLong(Step::at));
        return new Script(seed, setup, List.copyOf(steps));
    }

    private void extras(List<Step> steps, long end) {
        boolean besieged = dice.oneIn(10);
        boolean starved = !besieged && dice.oneIn(8);
        if (starved) {
            // The time at which a line is heard late tells nothing of the time at which it was sent.
            steps.removeIf(step -> step instanceof Step.Listen || step instanceof Step.Cut cut && cut.again() > 0);
        }
        setup = setup.with(new Extras(
                besieged && dice.oneIn(3) ? (int) dice.between(150, 600) : Integer.MAX_VALUE,
                dice.oneIn(4),
                dice.oneIn(4),
                !starved && boots(steps, end),
                dice.oneIn(4),
                starved,
                dice.oneIn(4) ? dice.pick(List.of(Ends.values())) : Ends.CR_LF,
                dice.oneIn(2),
                false));
        if (dice.oneIn(12)) {
            forever(steps, end);
        } else if (besieged) {
            siege(steps, dice.between(0, end));
        }
    }

    /** Several callers send the same text, equally often; each only once, so that the writer is known. */
    private void twins(List<Step> steps, long end) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i) instanceof Step.Send send
                    && COMMON.contains(send.order().kind())
                    && !send.order().isUnlimited()
                    && dice.oneIn(2)) {
                steps.set(
                        i,
                        new Step.Send(send.at(), once(send.order(), send.order().id())));
                long at = send.at();
                for (int n = 1 + dice.below(2); n > 0; n--) {
                    at += dice.oneIn(2) ? late(send.order().timeout()) : dice.between(0, Math.max(S, end - at));
                    steps.add(new Step.Send(
                            at,
                            once(
                                    send.order(),
                                    Order.TWINS + 100 * n + send.order().id())));
                }
            }
        }
    }

    /** Sent again while the first one runs, and answered in any order. */
    private Order overtaken() {
        long timeout = dice.between(1, 3) * S;
        List<Behaviour> behaviours = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            behaviours.add(new Behaviour(
                    dice.oneIn(2) ? dice.between(0, 19 * S) : Math.min(19 * S, delay(timeout)),
                    dice.oneIn(4) ? Ending.ERROR : Ending.OK,
                    false,
                    0,
                    Result.NEVER,
                    0,
                    false,
                    dice.oneIn(3) ? dice.below(128) : 0,
                    false));
        }
        return new Order(
                ids++,
                Kind.OVERTAKEN,
                0,
                timeout,
                timeout,
                dice.oneIn(2) ? RetryRule.never() : RetryRule.times(1 + dice.below(2)),
                false,
                0,
                dice.oneIn(4) ? dice.between(0, 2 * timeout) : -1,
                dice.oneIn(2),
                false,
                false,
                null,
                null,
                behaviours);
    }

    /** Now and then a busy modem is busy for longer than any command waits in silence. */
    private Step.Send slower(Step.Send send) {
        Order o = send.order();
        Behaviour does = o.behaviour(0);
        if (does.delay() < 10 * S || o.behaviours().size() > 1 || o.kind().hasData()) {
            return send;
        }
        Behaviour slow = new Behaviour(
                dice.between(150, 900) * S,
                does.ending(),
                does.early(),
                does.promptDelay(),
                does.result(),
                does.resultDelay(),
                does.resultFirst(),
                does.urcs(),
                does.okFirst());
        return new Step.Send(send.at(), o.with(o.id(), o.retry(), List.of(slow)));
    }

    private Order once(Order o, int id) {
        Behaviour does = behaviour(o.kind(), o.timeout(), o.promptTimeout(), false);
        return o.with(id, RetryRule.never(), List.of(does));
    }

    private boolean boots(List<Step> steps, long end) {
        if (!dice.oneIn(6)) {
            return false;
        }
        for (int n = 1 + dice.below(2); n > 0; n--) {
            steps.add(new Step.Reset(dice.between(0, end), dice.oneIn(2) ? dice.pick(STATES) : null));
        }
        return true;
    }

    /** A caller sets an endless time; the session is closed in the end. */
    private void forever(List<Step> steps, long end) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Step.Send send && dice.oneIn(2)) {
                steps.set(i, new Step.Send(send.at(), unlimited(send.order())));
            }
        }
        steps.removeIf(step -> step instanceof Step.Cut || step instanceof Step.Close);
        steps.add(new Step.Close(end + dice.between(60, 600) * S));
    }

    private Order unlimited(Order o) {
        boolean whole = dice.oneIn(2);
        return new Order(
                o.id(),
                o.kind(),
                o.client(),
                whole ? Order.FOREVER : o.timeout(),
                whole && dice.oneIn(2) ? Order.FOREVER : o.promptTimeout(),
                o.retry().window() == null ? o.retry() : RetryRule.within(ChronoUnit.FOREVER.getDuration()),
                o.control(),
                dice.oneIn(4) ? Order.FOREVER : o.deadline(),
                o.cancel(),
                o.cancelFromWrite(),
                o.badDecoder(),
                o.throwing(),
                o.own(),
                o.next(),
                o.behaviours());
    }

    /** The modem is busy for long and keeps its input; one session after the other connects to it, and goes. */
    private void siege(List<Step> steps, long from) {
        long busy = dice.between(10, 150) * S;
        steps.add(new Step.Send(from, busyFor(busy)));
        long at = from;
        for (int n = 2 + dice.below(4); n > 0; n--) {
            for (int sends = dice.below(3); sends > 0; sends--) {
                at += dice.between(0, 2 * S);
                steps.add(new Step.Send(at, order(null)));
            }
            at += dice.between(10 * MS, dice.oneIn(2) ? 3 * S : 20 * S);
            long again = dice.between(2 * MS, S);
            steps.add(new Step.Cut(at, again, dice.oneIn(6)));
            at += again + 1;
        }
        at = dice.oneIn(2) ? at : Math.max(at, from + busy);
        for (int sends = 1 + dice.below(4); sends > 0; sends--) {
            at += dice.between(0, 5 * S);
            steps.add(new Step.Send(at, order(null)));
        }
    }

    private Order busyFor(long time) {
        return new Order(
                ids++,
                dice.oneIn(2) ? Kind.SET : Kind.GET,
                0,
                dice.between(1, 3) * S,
                S,
                dice.oneIn(2) ? RetryRule.never() : RetryRule.times(1),
                false,
                0,
                -1,
                false,
                false,
                false,
                null,
                null,
                List.of(new Behaviour(time, Ending.OK, dice.oneIn(4), 0, Result.NEVER, 0, false, 0, false)));
    }

    private void trouble(List<Step> steps, long end) {
        for (int n = dice.below(4); n > 0; n--) {
            steps.add(new Step.Urcs(dice.between(0, end), 1 + dice.below(3), dice.oneIn(3)));
        }
        for (int n = dice.below(3); n > 0; n--) {
            steps.add(new Step.Listen(
                    dice.between(0, end),
                    1 + dice.below(3),
                    dice.pick(List.of(
                            Listener.Habit.DROPS_OLDEST,
                            Listener.Habit.DROPS_NEWEST,
                            Listener.Habit.FAILS_ON_OVERFLOW,
                            Listener.Habit.THROWS))));
            steps.add(new Step.Ask(dice.between(0, end), 1 + dice.below(2)));
        }
        if (hostile) {
            for (int n = dice.below(5); n > 0; n--) {
                steps.add(new Step.Hit(
                        dice.between(0, end),
                        dice.oneIn(3),
                        dice.below(40),
                        dice.pick(List.of(Step.Damage.values())),
                        dice.pick(JUNK)));
            }
            for (int n = dice.below(3); n > 0; n--) {
                steps.add(new Step.Lose(dice.between(0, end), dice.oneIn(4)));
            }
        }
        if (dice.oneIn(5)) {
            steps.add(new Step.Reset(dice.between(0, end), dice.oneIn(2) ? dice.pick(STATES) : null));
        }
        if (dice.oneIn(8)) {
            steps.add(new Step.Echo(dice.between(0, end), dice.oneIn(2)));
        }
        if (dice.oneIn(8)) {
            steps.add(cut(end));
        } else if (dice.oneIn(24)) {
            steps.add(new Step.Close(dice.between(0, end)));
        }
    }

    /** Usually the modem is connected to again, while replies may still be owed, and commands come. */
    private Step cut(long end) {
        long at = dice.between(0, end);
        return new Step.Cut(at, dice.oneIn(4) ? 0 : dice.between(2 * MS, dice.oneIn(2) ? S : 10 * S), false);
    }

    private Order order(@Nullable Order next) {
        Kind kind = dice.pick(KINDS);
        long timeout = kind.isAsynchronous() ? dice.between(4, 6) * S : dice.between(1, 3) * S;
        long promptTimeout = dice.oneIn(2) ? timeout : S;
        if (kind.hasData() && dice.oneIn(8)) {
            promptTimeout = dice.pick(List.of(30 * S, 35 * S, 45 * S, 60 * S - MS, 60 * S));
            timeout = promptTimeout + dice.between(0, 5 * S);
        }
        boolean once = kind == Kind.RAW || kind == Kind.LONELY || dice.oneIn(2);
        RetryRule retry = once && !kind.isRechecked() && kind != Kind.ONCE
                ? RetryRule.never()
                : dice.oneIn(2)
                        ? RetryRule.times(1 + dice.below(2))
                        : RetryRule.within(Duration.ofSeconds(1 + dice.below(6)));
        List<Behaviour> behaviours = new ArrayList<>();
        for (int i = retry.resends() == 0 ? 1 : 3; i > 0; i--) {
            // If OK comes twice for one attempt, the final results of several attempts cannot be counted.
            behaviours.add(behaviour(kind, timeout, promptTimeout, retry.resends() == 0 && kind.hasData()));
        }
        long cancel = -1;
        boolean fromWrite = dice.oneIn(2);
        if (dice.oneIn(4)) {
            cancel = dice.oneIn(3) ? 0 : dice.oneIn(2) ? dice.between(0, S) : dice.between(0, 3 * timeout);
        }
        return new Order(
                ids++,
                kind,
                1 + dice.below(2),
                timeout,
                promptTimeout,
                retry,
                dice.oneIn(8),
                dice.oneIn(6) ? (dice.oneIn(2) ? around(timeout) : dice.between(0, 20 * S)) : 0,
                cancel,
                fromWrite,
                !kind.isRechecked() && dice.oneIn(40),
                dice.oneIn(12),
                kind.isAsynchronous() && dice.oneIn(2) ? dice.pick(List.of(Discipline.values())) : null,
                next,
                behaviours);
    }

    private Behaviour behaviour(Kind kind, long timeout, long promptTimeout, boolean mayBeOkFirst) {
        Ending ending = dice.oneIn(5)
                ? dice.pick(List.of(Ending.ERROR, Ending.CME, Ending.CMS, Ending.TEXT))
                : dice.oneIn(12) ? Ending.SILENCE : Ending.OK;
        Result result = dice.oneIn(6) ? Result.FAILURE : dice.oneIn(10) ? Result.NEVER : Result.SUCCESS;
        // Some of its bytes come in time, and some do not.
        boolean cut = kind == Kind.READ && dice.oneIn(4);
        return new Behaviour(
                cut ? timeout + setup.lineDelay() : delay(timeout),
                ending,
                dice.oneIn(4),
                kind == Kind.LONELY || !dice.oneIn(3)
                        ? dice.between(0, 20 * MS)
                        : Math.min(late(promptTimeout), promptTimeout + 27 * S),
                result,
                result == Result.NEVER || dice.oneIn(3) ? late(timeout) : dice.between(0, timeout),
                dice.oneIn(5),
                dice.oneIn(3) ? dice.below(128) : 0,
                mayBeOkFirst && dice.oneIn(8));
    }

    /** Usually at once, otherwise near an instant of another event. */
    private long delay(long timeout) {
        return dice.oneIn(3) ? late(timeout) : dice.between(0, 30 * MS);
    }

    private long late(long timeout) {
        long further = dice.pick(List.of(
                0L, 0L, 0L, S, 3 * S, 4 * S, 5 * S, timeout, timeout + S, patient ? 9 * timeout : S / 2, 250 * MS));
        return around(timeout + further);
    }

    private long around(long instant) {
        long epsilon = dice.pick(EPSILON);
        return switch (dice.below(5)) {
            case 0, 1 -> Math.max(0, instant - epsilon);
            case 2 -> instant;
            default -> instant + epsilon;
        };
    }
}
