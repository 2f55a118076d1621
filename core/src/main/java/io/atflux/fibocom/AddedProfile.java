package io.atflux.fibocom;

import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A profile that a user adds to the module's own. */
final class AddedProfile {

    private AddedProfile() {}

    /** Refuses settings that cannot be added, and would otherwise be dropped silently. */
    static void require(AtProfile given) {
        same("probes", given, AtProfile::probes);
        same("rule of strings", given, AtProfile::strings);
        same("data entry's idle time", given, AtProfile::dataEntryIdle);
        same("longest silence", given, AtProfile::longestSilence);
        same("idleness before sleep", given, AtProfile::sleepsAfter);
        same("verbose-errors command", given, AtProfile::verboseErrors);
        same("longest command", given, AtProfile::maxCommandLength);
        same("error table", given, AtProfile::errors);
        same("line end", given, profile -> profile.framing().lineEnd());
        same("text gap", given, profile -> profile.framing().gap());
    }

    /** Compares with the profiles from which others are made: an equal value was not set by the user. */
    private static void same(String what, AtProfile given, Function<AtProfile, @Nullable Object> part) {
        Object value = part.apply(given);
        if (!Objects.equals(value, part.apply(AtProfile.builder("").build()))
                && !Objects.equals(value, part.apply(Profiles.generic()))
                && !Objects.equals(value, part.apply(L610Profile.defaults().atProfile()))) {
            throw new IllegalArgumentException(
                    "the profile " + given + " has another " + what
                            + ", which cannot be added: set it by the setters of L610Profile.Builder, or by its atProfile(Consumer)");
        }
    }
}
