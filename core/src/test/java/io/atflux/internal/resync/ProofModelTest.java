package io.atflux.internal.resync;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.line.AtLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Ways to prove that a host is in step with a modem that is busy, keeps the lines it receives meanwhile, and outlives its host's
 * sessions. Each runs in many random simulations, judged by the answers that the modem still owes. {@code -Dproof.runs=100000} for
 * more runs.
 */
class ProofModelTest {

    private static final int RUNS = Integer.getInteger("proof.runs", 5_000);
    private static final List<String> READS = List.of("AT+CMEE?", "AT+CFUN?", "AT+CGSN?", "AT+IPR?");
    /** Steps of 100 ms. */
    private static final int SECOND = 10;

    private static final int LONGEST = 300 * SECOND;

    /** A host's method of probing and judging. */
    private interface Way {
        String ask(int now);

        boolean provenBy(List<String> names);

        /** The host is restarted, and has lost its memory. */
        default void forget() {}
    }

    /** One read after the other; its line and a final result after it count as the proof. */
    private static final class SingleReads implements Way {
        private int next;
        private String asked = "";

        @Override
        public String ask(int now) {
            asked = READS.get(next++ % READS.size());
            return asked;
        }

        @Override
        public boolean provenBy(List<String> names) {
            return names.contains(name(asked));
        }
    }

    /** As many answers as words were written, in all sessions together. */
    private static final class Counting implements Way {
        private int owed;

        @Override
        public String ask(int now) {
            owed++;
            return READS.get(0);
        }

        @Override
        public boolean provenBy(List<String> names) {
            owed -= names.contains("+CMEE") ? 1 : 0;
            return owed == 0 && !names.isEmpty();
        }

        @Override
        public void forget() {
            owed = 0;
        }
    }

    /** Rows of a number of reads, drawn at random or counted up. */
    private static final class ShortWords implements Way {
        private final SplittableRandom random;
        private final boolean counted;
        private final int length;
        private int number;
        private List<String> asked = List.of();

        ShortWords(SplittableRandom random, boolean counted, int length) {
            this.random = random;
            this.counted = counted;
            this.length = length;
        }

        @Override
        public String ask(int now) {
            int word = counted ? number++ : random.nextInt(1 << (2 * length));
            List<String> reads = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                reads.add(READS.get((word >> (2 * i)) & 3));
            }
            asked = reads.stream().map(ProofModelTest::name).toList();
            return row(reads);
        }

        @Override
        public boolean provenBy(List<String> names) {
            return names.equals(asked);
        }

        @Override
        public void forget() {
            number = 0;
        }
    }

    /** The engine's method. */
    private static final class RandomWords implements Way {
        private final SplittableRandom random;
        private Proof proof;

        RandomWords(SplittableRandom random) {
            this.random = random;
            this.proof = fresh(random);
        }

        private static Proof fresh(SplittableRandom random) {
            return new Proof(READS, false, 12_288, random, Proof.Memory.NONE, 0);
        }

        @Override
        public String ask(int now) {
            if (proof.earliest(now * 100_000_000L) > now * 100_000_000L) {
                return "";
            }
            Word word = proof.next(List.of());
            if (word == null) {
                return "";
            }
            proof.written(word, now * 100_000_000L);
            return word.line();
        }

        @Override
        public boolean provenBy(List<String> names) {
            names.forEach(name -> proof.takes(AtLine.of(name + ": 1")));
            return proof.finalCame(true, false) == Proof.Finding.PROVEN;
        }

        @Override
        public void forget() {
            proof = fresh(random);
        }
    }

    private enum End {
        RIGHT,
        WRONG,
        NEVER
    }

    private static String name(String read) {
        return read.substring(2, read.length() - 1);
    }

    private static String row(List<String> reads) {
        return "AT"
                + String.join(";", reads.stream().map(read -> read.substring(2)).toList());
    }

    /** One run: the modem is busy for up to two minutes; the host's sessions write three words, end, and begin again. */
    private static End run(SplittableRandom random, Way way) {
        ArrayDeque<List<String>> buffered = new ArrayDeque<>();
        int busyUntil = random.nextInt(120 * SECOND);
        int nextAsk = 0;
        int asked = 0;
        boolean connected = true;
        for (int now = 0; now < LONGEST; now++) {
            if (connected && now >= nextAsk) {
                if (asked == 3) {
                    connected = false;
                    nextAsk = now + 1 + random.nextInt(5 * SECOND);
                    if (random.nextInt(4) == 0) {
                        way.forget();
                    }
                } else {
                    String line = way.ask(now);
                    asked++;
                    nextAsk = now + SECOND;
                    // One line in thirty is lost in transmission.
                    if (!line.isEmpty() && random.nextInt(30) > 0) {
                        buffered.add(Arrays.stream(line.substring(2).split(";"))
                                .map(read -> read.substring(0, read.length() - 1))
                                .toList());
                    }
                }
            } else if (!connected && now >= nextAsk) {
                connected = true;
                asked = 0;
            }
            if (now >= busyUntil && !buffered.isEmpty() && random.nextInt(3) == 0) {
                List<String> printed = new ArrayList<>(buffered.remove());
                if (random.nextInt(40) == 0) {
                    printed.add(0, "+CFUN");
                }
                if (connected && way.provenBy(printed)) {
                    return buffered.isEmpty() ? End.RIGHT : End.WRONG;
                }
            }
        }
        return End.NEVER;
    }

    private static double[] shares(java.util.function.Function<SplittableRandom, Way> way) {
        double[] shares = new double[End.values().length];
        for (int seed = 0; seed < RUNS; seed++) {
            SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L);
            shares[run(random, way.apply(random.split())).ordinal()] += 1.0 / RUNS;
        }
        return shares;
    }

    private static double[] report(String name, double[] shares) {
        System.out.printf(
                "%-32s in step %5.1f %%, wrongly %6.3f %%, never %5.1f %%%n",
                name, 100 * shares[0], 100 * shares[1], 100 * shares[2]);
        return shares;
    }

    @Test
    void onlyRandomWordsAreNeverWrong() {
        double[] single = report("single reads", shares(random -> new SingleReads()));
        double[] counting = report("counting copies", shares(random -> new Counting()));
        double[] counted = report("rows of 4, counted up", shares(random -> new ShortWords(random, true, 4)));
        double[] shortWords = report("rows of 2, at random", shares(random -> new ShortWords(random, false, 2)));
        double[] words = report("rows of 12, at random", shares(RandomWords::new));
        assertThat(single[1]).as("single reads, wrong").isGreaterThan(0.2);
        assertThat(counting[1] + counting[2]).as("counting, wrong or never").isGreaterThan(0.2);
        assertThat(counted[1]).as("words counted up, wrong").isGreaterThan(0.0);
        assertThat(shortWords[1]).as("short words, wrong").isGreaterThan(0.0);
        assertThat(words[1]).as("random words, wrong").isZero();
        assertThat(words[2]).as("random words, never").isLessThan(0.01);
    }
}
