package io.atflux.standard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Two MQTT clients of one module, and messages whose senders know how it speaks. */
@EnabledIfSystemProperty(
        named = "standard.messages",
        matches = "true",
        disabledReason = "sessions do not know yet which lines are a message's")
class MqttTest {

    @Test
    void eachMessageReachesItsListenersWholeAndNothingElseIsDisturbed() {
        Seeds.check(60, MqttWorld::new);
    }
}
