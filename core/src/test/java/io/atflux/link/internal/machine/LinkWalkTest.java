package io.atflux.link.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.link.LinkCause;
import io.atflux.link.LinkPhase;
import io.atflux.link.Recovery;
import io.atflux.link.Rung;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/**
 * For any events in any order: one piece of work at a time, always a pending timer or work, budgets kept, and ready after the faults end.
 */
class LinkWalkTest {

    private static final int WALKS = 3_000;
    private static final int STEPS = 400;
    private static final Recovery ALL =
            Recovery.builder().resetsPerHour(3).power(Mono::empty, 2).build();

    @Test
    void anyWalkKeepsTheRules() {
        for (int seed = 0; seed < WALKS; seed++) {
            new Walk(seed).run();
        }
    }

    private static final class Walk {

        private final Random random;
        private final Walker walker;
        private final String name;

        Walk(int seed) {
            random = new Random(seed);
            walker = new Walker(ALL, 2);
            name = "walk " + seed;
        }

        void run() {
            walker.on(new Event.ClientWanted(1));
            if (random.nextBoolean()) {
                walker.on(new Event.ClientWanted(2));
            }
            walker.on(new Event.Start());
            for (int i = 0; i < STEPS; i++) {
                walker.random = random.nextDouble();
                step();
                check();
            }
            recover();
            budgets();
        }

        private void step() {
            int dice = random.nextInt(10);
            if (dice < 6 && !walker.running.isEmpty()) {
                end(random.nextInt(3) > 0);
            } else if (dice < 9) {
                time();
            } else {
                event();
            }
        }

        private void end(boolean well) {
            Effect.Begin begin = walker.running.values().iterator().next();
            walker.running.remove(begin.id());
            walker.on(new Event.Ended(begin.id(), well ? good(begin) : bad()));
        }

        private Event.Result good(Effect.Begin begin) {
            return switch (begin.work()) {
                case CHECK ->
                    new Event.Result.Checked(random.nextInt(8) > 0, random.nextInt(8) > 0 ? Set.of(1, 2) : Set.of());
                case AWAIT_REOPEN -> new Event.Result.Reopened(random.nextBoolean());
                default -> new Event.Result.Done();
            };
        }

        private Event.Result bad() {
            LinkCause[] causes = LinkCause.values();
            return random.nextInt(5) == 0
                    ? new Event.Result.Cancelled()
                    : new Event.Result.Failed(Finding.of(causes[random.nextInt(causes.length)], null));
        }

        private void time() {
            Instant next = walker.nextTimer();
            if (next != null && random.nextInt(3) > 0) {
                walker.fire();
            } else {
                walker.pass(Duration.ofMillis(random.nextInt(120_000)));
            }
        }

        private void event() {
            int client = 1 + random.nextInt(2);
            walker.on(
                    switch (random.nextInt(14)) {
                        case 0 -> new Event.LineLost(Finding.of(LinkCause.LINE_LOST, null));
                        case 1 -> new Event.Restarted(null, true);
                        case 2 -> new Event.SimGone(null);
                        case 3 -> new Event.SimBack();
                        case 4 -> new Event.NetworkFound();
                        case 5 -> new Event.BearerLost(null);
                        case 6 -> new Event.Broken(client, Wrote.values()[random.nextInt(4)], null);
                        case 7 -> new Event.OpenedByItself(client);
                        case 8 -> new Event.Doubted(client, null);
                        case 9 -> new Event.LookAgain();
                        case 10 -> new Event.ClientWanted(client);
                        case 11 -> new Event.ClientUnwanted(2);
                        case 12 -> random.nextInt(20) == 0 ? new Event.Stop() : new Event.SimBack();
                        default -> new Event.Start();
                    });
        }

        private void check() {
            MachineState state = walker.state;
            assertThat(state.impossible).as(name).isZero();
            assertThat(walker.running).as(name).hasSizeLessThanOrEqualTo(1);
            if (state.running != null) {
                assertThat(walker.running).as(name).containsKey(state.running.id());
                assertThat(walker.isArmed(state.running.timer())).as(name).isTrue();
            }
            boolean works = state.running != null;
            if (state.phase.isIdle()) {
                assertThat(walker.isArmed(state.timer))
                        .as("%s: %s has a timer", name, state.phase)
                        .isTrue();
            } else if (state.phase.isOnTheWay() || state.phase == ModulePhase.CLOSING) {
                assertThat(works).as("%s: %s has work", name, state.phase).isTrue();
            } else if (state.phase == ModulePhase.ONLINE) {
                online(state, works);
            }
        }

        private void online(MachineState state, boolean works) {
            assertThat(works || walker.isArmed(state.checkTimer)).as(name).isTrue();
            for (ClientState client : state.clients) {
                switch (client.phase) {
                    case OPENING, SUBSCRIBING, AWAITING ->
                        assertThat(works)
                                .as("%s: %s has work", name, client.phase)
                                .isTrue();
                    case WAITING, BLOCKED ->
                        assertThat(walker.isArmed(client.timer))
                                .as("%s: client %s %s has a timer", name, client.id, client.phase)
                                .isTrue();
                    case READY ->
                        assertThat(walker.isArmed(client.stableTimer)
                                        || Duration.between(client.since, walker.now)
                                                        .compareTo(ALL.stable())
                                                >= 0)
                                .as(name)
                                .isTrue();
                    case IDLE -> throw new AssertionError(name + ": a client is idle while the module is online");
                    case OFF -> {}
                }
            }
        }

        /** The faults end: all further work succeeds. */
        private void recover() {
            if (walker.state.phase == ModulePhase.CLOSED || walker.state.phase == ModulePhase.CLOSING) {
                return;
            }
            Instant from = walker.now;
            while (walker.shown().phase() != LinkPhase.READY) {
                if (walker.running.isEmpty()) {
                    walker.fire();
                } else {
                    Effect.Begin begin = walker.running.values().iterator().next();
                    walker.running.remove(begin.id());
                    Event.Result result = begin.work() == LineWork.CHECK
                            ? new Event.Result.Checked(true, Set.of(1, 2))
                            : new Event.Result.Done();
                    walker.on(new Event.Ended(begin.id(), result));
                }
                check();
                // Work takes no time here: only the longest wait remains, once for the module and once for the client.
                assertThat(Duration.between(from, walker.now))
                        .as("%s: %s", name, walker.shown())
                        .isLessThanOrEqualTo(Duration.ofMinutes(21));
            }
        }

        private void budgets() {
            hourly(Rung.RADIO, LineWork.RADIO, ALL.radioCyclesPerHour());
            hourly(Rung.RESET, LineWork.RESET, ALL.resetsPerHour());
            hourly(Rung.POWER, LineWork.POWER, ALL.powerCyclesPerHour());
        }

        private void hourly(Rung rung, LineWork work, int most) {
            List<Instant> at = new ArrayList<>();
            for (int i = 0; i < walker.begun.size(); i++) {
                if (walker.begun.get(i).work() == work) {
                    at.add(walker.begunAt.get(i));
                }
            }
            for (int i = most; i < at.size(); i++) {
                assertThat(Duration.between(at.get(i - most), at.get(i)))
                        .as("%s: %s", name, rung)
                        .isGreaterThanOrEqualTo(Duration.ofHours(1));
            }
        }
    }
}
