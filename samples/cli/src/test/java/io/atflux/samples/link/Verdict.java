package io.atflux.samples.link;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result of a run: the first broken promise, and the excuses. */
final class Verdict {

    private final Site site;
    private final Map<Excuse, Integer> excuses = new EnumMap<>(Excuse.class);
    private @Nullable String violation;

    Verdict(Site site) {
        this.site = site;
    }

    void violated(String promise) {
        if (violation == null) {
            violation = promise + " (at " + Site.time(site.now()).trim() + ")";
            site.trace("VIOLATION: " + promise);
        }
    }

    void require(boolean kept, String promise) {
        if (!kept) {
            violated(promise);
        }
    }

    void excused(Excuse why) {
        excuses.merge(why, 1, Integer::sum);
    }

    Map<Excuse, Integer> excuses() {
        return excuses;
    }

    @Nullable
    String violation() {
        return violation;
    }
}
