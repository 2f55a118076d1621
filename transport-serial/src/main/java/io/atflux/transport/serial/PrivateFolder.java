package io.atflux.transport.serial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A new folder below the temporary one, under a name that nobody can foretell, into which only this user can write.
 *
 * @param path without symbolic links
 */
record PrivateFolder(Path path) {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateFolder.class);
    private static final String PREFIX = "atflux-serial-";
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rwx------");
    private static final int OTHERS_WRITE = 0002;
    private static final int STICKY = 01000;

    /** @throws IOException says in plain words why there can be none, and what to do about it */
    static PrivateFolder create() throws IOException {
        String temporary = System.getProperty("java.io.tmpdir", "");
        try {
            Path parent = Path.of(temporary).toRealPath();
            // Where everybody may rename what belongs to others, no folder below stays ours.
            for (Path above = parent; PortName.FILES && above != null; above = above.getParent()) {
                refuseIfOpen(above);
            }
            return new PrivateFolder(PortName.FILES ? ownedFolder(parent) : listedFolder(parent));
        } catch (NoSuchFileException missing) {
            throw refused(temporary, "it does not exist", missing);
        } catch (AccessDeniedException denied) {
            throw refused(temporary, "this user may not write there", denied);
        } catch (IOException | InvalidPathException | UnsupportedOperationException other) {
            throw refused(temporary, String.valueOf(other.getMessage()), other);
        }
    }

    private static IOException refused(String temporary, String why, Exception cause) {
        return new IOException(
                "the native part of the serial library needs a private folder below java.io.tmpdir, " + temporary + ": "
                        + why + ". Start Java with -Djava.io.tmpdir=<a folder of your own>",
                cause);
    }

    private static void refuseIfOpen(Path folder) throws IOException {
        int mode = (Integer) Files.getAttribute(folder, "unix:mode");
        if ((mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0) {
            throw new IOException("everybody may rename what is in " + folder + ", whose sticky bit is not set");
        }
    }

    private static Path ownedFolder(Path parent) throws IOException {
        Path folder = Files.createTempDirectory(parent, PREFIX, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
        Path ours = Files.createFile(folder.resolve("owner"));
        boolean owned = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(ours));
        Files.delete(ours);
        if (!owned || !Files.getPosixFilePermissions(folder).equals(OWNER_ALONE)) {
            throw new IOException("somebody else changed " + folder + " when it was made");
        }
        return folder;
    }

    /** Windows: a service's temporary folder lets everybody add files to the folders below it. */
    private static Path listedFolder(Path parent) throws IOException {
        sweep(parent);
        Path folder = Files.createTempDirectory(parent, PREFIX);
        AclFileAttributeView view = Files.getFileAttributeView(folder, AclFileAttributeView.class);
        if (view != null) {
            view.setAcl(List.of(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(view.getOwner())
                    .setFlags(AclEntryFlag.DIRECTORY_INHERIT, AclEntryFlag.FILE_INHERIT)
                    .setPermissions(AclEntryPermission.values())
                    .build()));
        }
        return folder;
    }

    /**
     * Deletes what is in it; what is loaded stays usable without its file. The folder itself goes when the process ends, for
     * another thread may have taken it for the temporary one.
     */
    void empty() {
        path.toFile().deleteOnExit();
        deleteTree(path, false);
    }

    /** Windows keeps a file while it is loaded, so an ended process leaves it. */
    private static void sweep(Path parent) throws IOException {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : left) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(yesterday)) {
                    deleteTree(folder, true);
                }
            }
        }
    }

    private static void deleteTree(Path top, boolean withTop) {
        try (Stream<Path> all = Files.walk(top)) {
            all.sorted(Comparator.reverseOrder())
                    .filter(file -> withTop || !file.equals(top))
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException kept) {
            LOG.debug("{} is not deleted: {}", top, String.valueOf(kept.getMessage()));
        }
    }
}
