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
 * Default: the first 2,000 seeds. {@code -Datflux.link.seeds=FROM,COUNT} runs others, {@code -Datflux.link.seed=N} one of them and prints
 * what happened in it.
 */
class SimulationTest {

    private static final long SEEDS = 2_000;
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
        LongStream.range(from, from + count)
                .parallel()
                .mapToObj(Simulation::run)
                .forEach(figures::add);
        System.out.printf("%,d seeds from %d in %.1f s; %s%n", count, from, (System.nanoTime() - start) / 1e9, figures);
        assertThat(figures.violations).isEmpty();
        if (count >= SEEDS) {
            assertThat(figures.largest)
                    .as("a bound that is never half used says nothing")
                    .isBetween(0.5, 1.0);
            assertThat(figures.excuses.keySet()).as("excuses that nobody needs").contains(Excuse.values());
        }
    }

    @Test
    void aSeedIsTheSameEachTime() {
        for (long seed = 0; seed < 5; seed++) {
            assertThat(withoutIds(Simulation.run(seed))).isEqualTo(withoutIds(Simulation.run(seed)));
        }
    }

    /** Ids of messages are of the host's own clock. */
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
                                // The log of the line is what passes on it; its secrets alone are masked.
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
        assertThat(lines[0]).as("lines that were logged").isPositive();
        assertThat(told).isEmpty();
    }

    /** What all seeds together show. */
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
