package io.atflux.internal.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SerialTasksTest {

    private final List<String> ran = new ArrayList<>();
    private final List<Throwable> thrown = new ArrayList<>();
    private final SerialTasks tasks = new SerialTasks(thrown::add);

    /** Repeated, as the tasks were idle in between. */
    @Test
    void aTaskThatATaskHandsInRunsAfterIt() {
        for (int i = 0; i < 3; i++) {
            ran.clear();
            tasks.submit(() -> {
                ran.add("begin");
                tasks.submit(() -> ran.add("second"));
                tasks.submit(() -> ran.add("third"));
                ran.add("end");
            });
            assertThat(ran).containsExactly("begin", "end", "second", "third");
        }
    }

    @Test
    void whatATaskThrowsIsToldBeforeTheNextOneRuns() {
        AssertionError first = new AssertionError("first");
        tasks.submit(() -> {
            tasks.submit(() -> ran.add("second, after " + thrown.size()));
            throw first;
        });
        assertThat(thrown).containsExactly(first);
        assertThat(ran).containsExactly("second, after 1");
    }

    @Test
    void whatTheJvmMayNotSurviveComesOutOnceAllHaveRun() {
        OutOfMemoryError fatal = new OutOfMemoryError("not really");
        assertThatThrownBy(() -> tasks.submit(() -> {
                    tasks.submit(() -> {
                        throw fatal;
                    });
                    tasks.submit(() -> ran.add("after it"));
                    throw new IllegalStateException("before it");
                }))
                .isSameAs(fatal);
        assertThat(ran).containsExactly("after it");
        tasks.submit(() -> ran.add("later"));
        assertThat(ran).containsExactly("after it", "later");
    }

    @Test
    void whoIsToldAndThrowsKeepsNoTaskFromRunning() {
        OutOfMemoryError fatal = new OutOfMemoryError("not really");
        SerialTasks untold = new SerialTasks(failure -> {
            throw fatal;
        });
        assertThatThrownBy(() -> untold.submit(() -> {
                    untold.submit(() -> ran.add("after it"));
                    throw new IllegalStateException("a task's own");
                }))
                .isSameAs(fatal);
        untold.submit(() -> ran.add("later"));
        assertThat(ran).containsExactly("after it", "later");
    }
}
