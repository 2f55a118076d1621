package io.atflux.clauses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/standards.md and the tests of all modules state the same for each clause. */
class ClausesTest {

    /** Its tags are written in another form, since this file is one of the files that are read. */
    private static final String SOURCE = """
            package x;

            class ATest {

                /** Says why. */
                @Test
                §("V.250:5.1")
                void one() {}

                §("V.250:5.2.1")
                @ParameterizedTest
                @ValueSource(strings = {"a", "b"})
                void two(String value) {}
            }
            """.replace("§", "@Tag");

    private static final String PAGE = """
            | Clause | What it asks | State | How | Tests |
            | --- | --- | --- | --- | --- |
            | `V.250:5.1` | letters | implemented | so | ATest |
            | `V.250:5.2.1` | lines | refused | `AtUsageException` | ATest |
            | `V.250:6.4.1` | modulation | not applicable | no modem is one | – |
            """;

    private static List<String> faults(String page, Tagged tagged) {
        List<String> faults = new ArrayList<>(tagged.faults);
        SortedSet<String> rows = new TreeSet<>();
        for (Row row : Row.of(page)) {
            SortedSet<String> tests = tagged.classes.getOrDefault(row.clause(), new TreeSet<>());
            if (!rows.add(row.clause())) {
                faults.add(row.clause() + " has two rows");
            }
            if (!Row.isClause(row.clause()) || !Row.STATES.contains(row.state())) {
                faults.add(row.clause() + " is no clause, or no state is " + row.state());
            }
            if (!row.tests().equals(tests)) {
                faults.add(row.clause() + " names " + row.tests() + ", tagged are " + tests);
            }
            if (Row.SHOWN.contains(row.state())
                    ? tests.isEmpty()
                    : Row.UNSHOWN.contains(row.state()) && !tests.isEmpty()) {
                faults.add(row.clause() + " is " + row.state() + ", and its tests are " + tests);
            }
        }
        tagged.classes.keySet().stream()
                .filter(clause -> !rows.contains(clause))
                .forEach(clause -> faults.add(clause + " has no row"));
        return faults;
    }

    private static Tagged tagged(String source) {
        Tagged tagged = new Tagged();
        tagged.add("ATest", source);
        return tagged;
    }

    private static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("docs/standards.md")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachRowHasItsTestsAndEachTagItsRow() throws IOException {
        Path root = root();
        Tagged tagged = Tagged.below(root);
        assertThat(tagged.modules)
                .contains("core", "transport-serial", "transport-tcp", "samples/virtual-modem", "samples/cli");
        assertThat(faults(Files.readString(root.resolve("docs/standards.md")), tagged))
                .isEmpty();
    }

    @Test
    void aPageAndTestsThatSayTheSameHaveNoFault() {
        assertThat(faults(PAGE, tagged(SOURCE))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "@Tag(\"V.250:5.1\");// none;V.250:5.1 names [ATest], tagged are []",
                "V.250:5.2.1;V.250:5.2.2;V.250:5.2.2 has no row",
                "@Test;// none;ATest: the tag V.250:5.1 is on nothing that runs",
                "@Test;@Test @Disabled;ATest: the tag V.250:5.1 is on nothing that runs",
                "V.250:5.1;V.250:6.4.1;V.250:6.4.1 is not applicable, and its tests are [ATest]"
            })
    void aTagWithoutARowOrATestIsAFault(String text, String other, String fault) {
        assertThat(faults(PAGE, tagged(SOURCE.replace(text, other)))).contains(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| `V.250:5.3` | a | implemented | so | – |",
                "| `V.250:5.3` | a | refused | so | – |",
                "| `V.250:5.3` | a | implemented | so | ATest |",
                "| `V.250:5.1` | a | implemented | so | ATest |",
                "| `V.250:5.3` | a | perhaps | so | – |",
                "| `V.250:5.3` | a | not checked | – |",
                "| `V.25:5.3` | a | not checked | so | – |",
                "| `V.250:5 3` | a | not checked | so | – |"
            })
    void aRowWithoutATestOrOfNoStateIsAFault(String row) {
        assertThat(faults(PAGE + row + "\n", tagged(SOURCE))).isNotEmpty();
    }

    @Test
    void aRowThatCouldNotBeCheckedMayHaveTestsOrNone() {
        String unchecked = PAGE.replace("| implemented |", "| not checked |")
                + "| `27.007:9.2.1` | errors | not checked | from memory | – |\n";
        assertThat(faults(unchecked, tagged(SOURCE))).isEmpty();
    }

    @Test
    void aTagOfAClassIsOneOfItsTests() {
        String source = SOURCE.replace("class ATest", "@Tag(\"V.250:6.1\")\nclass ATest");
        assertThat(tagged(source).classes).containsKey("V.250:6.1");
        assertThat(tagged("@Tag(\"V.250:6.1\")\nclass Kit {}").faults).hasSize(1);
    }
}
