package io.atflux.samples.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One installation for about an hour, in which everything depends on the seed: the setup, the faults, the callers. */
final class Simulation {

    /** Every tenth simulation checks for lost buffers. */
    private static final int WATCHED = 10;

    private static final Duration STEP = Duration.ofMillis(250);
    private static final Duration SEEN = Duration.ofMinutes(3);
    private static final int FORBIDDEN_MINUTES = 40;
    private static final List<Fault> BAG = bag(false);
    private static final List<Fault> BAG_WITH_OUTBOX = bag(true);
    /** A separate generator for the outbox, so that a seed without one keeps its course. */
    private static final long STORE = 0x0B0C_5EED_0B0CL;
    /** Another separate generator, for forbidden messages. */
    private static final long RULES = 0xF0B1_DDE4_5EEDL;

    /** The result of a seed. */
    record Outcome(
            long seed,
            @Nullable String violation,
            Site site,
            Duration recovery,
            Duration bound,
            Map<Excuse, Integer> excuses,
            int published,
            int delivered,
            Kept kept,
            List<Fault> faults) {

        List<String> trace() {
            return site.trace();
        }
    }

    /**
     * The counts of outboxes: of their entries, of crashes, and of the entries after crashes that may have been sent.
     */
    record Kept(int outboxes, int entries, int crashes, int comeBack) {}

    private final long seed;
    private final Dice dice;
    private final Site site;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<Fault, Runnable> ends = new EnumMap<>(Fault.class);
    private Duration recovery = Duration.ZERO;
    private final Duration bound;
    private boolean over;
    private boolean leftToAHuman;

    private Simulation(long seed) {
        this.seed = seed;
        this.dice = new Dice(seed);
        Setup setup = new Setup(dice.split(), new Dice(seed ^ STORE), new Dice(seed ^ RULES));
        this.site = new Site(setup);
        if (seed % WATCHED != 0) {
            site.line.withoutLeakDetection();
        }
        this.bound = Bounds.longestRecovery(setup.options, setup.registrationLimit);
        site.trace("seed " + seed + ": " + setup);
    }

