package io.atflux.standard;

import io.atflux.fibocom.L610Profile;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The worlds of {@link SlowModemTest}, one for each seed. */
public final class SlowModems {

    private static final List<AtProfile> PROFILES =
            List.of(Profiles.generic(), L610Profile.defaults().atProfile());

    private SlowModems() {}

    static World world(long seed) {
        return new World(seed, PROFILES, Dialect.CR_LF, Set.of());
    }

    /** The first violation of a range of seeds, null if there is none. */
    public static @Nullable String firstViolation(long from, long seeds) {
        for (long seed = from; seed < from + seeds; seed++) {
            List<String> violations = world(seed).run();
            if (!violations.isEmpty()) {
                return "seed " + seed + ": " + violations.get(0);
            }
        }
        return null;
    }
}
