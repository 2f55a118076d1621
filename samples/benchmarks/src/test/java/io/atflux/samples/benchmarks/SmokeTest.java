package io.atflux.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.benchmarks.measure.Spread;
import io.atflux.samples.benchmarks.measure.Table;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that each benchmark gives figures, not how large they are. */
class SmokeTest {

    @TempDir
    private Path folder;

    static Set<String> names() {
        return new TreeSet<>(Suite.all().keySet());
    }

    private List<Table> tables(String... more) throws Exception {
        Path json = folder.resolve("figures.json");
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--smoke";
        arguments[1] = "--json=" + json;
        System.arraycopy(more, 0, arguments, 2, more.length);
        StringWriter out = new StringWriter();
        assertThat(Benchmarks.run(new PrintWriter(out, true), arguments)).isZero();
        List<Table> tables = Json.read(json);
        tables.forEach(table -> assertThat(out.toString()).contains("### " + table.title()));
        return tables;
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachBenchmarkGivesFigures(String name) throws Exception {
        List<Table> tables = tables("--sessions=1,3", name);
        assertThat(tables).isNotEmpty();
        for (Table table : tables) {
            table.rows().forEach((row, figures) -> assertThat(figures.values())
                    .as(table.title() + ", " + row)
                    .isNotEmpty()
                    .allMatch(figure -> Double.isFinite(figure.median())));
        }
    }

    @Test
    void theEngineIsMeasuredBesideTheOthers() throws Exception {
        Table table = tables("--sessions=2", "commands").get(0);
        assertThat(table.rows().keySet())
                .contains(
                        "raw Netty",
                        "raw Netty again",
                        "engine, typed",
                        "LineBasedFrameDecoder + Mono",
                        "the same + Mono.timeout",
                        "reactor-netty TcpClient",
                        "blocking, platform threads");
        table.rows().forEach((row, figures) -> {
            Spread rate = figures.get("commands per CPU second");
            assertThat(rate).as(row).isNotNull();
        });
    }

    @Test
    void costIsDrawnAgainstSessions() throws Exception {
        Path svg = folder.resolve("cost.svg");
        tables("--sessions=1,2", "--only=engine", "--svg=" + svg, "commands");
        assertThat(Files.readString(svg))
                .startsWith("<svg")
                .contains("<polyline", "engine, typed")
                .endsWith("</svg>\n");
    }

    @Test
    void aNameThatNoBenchmarkHasIsRefused() {
        StringWriter out = new StringWriter();
        assertThat(Benchmarks.run(new PrintWriter(out, true), "speed")).isEqualTo(2);
    }
}
