package io.atflux.samples.link;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The times of the last happenings, for judges of the link's reactions. */
final class History {

    /** The possible happenings. */
    enum Happening {
        LINE_LOST,
        LINE_REFUSED,
        LINE_BUSY,
        LINE_UNREACHABLE,
        LINE_SILENT,
        LINE_NOISE,
        MODULE_OFF,
        MODULE_HUNG,
        COMMANDS_FAIL,
        SIM_OUT,
        RADIO_OFF,
        ECHO_BACK,
        NETWORK_LOST,
        DENIED,
        SEARCHING,
        DIAL_FAILS,
        BEARER_LOST,
        BEARER_STALE,
        BROKER_DOWN,
        BROKER_SILENT,
        BROKER_REFUSES,
        CONNECTION_LOST,
        RIVAL,
        FORBIDDEN,
        HOST_DIED
    }

    private static final class Span {
        private Duration end = Duration.ZERO;
        private int open;
    }

    private final Site site;
    private final Map<Happening, Span> spans = new EnumMap<>(Happening.class);

    History(Site site) {
        this.site = site;
    }

    private Span span(Happening what) {
        return spans.computeIfAbsent(what, unseen -> new Span());
    }

    /** The happening took place now, and is over. */
    void note(Happening what) {
        span(what).end = site.now();
    }

    void begins(Happening what) {
        span(what).open++;
    }

    void ends(Happening what) {
        Span span = span(what);
        span.open--;
        span.end = site.now();
    }

    /** Whether it is in progress, or ended within that time. */
    boolean within(Happening what, Duration time) {
        @Nullable Span span = spans.get(what);
        return span != null && (span.open > 0 || site.now().minus(span.end).compareTo(time) <= 0);
    }

    boolean ever(Happening what) {
        return spans.containsKey(what);
    }

    boolean isNow(Happening what) {
        @Nullable Span span = spans.get(what);
        return span != null && span.open > 0;
    }

    @Override
    public String toString() {
        return spans.keySet().toString();
    }
}
