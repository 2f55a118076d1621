package io.atflux.samples.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The profile of the build that makes the further published artifacts besides the jars. */
final class Ship {

    private Ship() {}

    /** Skips the calling test in a build without the profile. */
    static void isThere(Path made) {
        if (!Boolean.getBoolean("shipping.ship")) {
            System.out.println("SKIPPED: " + made.getFileName() + " is made with -Pship only");
            Assumptions.abort("not -Pship");
        }
        assertThat(made).exists();
    }
}
