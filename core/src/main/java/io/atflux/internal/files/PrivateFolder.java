package io.atflux.internal.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
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
 * A new folder below the temporary one, with a name that cannot be predicted, into which only this user can write. For native
 * code that a library unpacks and loads: a user who can write there runs code in this process.
 *
 * @param path without symbolic links
 */
public record PrivateFolder(Path path) {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateFolder.class);
    private static final String TEMP = "java.io.tmpdir";
    /** Whether a file has an owner, a group and modes. */
    private static final boolean MODES =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rwx------");
    private static final int OTHERS_WRITE = 0002;
    private static final int STICKY = 01000;

    /**
     * Creates the folder.
     *
     * @param library the library whose native part it holds, in lower case: part of the folder's name
     * @param property the system property that names the parent folder; {@code java.io.tmpdir} if it is not set
     * @throws IOException if no such folder can be created; states the reason and the remedy
     */
    public static PrivateFolder create(String library, String property) throws IOException {
        String temporary = System.getProperty(property, System.getProperty(TEMP, ""));
        String prefix = "atflux-" + library + "-";
        try {
            Path parent = Path.of(temporary).toRealPath();
            // If everybody may rename what belongs to others, no folder below stays ours.
            for (Path above = parent; MODES && above != null; above = above.getParent()) {
                refuseIfOpen(above);
            }
            return new PrivateFolder(MODES ? ownedFolder(parent, prefix) : listedFolder(parent, prefix));
        } catch (NoSuchFileException missing) {
            throw refused(library, property, temporary, "it does not exist", missing);
        } catch (AccessDeniedException denied) {
            throw refused(library, property, temporary, "this user may not write there", denied);
        } catch (IOException | InvalidPathException | UnsupportedOperationException other) {
            throw refused(library, property, temporary, String.valueOf(other.getMessage()), other);
        }
    }

    private static IOException refused(String library, String property, String temporary, String why, Exception cause) {
        return new IOException(
                "the native part of the " + library + " library needs a private folder below "
                        + (System.getProperty(property) == null ? TEMP : property) + ", " + temporary + ": " + why
                        + ". Start Java with -D" + property + "=<a folder of your own>",
                cause);
    }

    private static void refuseIfOpen(Path folder) throws IOException {
        int mode = (Integer) Files.getAttribute(folder, "unix:mode");
        if ((mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0) {
            throw new IOException("everybody may rename what is in " + folder + ", whose sticky bit is not set");
        }
    }

    private static Path ownedFolder(Path parent, String prefix) throws IOException {
        Path folder = Files.createTempDirectory(parent, prefix, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
        Path ours = Files.createFile(folder.resolve("owner"));
        boolean owned = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(ours));
        Files.delete(ours);
        if (!owned || !Files.getPosixFilePermissions(folder).equals(OWNER_ALONE)) {
            throw new IOException("another user changed " + folder + " when it was made");
        }
        return folder;
    }

    /** Windows: the temporary folder of a service lets everybody add files to the folders below it. */
    private static Path listedFolder(Path parent, String prefix) throws IOException {
        sweep(parent, prefix);
        Path folder = Files.createTempDirectory(parent, prefix);
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
     * Deletes the folder's content; loaded code stays usable without its file. The folder itself is deleted when the process
     * ends, since another thread may have taken it for the temporary one.
     */
    public void empty() {
        path.toFile().deleteOnExit();
        deleteTree(path, false);
    }

    /** Deletes the folders that ended processes left: Windows keeps a file while it is loaded. */
    private static void sweep(Path parent, String prefix) throws IOException {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, prefix + "*")) {
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