    private static List<Fault> bag(boolean outbox) {
        List<Fault> all = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            for (int i = 0; i < fault.weight() && (outbox || !fault.isOfAnOutbox()); i++) {
                all.add(fault);
            }
        }
        return all;
    }

    static Outcome run(long seed) {
        Simulation simulation = new Simulation(seed);
        Complaints.go(simulation.site.verdict);
        try {
            simulation.play();
        } catch (RuntimeException | Error thrown) {
            simulation.site.verdict.violated("something is thrown: " + thrown);
            java.io.StringWriter words = new java.io.StringWriter();
            thrown.printStackTrace(new java.io.PrintWriter(words));
            simulation.site.trace(words.toString());
        } finally {
            simulation.site.close();
            Complaints.end();
        }
        Site site = simulation.site;
        return new Outcome(
                seed,
                site.verdict.violation(),
                site,
                simulation.recovery,
                simulation.bound,
                site.verdict.excuses(),
                site.broker.seen().size(),
                site.deliveries.promised(),
                site.hasOutbox() ? site.ledger().kept() : new Kept(0, 0, 0, 0),
                simulation.faults);
    }

    /**
     * The first promise that is broken in a range of seeds; null if all hold. For mutants, which are loaded separately.
     */
    static @Nullable String firstViolation(long from, long count) {
        for (long seed = from; seed < from + count; seed++) {
            String violation = run(seed).violation();
            if (violation != null) {
                return "seed " + seed + ": " + violation;
            }
        }
        return null;
    }

    private void play() {
        site.newHost(dice.split()).start();
        messagesCome();
        int count = dice.between(1, 5);
        for (int i = 0; i < count && goesOn(); i++) {
            pass(dice.oneIn(3) ? dice.seconds(0, 5) : dice.seconds(10, 240));
            begin(dice.pick(site.hasOutbox() ? BAG_WITH_OUTBOX : BAG));
        }
        pass(dice.oneIn(4) ? dice.seconds(600, 2_000) : dice.seconds(1, 400));
        allFaultsEnd();
        becomesReady();
        publishesEnd();
        closes();
        audit();
    }

    private boolean goesOn() {
        return site.verdict.violation() == null;
    }

    private void begin(Fault fault) {
        if (ends.containsKey(fault)) {
            return;
        }
        site.trace("FAULT " + fault);
        faults.add(fault);
        if (fault == Fault.RADIO_IS_OFF && ends.isEmpty() && isReady() && !site.setup.forbids()) {
            isOverSoon(faults.size());
        }
        Runnable end = fault.begin(site, dice.split());
        ends.put(fault, end);
        if (dice.oneIn(3)) {
            site.after(dice.seconds(1, 300), () -> end(fault, end));
        }
    }

    /** A radio that is switched off is noticed and switched on again, if there is no other fault. */
    private void isOverSoon(int count) {
        site.after(SEEN, () -> {
            if (faults.size() == count && !over && goesOn()) {
                site.verdict.require(isReady(), "the radio was switched off " + SEEN + " ago, and " + states());
            }
        });
    }

    private void end(Fault fault, Runnable end) {
        if (ends.remove(fault, end) && end != Fault.NOTHING) {
            site.trace("END OF " + fault);
            end.run();
        }
    }

    private void allFaultsEnd() {
        site.trace("ALL FAULTS END");
        Map.copyOf(ends).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> end(each.getKey(), each.getValue()));
    }

    private void messagesCome() {
        Dice own = dice.split();
        messageComes(own);
    }

    private void messageComes(Dice own) {
        site.after(own.seconds(1, 20), () -> {
            if (!over) {
                site.broker.publish(own.pick(List.of("cmd/a", "cmd/b", "cmd/b/c", "other/b/x", "stray")), own.below(3));
                messageComes(own);
            }
        });
    }

    private void pass(Duration time) {
        Duration until = site.now().plus(time);
        while (site.now().compareTo(until) < 0 && goesOn()) {
            site.pass(STEP);
            look();
        }
    }

    private void look() {
        SiteHost host = site.host();
        if (host != null && !host.isDead()) {
            host.users().forEach(user -> user.promises().look());
        }
        if (site.hasOutbox()) {
            site.ledger().look();
        }
    }

    private boolean isReady() {
        SiteHost host = site.host();
        return host != null
                && !host.isDead()
                && host.isReady()
                && host.users().stream().allMatch(user -> site.broker.connectionOf(user.identity()) != null);
    }

    private void becomesReady() {
        // A dead host is restarted within a minute.
        while ((site.host() == null || site.host().isDead()) && goesOn()) {
            pass(STEP);
        }
        Duration from = site.now();
        while (!isReady() && goesOn()) {
            pass(STEP);
            if (site.now().minus(from).compareTo(bound) > 0) {
                if (states().contains("TAKEN_OVER") && !site.setup.options.takeOver()) {
                    // Reported, and left to a human's decision: the module does not tell whose the open client is.
                    site.trace("left to a human");
                    leftToAHuman = true;
                    recovery = Duration.ZERO;
                    return;
                }
                site.verdict.violated("not ready within " + bound + ", but " + states());
            }
        }
        recovery = site.now().minus(from);
        site.trace("READY AGAIN after " + recovery);
    }

    private String states() {
        SiteHost host = site.host();
        return host == null
                ? "there is no host"
                : host.users().stream()
                        .map(user -> user.link().state())
                        .toList()
                        .toString();
    }

    private void publishesEnd() {
        SiteHost host = site.host();
        if (host == null || !goesOn()) {
            return;
        }
        pass(Duration.ofSeconds(30));
        host.users().forEach(LinkUser::quiet);
        // The waiting messages are sent one after another; damaged answers may require a wait for silence.
        pass(Duration.ofMinutes(site.history.ever(History.Happening.LINE_NOISE) ? 10 : 3));
        if (site.setup.forbids()) {
            forbiddenMessagesEnd(host);
        }
        if (goesOn() && !leftToAHuman) {
            host.users().forEach(LinkUser::mustBeOver);
            host.users().forEach(LinkUser::mustBeSubscribed);
            if (site.hasOutbox()) {
                site.ledger().mustBeOver();
            }
        }
    }

    /** Each message that ends connections may take as long as five failed attempts do, and each life of the host may leave two. */
    private void forbiddenMessagesEnd(SiteHost host) {
        for (int minute = 0; minute < FORBIDDEN_MINUTES && goesOn() && isWaiting(host); minute++) {
            pass(Duration.ofMinutes(1));
        }
    }

    private boolean isWaiting(SiteHost host) {
        SiteDisk disk = site.disk();
        return disk != null && !disk.shelf().all().isEmpty()
                || host.users().stream().anyMatch(LinkUser::isWaiting);
    }

    private void closes() {
        SiteHost host = site.host();
        over = true;
        if (host == null || !goesOn()) {
            return;
        }
        host.users().forEach(LinkUser::close);
        pass(Duration.ofSeconds(30));
        if (goesOn()) {
            host.users().forEach(user -> {
                site.verdict.require(user.promises().isCompleted(), user + ": states() does not complete");
                site.verdict.require(user.startEnded(), user + ": start() never ends");
                site.verdict.require(
                        leftToAHuman || leftOpenByTheDead() || site.broker.connectionOf(user.identity()) == null,
                        user + ": the connection stays open");
            });
            site.verdict.require(!site.line.isOpen(), "the line stays open");
        }
    }

    /** A client that a dead process left open is closed only by a process that may take it over. */
    private boolean leftOpenByTheDead() {
        return site.history.ever(History.Happening.HOST_DIED) && !site.setup.options.takeOver();
    }

    private void audit() {
        if (!site.line.violations().isEmpty()) {
            site.verdict.violated("the line: " + site.line.violations());
        }
        site.verdict.require(site.setup.withPin || site.wire.pins() == 0, "a PIN that was not requested");
    }

    long seed() {
        return seed;
    }
}
