package io.atflux.test;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The class that {@link GuardsTest} runs. */
@EnabledIf("io.atflux.test.GuardsTest#isRunning")
final class LosesABuffer {

    @Test
    void loses() {
        ByteBufAllocator.DEFAULT.buffer(16).touch("lost on purpose");
    }
}
