package io.atflux.samples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README shows the code that {@link ReadmeIT} runs, line by line. */
class ReadmeTest {

    private static final Path README = Path.of("..", "..", "README.md");
    private static final Path EXAMPLES =
            Path.of("src", "test", "java", "io", "atflux", "samples", "readme", "ReadmeExamples.java");

    @Test
    void everyExampleStandsInTheReadme() throws IOException {
        String readme = squeezed(Files.readString(README));
        List<String> examples = examples();
        assertThat(examples).hasSize(6);
        for (String example : examples) {
            assertThat(readme).contains(squeezed(example));
        }
    }

    private static List<String> examples() throws IOException {
        List<String> examples = new ArrayList<>();
        StringBuilder current = null;
        for (String line : Files.readAllLines(EXAMPLES)) {
            if (line.strip().startsWith("// example:")) {
                current = new StringBuilder();
            } else if (current != null && line.strip().equals("// end")) {
                examples.add(current.toString());
                current = null;
            } else if (current != null) {
                current.append(line).append('\n');
            }
        }
        return examples;
    }

    /** The README has its own indentation, and leaves {@code return} and {@code static final} out. */
    private static String squeezed(String text) {
        return text.replaceAll("\\s+", " ").replace("static final ", "").replaceAll(" return (L610|Flux|link)", " $1");
    }
}
