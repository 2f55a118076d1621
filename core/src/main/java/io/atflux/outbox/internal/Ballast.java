package io.atflux.outbox.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/**
 * A file that occupies disk space in reserve. On a full disk even a removal needs space; without the ballast, confirmed
 * entries could not be removed and the store would stay full.
 */
final class Ballast {

    private static final int BLOCK = 8192;

    private final Path file;
    private final long size;

    Ballast(Path outbox, long size) {
        this.file = OwnFiles.beside(outbox, ".ballast");
        this.size = size;
    }

    /** Allocates the space again. Returns false if there is none. */
    boolean restore() {
        if (isThere()) {
            return true;
        }
        try {
            OwnFiles.create(file);
            write();
            return true;
        } catch (IOException full) {
            giveUp();
            return false;
        }
    }

    private boolean isThere() {
        try {
            return size == 0 ? Files.notExists(file) : Files.size(file) == size;
        } catch (IOException missing) {
            return false;
        }
    }

    /** Writes random bytes, as some file systems store zeros without allocating space. */
    private void write() throws IOException {
        SplittableRandom chance = new SplittableRandom();
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (long left = size; left > 0; left -= BLOCK) {
                chance.nextBytes(block);
                out.write(block, 0, (int) Math.min(left, BLOCK));
            }
        }
        if (size == 0) {
            Files.delete(file);
        }
    }

    /** Deletes the file. Returns whether that made space. */
    boolean giveUp() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException kept) {
            return false;
        }
    }
}
