package io.atflux.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The build's guards, in the build's configuration: each must be able to fail. */
class GuardsTest {

    private static boolean running;

    /** Whether the tests that fail on purpose are requested. */
    static boolean isRunning() {
        return running;
    }

    /** The failures of a class's tests, or of the class itself. */
    private static List<String> failures(Class<?> tests) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        running = true;
        LauncherFactory.create().execute(request, listener);
        running = false;
        return listener.getSummary().getFailures().stream()
                .map(failure -> failure.getTestIdentifier().getDisplayName() + ": "
                        + failure.getException().getMessage())
                .toList();
    }

    @Test
    void aLostBufferFailsItsTestClass() {
        assertThat(failures(LosesABuffer.class)).singleElement().satisfies(failure -> assertThat(failure)
                .startsWith("LosesABuffer")
                .contains("lost buffers: 1")
                .contains("lost on purpose"));
    }

    @Test
    void aDroppedSignalFailsItsTestAndNoOther() {
        assertThat(failures(DropsASignal.class))
                .hasSize(2)
                .anySatisfy(failure -> assertThat(failure).startsWith("dropsAnError()"))
                .anySatisfy(failure -> assertThat(failure).startsWith("dropsAValue()"))
                .allSatisfy(failure -> assertThat(failure).contains("dropped on purpose"));
    }
}
