package io.atflux.standard;

import io.atflux.fibocom.L610Profile;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Lines that end otherwise than with CR LF, and settings that change while the host still assumes the old ones. */
class DialectsTest {

    private static final List<AtProfile> PROFILES =
            List.of(Profiles.generic(), L610Profile.defaults().atProfile());

    @ParameterizedTest
    @EnumSource
    void eachReplyReachesItsOwnCommandOrNobody(Dialect dialect) {
        Seeds.check(12, seed -> new World(seed, PROFILES, dialect, Set.of()));
    }

    /** Not without CR: then no character at all ends a result code of V0. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "LF")
    void soItDoesWhileSettingsChange(Dialect dialect) {
        Seeds.check(12, seed -> new World(seed, PROFILES, dialect, Set.of(Trouble.SETTINGS)));
    }

    @ParameterizedTest
    @EnumSource
    void noLineOfATextIsAnythingElse(Dialect dialect) {
        Seeds.check(12, seed -> new TextWorld(seed, PROFILES, dialect, false, false));
    }
}
