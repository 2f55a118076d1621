package io.atflux.samples.link;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Default: the first 2,000 seeds, and some others. {@code -Datflux.link.seeds=FROM,COUNT} runs others,
 * {@code -Datflux.link.seed=N} runs one and prints its trace.
 */
class SimulationTest {

    private static final long SEEDS = 2_000;
    /** Seeds that once broke a promise of the link or of its judge, and those with the longest recovery. */
    private static final long[] OTHERS = {
        50002302, 50003541, 50003720, 50005436, 50005581, 50006252, 50006294, 50011029, 50011100, 60000118, 60000318,
        60000320, 60001385, 60001531, 60001751, 60003035, 60003237, 60003669, 60003975, 60004029, 60004125, 60005214,
        61001429, 61002167, 61005119, 61005572, 61005945, 61009783, 61010602, 61013873, 61016623, 61017143, 61022570,
        61027992, 62000224, 62001201, 62001474, 62001515, 62004538, 62006914, 62007228, 62008376, 62011898, 63007150,
        63008146, 63009930, 63010844, 63016581, 63045591, 63046802, 63051220, 63053349, 63055826, 63061370, 63000229,
        66001244, 66026563, 66030396, 66026013, 66071292, 66002969, 67013274, 67057839, 67086788, 69041405, 69055202,
        71065663, 71071177, 71096542, 72001003, 72003758, 72007051, 72007484, 73076806
    };

    private static final long LOGGED = 20;

    @Test
    void everyPromiseHoldsWhateverGoesWrong() {
        Long one = Long.getLong("atflux.link.seed");
        if (one != null) {
            Simulation.Outcome outcome = Simulation.run(one);
            System.out.println(String.join("\n", outcome.trace()));
            assertThat(outcome.violation()).isNull();
            return;
        }
        String[] range = System.getProperty("atflux.link.seeds", "0," + SEEDS).split(",", -1);
        long from = Long.parseLong(range[0]);
        long count = Long.parseLong(range[1]);
        long start = System.nanoTime();
        Figures figures = new Figures();
        LongStream others = count == SEEDS ? LongStream.of(OTHERS) : LongStream.empty();
        LongStream.concat(others, LongStream.range(from, from + count))
                .parallel()
                .mapToObj(Simulation::run)
                .forEach(figures::add);
        System.out.printf("%,d seeds from %d in %.1f s; %s%n", count, from, (System.nanoTime() - start) / 1e9, figures);
        assertThat(figures.violations).isEmpty();
        if (count >= SEEDS) {
            assertThat(figures.largest).as("the bound is at least half used").isBetween(0.5, 1.0);
            assertThat(figures.excuses.keySet()).as("the excuses used").contains(Excuse.values());
        }
    }

    @Test
    void aSeedIsTheSameEachTime() {
        for (long seed = 0; seed < 5; seed++) {
            assertThat(withoutIds(Simulation.run(seed))).isEqualTo(withoutIds(Simulation.run(seed)));
        }
    }

    /** The ids of messages depend on the host's clock. */
    private static List<String> withoutIds(Simulation.Outcome outcome) {
        return outcome.trace().stream()
                .map(line -> line.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID"))
                .toList();
    }

    @Test
    void noSecretAndNoPayloadIsLogged() {
        Logger logger = (Logger) LoggerFactory.getLogger("io.atflux");
        Level before = logger.getLevel();
        List<String> told = new ArrayList<>();
        int[] lines = new int[1];
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines[0]++;
                String text = event.getFormattedMessage();
                boolean ours = !event.getLoggerName().startsWith("io.atflux.samples");
                if (ours
                        && (text.contains(Setup.PASSWORD)
                                || text.contains('"' + Setup.PIN + '"')
                                // The log of the line is its traffic, in which only secrets are masked.
                                || (!event.getLoggerName().equals("io.atflux.wire")
                                        && text.matches("(?s).*c\\dn\\d{5}.*")))) {
                    told.add(event.getLevel() + " " + event.getLoggerName() + ": " + text);
                }
            }
        };
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.TRACE);
        boolean additive = logger.isAdditive();
        logger.setAdditive(false);
        try {
            for (long seed = 0; seed < LOGGED; seed++) {
                Simulation.run(seed);
            }
        } finally {
            logger.setAdditive(additive);
            logger.setLevel(before);
            logger.detachAppender(appender);
        }
        assertThat(lines[0]).as("logged lines").isPositive();
        assertThat(told).isEmpty();
    }

    /** The figures of all seeds together. */
    private static final class Figures {

        private final Map<Excuse, Integer> excuses = new EnumMap<>(Excuse.class);
        private final List<String> violations = new ArrayList<>();
        private Duration longest = Duration.ZERO;
        private double largest;
        private long published;
        private long promised;
        private long outboxes;
        private long entries;
        private long crashes;
        private long comeBack;
        private @Nullable Long longestSeed;

        synchronized void add(Simulation.Outcome outcome) {
            if (outcome.violation() != null) {
                violations.add("seed " + outcome.seed() + ": " + outcome.violation());
                return;
            }
            outcome.excuses().forEach((why, times) -> excuses.merge(why, times, Integer::sum));
            largest = Math.max(
                    largest,
                    (double) outcome.recovery().toMillis() / outcome.bound().toMillis());
            published += outcome.published();
            promised += outcome.delivered();
            outboxes += outcome.kept().outboxes();
            entries += outcome.kept().entries();
            crashes += outcome.kept().crashes();
            comeBack += outcome.kept().comeBack();
            if (outcome.recovery().compareTo(longest) > 0) {
                longest = outcome.recovery();
                longestSeed = outcome.seed();
            }
        }

        @Override
        public String toString() {
            return "longest recovery " + longest + " (seed " + longestSeed + "), at most "
                    + Math.round(100 * largest) + " % of the bound; " + published + " publishes seen, " + promised
                    + " deliveries promised; " + entries + " entries of " + outboxes + " outboxes, " + crashes
                    + " crashes and power cuts, after which " + comeBack + " may have been sent; excused: " + excuses;
        }
    }
}
