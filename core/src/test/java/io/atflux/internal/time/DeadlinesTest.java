package io.atflux.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.test.scheduler.VirtualTimeScheduler;

class DeadlinesTest {

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final Deadlines deadlines = new Deadlines(new EmbeddedChannel().eventLoop(), time);
    private final List<String> ran = new ArrayList<>();

    @Test
    void oneThatIsDueAtOnceKeepsNoLaterOneFromBeingArmed() {
        deadlines.create(() -> ran.add("due")).at(deadlines.now());
        deadlines
                .create(() -> ran.add("later"))
                .at(deadlines.now() + Duration.ofSeconds(1).toNanos());
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(ran).containsExactly("due", "later");
    }

    @Test
    void thoseOfOneTimeRunInTheOrderInWhichTheyWereSet() {
        for (int i = 0; i < 20; i++) {
            String name = "" + i;
            deadlines.create(() -> ran.add(name)).at(1_000);
        }
        time.advanceTimeBy(Duration.ofNanos(1_000));
        assertThat(ran)
                .containsExactly(IntStream.range(0, 20).mapToObj(i -> "" + i).toArray(String[]::new));
    }

    @Test
    void anyOfThemMayMoveOrEndFirst() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<Deadlines.Deadline> all = new ArrayList<>();
            TreeMap<Long, Integer> expected = new TreeMap<>();
            List<Integer> order = new ArrayList<>();
            long now = deadlines.now();
            for (int i = 0; i < 50; i++) {
                int name = i;
                all.add(deadlines.create(() -> order.add(name)));
            }
            long[] at = new long[50];
            for (int step = 0; step < 200; step++) {
                int i = random.nextInt(50);
                if (random.nextInt(3) == 0) {
                    all.get(i).clear();
                    at[i] = 0;
                } else {
                    at[i] = now + 1 + step + 1_000L * random.nextInt(1_000);
                    all.get(i).at(at[i]);
                }
            }
            for (int i = 0; i < 50; i++) {
                assertThat(all.get(i).isSet()).isEqualTo(at[i] != 0);
                if (at[i] != 0) {
                    expected.put(at[i], i);
                }
            }
            time.advanceTimeBy(Duration.ofNanos(1_001_000));
            assertThat(order).containsExactlyElementsOf(expected.values());
        }
    }

    @Test
    @Timeout(20)
    void hundredsOfThousandsEndInTime() {
        int[] ended = new int[1];
        List<Deadlines.Deadline> early = new ArrayList<>();
        for (int i = 0; i < 300_000; i++) {
            Deadlines.Deadline one = deadlines.create(() -> ended[0]++);
            one.at(1_000 + i);
            if (i % 3 == 0) {
                early.add(one);
            }
        }
        early.forEach(Deadlines.Deadline::clear);
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(ended[0]).isEqualTo(200_000);
    }
}
