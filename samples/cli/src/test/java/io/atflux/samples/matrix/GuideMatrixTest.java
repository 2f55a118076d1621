package io.atflux.samples.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Every position of every switch against the guide's session: it succeeds, or ends with a typed error; it never hangs.
 * By default only a sample of the positions runs. {@code -Dmatrix=all} runs all of them and checks the table in the
 * docs; {@code -Dmatrix=write} writes that table anew.
 */
class GuideMatrixTest {

    /** One in this many faults. */
    private static final int SHORT_RUN = 6;

    private static final Path TABLE = Path.of("..", "..", "docs", "virtual-modem-matrix.md");

    private record Case(Switch which, String position) {

        GuideRun run() {
            return GuideRun.with(Switches.defaults().with(which, position));
        }

        String row() {
            return which.key() + "=" + position;
        }
    }

    private static List<Case> cases() {
        List<Case> all = new ArrayList<>();
        for (Switch which : Switch.values()) {
            Matrix.positions(which).forEach(position -> all.add(new Case(which, position)));
        }
        return all;
    }

    /**
     * A sample of the faults, and every position of a module's properties, except for the defaults, which are one
     * session.
     */
    @TestFactory
    Stream<DynamicTest> aFewPositions() {
        List<Case> all = cases();
        return Stream.iterate(0, i -> i < all.size(), i -> i + 1)
                .filter(i -> !all.get(i).position.equals(all.get(i).which.initial())
                        && (all.get(i).which.compareTo(Switch.SILENT) < 0 || i % SHORT_RUN == 0))
                .map(all::get)
                .map(one -> DynamicTest.dynamicTest(one.row(), () -> endsWell(one.row(), one.run())));
    }

    private static void endsWell(String row, GuideRun run) {
        assertThat(run.end()).as(row).isNotEqualTo("hangs").doesNotStartWith("untyped");
    }

    @Test
    @EnabledIfSystemProperty(named = "matrix", matches = "all|write")
    void allPositionsAsTheTableSays() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Case one : cases()) {
            GuideRun run = one.run();
            endsWell(one.row(), run);
            lines.add("| `" + one.which.key() + "` | `" + one.position + "` | " + run.end() + " | "
                    + run.took().toSeconds() + " s |");
        }
        String head = Files.exists(TABLE) ? Files.readString(TABLE).split("\n\\| ---")[0] : "";
        String table = head + "\n| --- | --- | --- | ---: |\n" + String.join("\n", lines) + "\n";
        if (System.getProperty("matrix", "").equals("write")) {
            Files.writeString(TABLE, table);
        }
        assertThat(Files.readString(TABLE)).isEqualTo(table);
    }
}
