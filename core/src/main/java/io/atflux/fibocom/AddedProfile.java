package io.atflux.fibocom;

import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A profile that a user gives to the session of an L610, beside the module's own. */
final class AddedProfile {

    private AddedProfile() {}

    /** Refuses what cannot be added, and would otherwise be dropped without a word. */
    static void require(AtProfile given) {
        AtProfile generic = Profiles.generic();
        AtProfile module = L610Profile.defaults().atProfile();
        same("probes", given.probes(), generic.probes(), module.probes());
        same("rule of strings", given.strings(), generic.strings(), module.strings());
        same("data entry's idle time", given.dataEntryIdle(), generic.dataEntryIdle(), module.dataEntryIdle());
        same("verbose-errors command", given.verboseErrors(), generic.verboseErrors(), module.verboseErrors());
        same("longest command", given.maxCommandLength(), generic.maxCommandLength(), module.maxCommandLength());
        same("error table", given.errors(), generic.errors(), module.errors());
    }

    private static void same(String what, @Nullable Object given, @Nullable Object generic, @Nullable Object module) {
        if (!Objects.equals(given, generic) && !Objects.equals(given, module)) {
            throw new IllegalArgumentException("the session's profile has another " + what
                    + ", which is the module's to say: set it by L610.Builder.profile(L610Profile)");
        }
    }

    static AtProfile to(AtProfile module, AtProfile given) {
        return given == Profiles.generic() || given == module
                ? module
                : module.mutate().adding(given).build();
    }
}
