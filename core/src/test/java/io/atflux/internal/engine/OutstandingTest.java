package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutstandingTest {

    @Test
    void whatWasLeftIsAsMuchOlderAsTheGapWasLong() {
        Outstanding later = Outstanding.NONE.aged(Duration.ofSeconds(2)).aged(Duration.ofSeconds(3));
        assertThat(later.sinceWrite()).isEqualTo(Duration.ofSeconds(5).toNanos());
    }
}
