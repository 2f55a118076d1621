package io.atflux.samples.modem.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.switches.Switch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every switch, and every position of a switch, has a case. */
class SwitchCoverageTest {

    @Test
    void everyPositionOfEverySwitchHasACase() {
        List<String> missing = new ArrayList<>();
        for (Switch which : Switch.values()) {
            Set<String> covered = new HashSet<>();
            SwitchCases.all().stream().filter(one -> one.which() == which).forEach(one -> covered.add(one.position()));
            for (String wanted : wanted(which)) {
                if (!covered.contains(wanted)) {
                    missing.add(which.key() + "=" + wanted);
                }
            }
            if (covered.stream().allMatch(which.initial()::equals)) {
                missing.add(which.key() + "=<another than the default>");
            }
        }
        assertThat(missing).isEmpty();
    }

    /** Each named position; for a number or a text the default and (above) one more. */
    private static Set<String> wanted(Switch which) {
        Set<String> wanted = new HashSet<>(which.positions().named());
        wanted.add(which.initial());
        assertThat(wanted).as(which.key()).allMatch(which.positions()::allow);
        return wanted;
    }

    @Test
    void everyDefaultIsAPosition() {
        for (Switch which : Switch.values()) {
            assertThat(which.positions().allow(which.initial())).as(which.key()).isTrue();
            assertThat(which.description()).as(which.key()).isNotBlank().doesNotContain("\n");
        }
    }
}
