package io.atflux.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
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
}
