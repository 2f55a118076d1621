package io.atflux.standard;

import io.atflux.fibocom.L610Profile;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Replies that were asked for by somebody else: an earlier session, an earlier process, an earlier try. */
@EnabledIfSystemProperty(
        named = "standard.words",
        matches = "true",
        disabledReason = "sessions do not prove by random words yet that they are in step")
class SlowModemTest {

    private static final List<AtProfile> PROFILES =
            List.of(Profiles.generic(), L610Profile.defaults().atProfile());

    @Test
    void eachReplyReachesItsOwnCommandOrNobody() {
        Seeds.check(400, seed -> new World(seed, PROFILES, Dialect.CR_LF, Set.of()));
    }
}
