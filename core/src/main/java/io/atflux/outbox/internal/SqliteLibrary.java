package io.atflux.outbox.internal;

import io.atflux.internal.files.PrivateFolder;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxException.Reason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database library, loaded by name since it is optional. Its native part is unpacked into a private folder; by
 * default it would be unpacked into the shared temporary folder. Confined to the writer's thread.
 */
final class SqliteLibrary {

    static final String ARTIFACT = "org.xerial:sqlite-jdbc";

    private static final String DRIVER = "org.sqlite.JDBC";
    private static final String FOLDER = "org.sqlite.tmpdir";

    private static final String ENDING = System.mapLibraryName("sqlitejdbc");
    private static final Logger LOG = LoggerFactory.getLogger(SqliteLibrary.class);

    private static @Nullable Driver driver;

    private SqliteLibrary() {}

    /**
     * Opens a file that exists.
     *
     * @param parameters the part of the URI after the file's name
     * @throws SqlFailed if the database refuses it
     */
    static Sql open(Path file, String parameters) {
        try {
            return new Sql(connect(loaded(), "file:" + file.toUri().getRawPath() + parameters));
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }

    private static Connection connect(Driver with, String name) throws SQLException {
        Properties properties = new Properties();
        // No wait for a lock: its holder keeps it.
        properties.setProperty("busy_timeout", "0");
        return with.connect("jdbc:sqlite:" + name, properties);
    }

    private static Driver loaded() {
        Driver known = driver;
        if (known == null) {
            known = find();
            loadNative(known);
            driver = known;
        }
        return known;
    }

    private static Driver find() {
        try {
            return (Driver) Class.forName(DRIVER).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError missing) {
            throw new OutboxException(
                    Reason.LIBRARY_MISSING,
                    "an outbox in a file needs " + ARTIFACT + ", which is not on the class path or the module path (the"
                            + " module java.sql is needed too): add it to your dependencies",
                    missing);
        }
    }

    /** The first connection loads it. After a failure the next connection tries again. */
    private static void loadNative(Driver with) {
        try {
            PrivateFolder folder = PrivateFolder.create("sqlite", FOLDER);
            String before = System.getProperty(FOLDER);
            try {
                System.setProperty(FOLDER, folder.path().toString());
                connect(with, ":memory:").close();
            } catch (SQLException | LinkageError e) {
                throw new OutboxException(
                        Reason.NATIVE_LIBRARY,
                        "the native part of " + ARTIFACT + " could not be loaded from " + folder.path()
                                + ": is that file system mounted noexec? Start Java with -D" + FOLDER
                                + "=<a folder of your own that allows programs> (" + reason(folder, e) + ")",
                        e);
            } finally {
                restore(before);
                folder.empty();
            }
        } catch (IOException noFolder) {
            throw new OutboxException(Reason.NATIVE_LIBRARY, String.valueOf(noFolder.getMessage()), noFolder);
        }
    }

    private static void restore(@Nullable String before) {
        if (before == null) {
            System.clearProperty(FOLDER);
        } else {
            System.setProperty(FOLDER, before);
        }
    }

    /** The driver does not report why the system refused the unpacked library: loads it once more to get the reason. */
    private static String reason(PrivateFolder folder, Throwable said) {
        try (DirectoryStream<Path> unpacked = Files.newDirectoryStream(folder.path(), "sqlite-*" + ENDING)) {
            for (Path library : unpacked) {
                System.load(library.toString());
            }
        } catch (UnsatisfiedLinkError refused) {
            return String.valueOf(refused.getMessage());
        } catch (IOException unreadable) {
            LOG.debug("{} cannot be read: {}", folder, unreadable.toString());
        }
        return String.valueOf(
                said.getCause() == null ? said.getMessage() : said.getCause().getMessage());
    }
}
