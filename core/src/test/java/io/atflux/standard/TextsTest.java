package io.atflux.standard;

import io.atflux.fibocom.L610Profile;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Short messages, USSD answers and MQTT messages of senders that know the modem's protocol. */
class TextsTest {

    private static final List<AtProfile> PROFILES =
            List.of(Profiles.generic(), L610Profile.defaults().atProfile());

    @Test
    void noLineOfAShortMessageIsAnythingElse() {
        Seeds.check(30, seed -> new TextWorld(seed, PROFILES, Dialect.CR_LF, false, false));
    }

    @Test
    void eachMqttMessageReachesItsListenersWholeAndNothingElseIsDisturbed() {
        Seeds.check(30, seed -> new MqttWorld(seed, false));
    }

    @Test
    void noLineOfAShortMessageIsAnEcho() {
        Seeds.check(30, seed -> new TextWorld(seed, PROFILES, Dialect.CR_LF, true, false));
    }

    @Test
    void noLineOfAnMqttMessageIsAnEcho() {
        Seeds.check(30, seed -> new MqttWorld(seed, true));
    }

    @Test
    void noLineOfAShortMessageAnswersTheNextCommandOfWhoGaveUp() {
        Seeds.check(30, seed -> new TextWorld(seed, PROFILES, Dialect.CR_LF, false, true));
    }
}
