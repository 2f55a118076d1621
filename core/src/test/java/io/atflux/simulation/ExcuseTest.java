package io.atflux.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExcuseTest {

    @ParameterizedTest
    @EnumSource(Excuse.class)
    void whatIsForgivenIsALimitThatTheDocumentationTells(Excuse excuse) throws IOException {
        String page = Files.readString(Path.of("../docs/correctness.md"));
        String limits = page.substring(page.indexOf("## What it does not cover"));
        assertThat(limits.replaceAll("\\s+", " ")).contains("- " + excuse.limit);
    }
}
