package io.atflux.modem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class PollTest {

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<Integer> got = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();

    private void poll(Poll poll, Mono<Integer> question, int enough) {
        poll.until(question, n -> n >= enough, n -> new IllegalStateException("late with " + n), time)
                .subscribe(got::add, errors::add);
    }

    @Test
    void anyNumberOfRoundsIsAsGoodAsOne() {
        Poll poll = Poll.of(Duration.ofSeconds(1), ChronoUnit.FOREVER.getDuration());
        poll(poll, Mono.fromSupplier(asked::incrementAndGet), 100_001);
        time.advanceTimeBy(Duration.ofSeconds(99_999));
        assertThat(got).isEmpty();
        // Nested rounds would also end nested, and each uses a part of the stack.
        assertThatCode(() -> time.advanceTimeBy(Duration.ofSeconds(1))).doesNotThrowAnyException();
        assertThat(got).containsExactly(100_001);
        assertThat(errors).isEmpty();
    }

    @Test
    void thePaceCountsFromBeginToBegin() {
        List<Long> begins = new ArrayList<>();
        Mono<Integer> slow = Mono.defer(() -> {
            begins.add(time.now(TimeUnit.MILLISECONDS));
            int n = asked.incrementAndGet();
            return Mono.delay(Duration.ofMillis(n == 2 ? 2_500 : 400), time).thenReturn(n);
        });
        poll(Poll.of(Duration.ofSeconds(1), Duration.ofSeconds(4)), slow, 9);
        time.advanceTimeBy(Duration.ofSeconds(10));
        assertThat(begins).containsExactly(0L, 1_000L, 3_500L);
        assertThat(errors).singleElement().extracting(Throwable::getMessage).isEqualTo("late with 3");
    }

    @Test
    void aPollThatIsCancelledAsksNoMore() {
        Poll.of(Duration.ofSeconds(1), Duration.ofSeconds(90))
                .until(
                        Mono.fromSupplier(asked::incrementAndGet),
                        n -> false,
                        n -> new IllegalStateException("late"),
                        time)
                .subscribe()
                .dispose();
        time.advanceTimeBy(Duration.ofSeconds(90));
        assertThat(asked).hasValue(1);
    }
}
