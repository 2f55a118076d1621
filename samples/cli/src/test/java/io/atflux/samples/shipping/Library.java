package io.atflux.samples.shipping;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One of the three libraries, in its folder. */
enum Library {
    CORE("core"),
    SERIAL("transport-serial"),
    TCP("transport-tcp");

    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    static final String VERSION = System.getProperty("shipping.version", "");

    private final String folder;

    Library(String folder) {
        this.folder = folder;
    }

    String artifact() {
        return "atflux-" + folder;
    }

    Path folder() {
        return ROOT.resolve(folder);
    }

    Path sources() {
        return folder().resolve("src/main/java");
    }

    Path classes() {
        return folder().resolve("target/classes");
    }

    /** A jar of the last build; it may be absent. */
    Path jar(String suffix) {
        return folder().resolve("target").resolve(artifact() + "-" + VERSION + suffix + ".jar");
    }

    Path baseline() {
        return folder().resolve("src/api").resolve(artifact() + ".jar");
    }

    ModuleDescriptor descriptor() throws IOException {
        try (InputStream in = Files.newInputStream(classes().resolve("module-info.class"))) {
            return ModuleDescriptor.read(in);
        }
    }

    /** Packages that are exported without restriction. */
    SortedSet<String> api() throws IOException {
        SortedSet<String> packages = new TreeSet<>();
        for (ModuleDescriptor.Exports exported : descriptor().exports()) {
            if (!exported.isQualified()) {
                packages.add(exported.source());
            }
        }
        return packages;
    }

    /** Source files, without package-info and module-info. */
    List<Path> sourceFiles() throws IOException {
        try (Stream<Path> files = Files.walk(sources())) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java") && !file.endsWith("module-info.java"))
                    .sorted()
                    .toList();
        }
    }

    String packageOf(Path source) {
        return sources()
                .relativize(source.getParent())
                .toString()
                .replace('/', '.')
                .replace('\\', '.');
    }
}
