package io.atflux.samples.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comparison of the API with its baseline can fail; the build's own runs show only that it can pass. */
class BaselineIT {

    private static final String COMPARE = "com.github.siom79.japicmp:japicmp-maven-plugin:cmp@api";

    @TempDir
    private Path folder;

    @Test
    void aMethodThatIsGoneFailsTheBuild() throws IOException {
        Maven.Run run = compare(baseline("public final class Probe { public void gone() {} }"));
        assertThat(run.output()).contains("io.atflux.Probe").contains("CLASS_REMOVED");
        assertThat(run.status()).isNotZero();
    }

    @Test
    void whatOnlyInternalPackagesLoseDoesNot() throws IOException {
        Maven.Run run = compare(baseline("package internal; public final class Probe { public void gone() {} }"));
        assertThat(run.status()).as(run.output()).isZero();
    }

    private Maven.Run compare(Path baseline) throws IOException {
        Path repository = Repository.at(folder.resolve("repository")).root();
        return Maven.run(
                Library.SERIAL.folder(), COMPARE, "-Dapi.baseline=" + baseline, "-Dmaven.repo.local=" + repository);
    }

    /** The real baseline with one more class, in an exported package or one below it. */
    private Path baseline(String source) throws IOException {
        String name = source.startsWith("package internal;") ? "io.atflux.internal" : "io.atflux";
        Path file = folder.resolve("Probe.java");
        Files.writeString(file, "package " + name + "; " + source.replace("package internal;", ""));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), file.toString()))
                .isZero();
        Path baseline = folder.resolve("baseline.jar");
        try (ZipFile kept = new ZipFile(Library.SERIAL.baseline().toFile());
                OutputStream out = Files.newOutputStream(baseline);
                ZipOutputStream jar = new ZipOutputStream(out)) {
            for (ZipEntry entry : Collections.list(kept.entries())) {
                jar.putNextEntry(new ZipEntry(entry.getName()));
                jar.write(kept.getInputStream(entry).readAllBytes());
            }
            String probe = name.replace('.', '/') + "/Probe.class";
            jar.putNextEntry(new ZipEntry(probe));
            jar.write(Files.readAllBytes(folder.resolve(probe)));
        }
        return baseline;
    }
}
