package io.atflux.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The schedules can fail: a build in which Fray does not control the threads proves nothing. */
class GuardTest {

    private static final int FEW = 50;

    @Test
    void aLostUpdateIsFound() {
        assertThatThrownBy(() -> Schedules.each(
                        () -> {
                            AtomicInteger counter = new AtomicInteger();
                            Schedules.Body step = () -> counter.set(counter.get() + 1);
                            Schedules.together(step, step);
                            assertThat(counter).hasValue(2);
                        },
                        FEW))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("schedule: ");
    }

    @Test
    void aThreadThatWaitsForEverIsFound() {
        assertThatThrownBy(() -> Schedules.each(
                        () -> {
                            Object lock = new Object();
                            boolean[] told = new boolean[1];
                            Schedules.together(
                                    () -> {
                                        synchronized (lock) {
                                            lock.wait();
                                        }
                                    },
                                    () -> {
                                        synchronized (lock) {
                                            told[0] = true;
                                            lock.notifyAll();
                                        }
                                    });
                        },
                        FEW))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Deadlock");
    }
}
