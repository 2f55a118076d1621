package io.atflux.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three hundred worlds. {@link Run} runs others, and shows the trace of one. */
class OutsideTest {

    @Test
    void noCommandGetsAnothersReply() {
        List<String> wrong = new ArrayList<>();
        long commands = 0;
        for (long seed = 0; seed < 300; seed++) {
            World world = new World(seed, "");
            world.run();
            commands += world.requests.size();
            for (String violation : world.judge.violations) {
                // Open: FindingsTest.aWholeMessageAMinuteLeavesTheLongSilence.
                if (!violation.startsWith("NEVER_BACK")) {
                    wrong.add("seed " + seed + ": " + violation);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(commands).isGreaterThan(50_000);
    }
}
