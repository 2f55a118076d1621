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

/** Slow modems and lost connections, with one additional trouble. */
class TroublesTest {

    private static final List<AtProfile> PROFILES =
            List.of(Profiles.generic(), L610Profile.defaults().atProfile());

    /** Of users' code that throws; Reactor's handling of dropped errors is not tested here. */
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
