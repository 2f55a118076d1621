package io.atflux.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtConnectionException;
import io.atflux.error.AtUsageException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Backoff DEFAULT = Backoff.defaults();

    @Test
    void eachFailureDoublesTheWaitUpToTheCeiling() {
        assertThat(IntStream.rangeClosed(1, 8)
                        .mapToObj(failures -> DEFAULT.delay(failures, 0).toSeconds()))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(DEFAULT.delay(Integer.MAX_VALUE, 0)).isEqualTo(Duration.ofSeconds(60));
        assertThat(DEFAULT.delay(0, 0)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void chanceShortensAWaitByNoMoreThanItsShare() {
        assertThat(DEFAULT.delay(4, 0.25)).isEqualTo(Duration.ofSeconds(7));
        assertThat(DEFAULT.delay(4, 1)).isEqualTo(Duration.ofSeconds(4));
        assertThat(DEFAULT.mutate().jitter(0).build().delay(4, 1)).isEqualTo(Duration.ofSeconds(8));
        assertThat(DEFAULT.mutate().jitter(1).build().delay(4, 1)).isZero();
    }

    @Test
    void onlyALineThatCouldNotBeOpenedIsTriedAgain() {
        assertThat(DEFAULT.retryWhile()
                        .test(new AtConnectionException(AtConnectionException.Reason.REFUSED, "refused", null)))
                .isTrue();
        assertThat(DEFAULT.retryWhile().test(new AtUsageException(AtUsageException.Reason.URL, "no such option", null)))
                .isFalse();
    }

    @Test
    void whatIsOutOfRangeIsNamed() {
        Duration second = Duration.ofSeconds(1);
        assertRefused(() -> DEFAULT.mutate().waits(Duration.ZERO, 2, second), "first wait PT0S is shorter than 1 ms");
        assertRefused(() -> DEFAULT.mutate().waits(second, 0.5, second), "factor 0.5 is not 1 or more");
        assertRefused(() -> DEFAULT.mutate().waits(second, Double.NaN, second), "factor NaN is not 1 or more");
        assertRefused(
                () -> DEFAULT.mutate().waits(second, 2, Duration.ofMillis(999)), "ceiling PT0.999S is not within");
        assertRefused(() -> DEFAULT.mutate().waits(second, 2, Duration.ofDays(366)), "is not within");
        assertRefused(() -> DEFAULT.mutate().waits(Duration.ofSeconds(Long.MAX_VALUE), 2, second), "is not within");
        assertRefused(() -> DEFAULT.mutate().jitter(1.5), "jitter 1.5 is not within 0 to 1");
        assertRefused(() -> DEFAULT.mutate().jitter(Double.NaN), "jitter NaN is not within 0 to 1");
        assertRefused(() -> DEFAULT.mutate().stable(second.negated()), "stable time PT-1S is negative");
        assertRefused(() -> DEFAULT.mutate().attempts(0), "attempts 0 are not 1 or more");
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    @Test
    void whatIsChangedKeepsItsOtherValues() {
        Backoff other = Backoff.builder()
                .waits(Duration.ofSeconds(2), 3, Duration.ofSeconds(90))
                .jitter(0.25)
                .stable(Duration.ofSeconds(5))
                .attempts(7)
                .retryWhile(failure -> true)
                .build();

        assertThat(other.mutate().build()).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(other.mutate().attempts(8).build()).isNotEqualTo(other);
        assertThat(other.first()).isEqualTo(Duration.ofSeconds(2));
        assertThat(other.factor()).isEqualTo(3);
        assertThat(other.ceiling()).isEqualTo(Duration.ofSeconds(90));
        assertThat(other.stable()).isEqualTo(Duration.ofSeconds(5));
        assertThat(other.jitter()).isEqualTo(0.25);
    }
}
