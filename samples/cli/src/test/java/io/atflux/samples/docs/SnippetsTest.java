package io.atflux.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All Java of the README and of docs/ is complete and compiles. */
class SnippetsTest {

    @TempDir
    Path folder;

    @Test
    void eachSnippetOfEachPageCompilesAsItStands() throws IOException {
        List<Snippet> all = Snippets.all();
        assertThat(all).extracting(Snippet::page).contains("README.md", "using.md", "dialects.md", "mqtt-link.md");
        assertThat(all).extracting(Snippet::type).doesNotHaveDuplicates();
        assertThat(Compiled.of(all, folder).problems()).isEmpty();
    }

    @Test
    void aSnippetWithAnUndeclaredNameIsFound() throws IOException {
        Snippet incomplete = new Snippet("page.md", 7, "import java.time.Duration;\nDuration limit = elsewhere;\n");
        assertThat(Compiled.of(List.of(incomplete), folder).problems())
                .singleElement()
                .asString()
                .contains("page_md_7.java", "elsewhere");
    }
}
