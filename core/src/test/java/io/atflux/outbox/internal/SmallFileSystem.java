package io.atflux.outbox.internal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A separate file system in memory, which root can mount; tests are skipped if that is impossible. */
record SmallFileSystem(Path path) implements AutoCloseable {

    static SmallFileSystem mount(Path folder, long size, String more) throws IOException {
        Path path = Files.createDirectory(folder.resolve("small"));
        String options = "size=" + size + ",mode=0700" + (more.isEmpty() ? "" : "," + more);
        assumeTrue(
                run(List.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", path.toString())) == 0,
                "SKIPPED: no file system can be mounted here");
        return new SmallFileSystem(path);
    }

    private static int run(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
        } catch (IOException missing) {
            return -1;
        }
    }

    @Override
    public void close() {
        run(List.of("umount", "-l", path.toString()));
    }
}
