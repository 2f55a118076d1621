package io.atflux.standard;

import io.atflux.fibocom.L610Profile;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Short messages and USSD answers whose senders know how a modem speaks. */
class TextsTest {

    private static final List<AtProfile> PROFILES =
            List.of(Profiles.generic(), L610Profile.defaults().atProfile());

    @Test
    void noLineOfATextIsAnythingElse() {
        Seeds.check(100, seed -> new TextWorld(seed, PROFILES, Dialect.CR_LF));
    }
}
