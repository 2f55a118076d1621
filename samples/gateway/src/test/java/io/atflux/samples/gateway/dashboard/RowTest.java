package io.atflux.samples.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.link.LinkCause;
import io.atflux.link.LinkPhase;
import io.atflux.samples.gateway.fleet.ModemView;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A browser is sent a whole line only if more than numbers changed. */
class RowTest {

    private static Row row(LinkPhase phase, @Nullable Integer dbm, long in) {
        LinkCause cause = phase == LinkPhase.READY ? null : LinkCause.SIM_MISSING;
        return Row.of(
                new ModemView(
                        "a",
                        "tcp://a",
                        "mqtt://b",
                        "configured",
                        phase,
                        cause == null,
                        cause != null,
                        cause,
                        null,
                        null,
                        Set.of(),
                        null,
                        Instant.EPOCH,
                        null,
                        0,
                        null,
                        null,
                        dbm,
                        null,
                        in,
                        0,
                        0,
                        0,
                        null,
                        null),
                Strip.NONE);
    }

    @Test
    void aSignalThatChangesIsANumber() {
        assertThat(row(LinkPhase.READY, -71, 0).looksLike(row(LinkPhase.READY, -90, 0)))
                .isTrue();
        assertThat(row(LinkPhase.READY, -71, 12).counts()).isEqualTo("m-a,12,0,,-71,4");
        assertThat(row(LinkPhase.READY, null, 0).counts()).isEqualTo("m-a,0,0,,,");
    }

    @Test
    void aFirstSignalAndAnotherStateAreAWholeLine() {
        assertThat(row(LinkPhase.READY, null, 0).looksLike(row(LinkPhase.READY, -90, 0)))
                .isFalse();
        assertThat(row(LinkPhase.READY, -71, 0).looksLike(row(LinkPhase.BLOCKED, -71, 0)))
                .isFalse();
    }
}
