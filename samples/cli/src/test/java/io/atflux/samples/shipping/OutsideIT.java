package io.atflux.samples.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.server.ModemServer;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.HiveMqUplink;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's project, outside of this repository, that uses the artifacts through the BOM. */
class OutsideIT {

    @TempDir
    static Path folder;

    private static Repository repository;
    private static Path project;

    /** Compiles the Java of the README and of docs/using.md in a named module, and runs its test with virtual time there. */
    @BeforeAll
    static void build() throws IOException {
        repository = Repository.at(folder.resolve("repository"));
        project = OutsideProject.at(folder.resolve("project")).root();
        Maven.Run run = Maven.run(project, "package", "-Dmaven.repo.local=" + repository.root());
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output()).contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
    }

    @Test
    void aProgramRunsAsANamedModule() throws Exception {
        try (HiveMqUplink uplink = new HiveMqUplink();
                ModemServer modem =
                        ModemServer.start(new InetSocketAddress("127.0.0.1", 0), Switches.quick(), uplink)) {
            Maven.Run run = java(
                    "--module-path",
                    path("modular"),
                    "--module",
                    "outside.modular/outside.Main",
                    "tcp://127.0.0.1:" + modem.address().getPort());
            assertThat(run.output())
                    .contains("module outside.modular", "core io.atflux.core", "+CSQ: ", "internal closed");
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void theVirtualModemMakesCertificates() throws IOException {
        Maven.Run run = java("-cp", path("certificates"), "outside.Certificates");
        assertThat(run.output()).contains("authority true");
        assertThat(path("certificates")).contains("bcprov-jdk18on-").doesNotContain("bcprov-jdk18on-1.78");
    }

    private static Maven.Run java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return Maven.process(project, command, Map.of());
    }

    /** The program's jar and the jars that its manifest names. */
    private static String path(String module) throws IOException {
        Path own = project.resolve(module).resolve("target").resolve(module + "-1.jar");
        List<String> path = new ArrayList<>(List.of(own.toString()));
        try (JarFile jar = new JarFile(own.toFile())) {
            String others = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            for (String other : others.split(" ")) {
                path.add(repository.root().resolve(other).toString());
            }
        }
        return String.join(File.pathSeparator, path);
    }
}
