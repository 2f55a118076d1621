package io.atflux.test;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** The class that {@link GuardsTest} runs. */
@EnabledIf("io.atflux.test.GuardsTest#isRunning")
final class DropsASignal {

    @Test
    void dropsAnError() {
        Operators.onErrorDropped(new IllegalStateException("dropped on purpose"), Context.empty());
    }

    @Test
    void dropsAValue() {
        Operators.onNextDropped("dropped on purpose", Context.empty());
    }

    @Test
    void dropsNothing() {}
}
