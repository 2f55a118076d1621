package io.atflux.samples.e2e;

import static io.atflux.samples.e2e.Rig.done;
import static io.atflux.samples.e2e.Rig.ends;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.fibocom.L610;
import io.atflux.fibocom.L610Profile;
import io.atflux.mqtt.MqttMessage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import reactor.core.publisher.Mono;

/** A module that sleeps on an idle line: the guide's session succeeds, also after an idle time. */
@Execution(ExecutionMode.CONCURRENT)
class SleepingModuleIT {

    @Test
    void theGuidesSessionGoesThroughWithTheOption() throws Exception {
        try (Rig rig = Rig.quick("sleep-after=1000")) {
            L610 module = rig.connect(driver -> driver.profile(
                    L610Profile.builder().sleepsAfter(Duration.ofMillis(700)).build()));
            done(module.modem().attach());
            ends(module.mqtt(1).open(rig.broker()));
            // Longer than the module stays awake.
            done(Mono.delay(Duration.ofMillis(1_500)));
            assertThat(done(module.mqtt(1).publish(MqttMessage.of(rig.topic("t"), "123")))
                            .attempts())
                    .isEqualTo(1);
            ends(module.mqtt(1).close());
        }
    }
}
