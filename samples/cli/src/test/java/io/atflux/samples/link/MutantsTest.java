package io.atflux.samples.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.test.mutants.Mutant;
import io.atflux.test.mutants.MutantLoader;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The simulation can fail: a link with one defect is detected within the default seeds. Every fourth one by default,
 * {@code -Datflux.link.mutants=all} for all.
 */
class MutantsTest {

    private static final long SEEDS = 2_000;

    static Stream<Mutant> mutants() {
        boolean all = "all".equals(System.getProperty("atflux.link.mutants"));
        return IntStream.range(0, MUTANTS.size()).filter(i -> all || i % 4 == 0).mapToObj(MUTANTS::get);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void theSimulationNotices(Mutant mutant) throws ReflectiveOperationException {
        Object violation = violation(mutant, SEEDS);
        System.out.println(mutant + ": " + violation);
        assertThat(violation).as(mutant.name()).isNotNull();
    }

    /** The basis of every verdict: the unchanged link, loaded in the same way, breaks no promise. */
    @Test
    void theSimulationFindsNothingWhereNothingIsBroken() throws ReflectiveOperationException {
        Mutant none = new Mutant("no defect", "LinkMachine", "package io", "package io");
        assertThat(violation(none, 100)).isNull();
    }

    private static @Nullable Object violation(Mutant mutant, long seeds) throws ReflectiveOperationException {
        Class<?> simulation = MutantLoader.of(mutant).loadClass("io.atflux.samples.link.Simulation");
        Method first = simulation.getDeclaredMethod("firstViolation", long.class, long.class);
        first.setAccessible(true);
        return first.invoke(null, 0L, seeds);
    }

    static final List<Mutant> MUTANTS = List.of(
            new Mutant("failures are never forgotten", "ClientRows", "client.failures = 0;", ""),
            new Mutant(
                    "subscriptions are not renewed",
                    "Subscriptions",
                    "interest.asked = null; interest.refusals = 0;",
                    ""),
            new Mutant("any rung is taken for any cause", "Ladder", "finding.isMendableBy(rung)", "true"),
            new Mutant("budgets are not counted", "Ladder", "stamps.add(now);", ""),
            new Mutant("cancelled work counts as done", "WorkRows", "if (ended.cancelled()) {", "if (false) {"),
            new Mutant("a client waits without a timer", "Draft", "client.timer = timer(wait);", ""),
            new Mutant("a module waits without a timer", "Draft", "state.timer = timer(wait);", ""),
            new Mutant(
                    "readiness is not checked",
                    "ModuleRows",
                    "draft.state.checkTimer = draft.timer(draft.policy.recovery().checkEvery());",
                    ""),
            new Mutant(
                    "an at-most-once message is sent again",
                    "PublishQueue",
                    "options.onUnknown() == OnUnknown.GIVE_UP",
                    "false"),
            new Mutant(
                    "an unknown outcome counts as confirmed",
                    "PublishQueue",
                    "case UNKNOWN -> unknown(sending, failure);",
                    "case UNKNOWN -> sending.end(client.now(), DeliveryOutcome.CONFIRMED, null);"),
            new Mutant(
                    "a written message counts as not sent",
                    "PublishQueue",
                    "case UNKNOWN -> unknown(sending, failure);",
                    "case UNKNOWN -> again(sending);"),
            new Mutant(
                    "a repeated message goes last",
                    "PublishQueue",
                    "waiting.addFirst(sending);",
                    "waiting.addLast(sending);"),
            new Mutant(
                    "one break counts as an identity conflict",
                    "ClientRows",
                    "client.breaks >= Policy.KICKS",
                    "client.breaks >= 1"),
            new Mutant("an abandoned line stays open", "Draft", "effects.add(new Effect.DropLine());", ""),
            new Mutant("a message waits without a limit", "PublishQueue", "client.post(this::giveUpLate)", "{}"),
            new Mutant("a break goes unnoticed", "ClientTable", "on(phase, BROKEN, ClientRows::broken);", ""),
            new Mutant(
                    "the first listener's end unsubscribes for all",
                    "Subscriptions",
                    "|| !interest.listeners.isEmpty()",
                    ""),
            new Mutant(
                    "a receipt comes before its commit",
                    "OutboxPublisher",
                    "over = receipt;",
                    "waiters.tell(receipt);"),
            new Mutant("the disk does not sync", "SiteDisk", "synced = written.copy();", ""),
            new Mutant(
                    "a removal is committed after the next write",
                    "SiteOutbox",
                    "shelf.remove(done); return shelf.next(owner, disk.clock());",
                    "Shelf rest = shelf.copy(); rest.remove(done); OutboxStep next = rest.next(owner, disk.clock()); "
                            + "if (next.hasEntry()) { shelf.change(next.entry(), head -> next.entry()); } over.add(done); return next;"),
            new Mutant("a finished entry is not removed", "OutboxPublisher", "done = entry;", ""),
            new Mutant(
                    "an entry that may have been sent is returned as never sent",
                    "OutboxPublisher",
                    "private void unknown(OutboxEntry entry, Throwable failure) {",
                    "private void unknown(OutboxEntry entry, Throwable failure) { if (!atMostOnce) { giveBack(entry); return; }"),
            new Mutant(
                    "an at-most-once message is sent again after a crash",
                    "OutboxPublisher",
                    "atMostOnce && entry.isPossiblySent()",
                    "false"),
            new Mutant("a crash clears the hourly budgets", "Memory", "taken.put(rung, stamps);", ""),
            new Mutant(
                    "a dropped entry gets no receipt",
                    "Waiters",
                    "step.dropped().forEach(entry -> tell(receipt(entry, DeliveryOutcome.DROPPED, false, null)));",
                    ""),
            new Mutant(
                    "a failed store stays busy", "OutboxPublisher", "busy = false; Duration pause", "Duration pause"),
            new Mutant(
                    "connections that a message ended are not counted",
                    "LastWrite",
                    "counted = now; return true;",
                    "return false;"),
            new Mutant(
                    "a dial does not ask for the radio",
                    "Works",
                    "on ? modem.dial().then(DONE)",
                    "on || !on ? modem.dial().then(DONE)"));
}
