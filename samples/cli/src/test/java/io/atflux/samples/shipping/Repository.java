package io.atflux.samples.shipping;

import io.atflux.test.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local repository with the project's artifacts installed. It links to the machine's repository except for the
 * project's group, so that a test neither changes that repository nor downloads artifacts that it has.
 */
final class Repository {

    private final Path root;

    private Repository(Path root) {
        this.root = root;
    }

    /** Skips or fails the calling test without a local repository to link to. */
    static Repository at(Path root) throws IOException {
        Path machine = Path.of(System.getProperty("shipping.repository", "/no/repository"));
        if (!Files.isDirectory(machine.resolve("io"))) {
            Peers.isMissing("a local Maven repository", "run by Maven");
        }
        Files.createDirectories(root.resolve("io"));
        link(machine, root, "io");
        link(machine.resolve("io"), root.resolve("io"), "atflux");
        Repository repository = new Repository(root);
        repository.install("atflux-parent", Library.ROOT, "");
        repository.install("atflux-bom", Library.ROOT.resolve("core/bom"), "");
        for (Library library : Library.values()) {
            repository.install(library.artifact(), library.folder(), "");
        }
        repository.install(Library.CORE.artifact(), Library.CORE.folder(), "-tests");
        repository.install("atflux-samples", Library.ROOT.resolve("samples"), "");
        repository.install("atflux-samples-virtual-modem", Library.ROOT.resolve("samples/virtual-modem"), "");
        return repository;
    }

    Path root() {
        return root;
    }

    private static void link(Path from, Path to, String butFor) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                if (!entry.endsWith(butFor)) {
                    Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
                }
            }
        }
    }

    /** The POM and, if the project has one, its jar. */
    private void install(String artifact, Path project, String suffix) throws IOException {
        String name = artifact + "-" + Library.VERSION;
        Path folder = root.resolve("io/atflux").resolve(artifact).resolve(Library.VERSION);
        Files.createDirectories(folder);
        if (suffix.isEmpty()) {
            Files.copy(project.resolve("pom.xml"), folder.resolve(name + ".pom"));
        }
        if (!List.of("atflux-parent", "atflux-bom", "atflux-samples").contains(artifact)) {
            String jar = name + suffix + ".jar";
            Files.copy(project.resolve("target").resolve(jar), folder.resolve(jar));
        }
    }
}
