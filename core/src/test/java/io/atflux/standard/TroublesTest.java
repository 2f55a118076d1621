package io.atflux.standard;

import io.atflux.fibocom.L610Profile;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import io.atflux.test.DroppedSignals;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Slow modems and lost connections, and something else beside. */
class TroublesTest {

    private static final List<AtProfile> PROFILES =
            List.of(Profiles.generic(), L610Profile.defaults().atProfile());

    /** Of users' code that throws; what Reactor does with it is not the matter here. */
    @AfterEach
    void takeWhatWasDropped() {
        DroppedSignals.take();
    }

    @ParameterizedTest
    @EnumSource
    void eachReplyReachesItsOwnCommandOrNobody(Trouble trouble) {
        Seeds.check(30, seed -> new World(seed, PROFILES, Dialect.CR_LF, Set.of(trouble)));
    }
}
