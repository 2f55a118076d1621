package io.atflux.outbox.internal;

import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Limits a file to one process and one object. The database's own lock comes too late, because a file that is to be
 * refused is read before it is opened for writing. The lock is on a separate file, since on POSIX a process loses its
 * locks on a file when it closes any handle of it.
 */
final class FileLockGuard implements AutoCloseable {

    private final FileChannel channel;

    private FileLockGuard(FileChannel channel) {
        this.channel = channel;
    }

    static FileLockGuard of(Path file) throws IOException {
        Path path = OwnFiles.beside(file, ".lock");
        OwnFiles.create(path);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
        try {
            if (lock(channel) != null) {
                return new FileLockGuard(channel);
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new OutboxException(
                Reason.IN_USE, file + " is open already, in another process or by another outbox of this one", null);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }

    /** The file stays: its removal would break the lock for those who wait for it. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
