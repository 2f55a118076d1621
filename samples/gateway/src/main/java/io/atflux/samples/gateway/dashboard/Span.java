package io.atflux.samples.gateway.dashboard;

import java.time.Duration;
import java.util.List;

/** How much of the past a page shows. */
enum Span {
    M10("10min", Duration.ofMinutes(10)),
    H1("1h", Duration.ofHours(1)),
    H6("6h", Duration.ofHours(6)),
    H24("24h", Duration.ofHours(24));

    static final List<String> ALL = List.of(M10.text, H1.text, H6.text, H24.text);

    final String text;
    final Duration length;

    Span(String text, Duration length) {
        this.text = text;
        this.length = length;
    }

    /** The span of a text, or else an hour. */
    static Span of(String text) {
        for (Span span : values()) {
            if (span.text.equals(text)) {
                return span;
            }
        }
        return H1;
    }
}
