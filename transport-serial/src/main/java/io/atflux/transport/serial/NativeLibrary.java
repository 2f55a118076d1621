package io.atflux.transport.serial;

import com.fazecast.jSerialComm.SerialPort;
import io.atflux.internal.files.PrivateFolder;
import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads jSerialComm's native part, once for the process, before any other use of {@link SerialPort}.
 *
 * <p>By default the library unpacks its native part into {@code <java.io.tmpdir>/jSerialComm}, or into
 * {@code <user.home>/.jSerialComm}. It makes that folder writable for all users, loads a file that is already there, and first
 * empties the folder, also through symbolic links. None of its own properties prevents all of that:
 * {@code jSerialComm.library.path} only takes precedence, and {@code fazecast.jSerialComm.appid} only adds a folder below. Both
 * Java properties therefore point to a private folder while the library initialises, and are restored afterwards.
 */
final class NativeLibrary {

    private static final String TEMP = "java.io.tmpdir";
    private static final String HOME = "user.home";

    private static boolean loaded;

    /** A class that failed to initialise is not initialised again: the first reason is the only one available. */
    private static @Nullable LinkageError failure;

    private static String failedAt = "";

    private NativeLibrary() {}

    /**
     * Blocks for some milliseconds at the first call; later calls return at once.
     *
     * @throws IOException says in plain words why it cannot be loaded, and how to remedy that
     */
    static synchronized void load() throws IOException {
        if (loaded) {
            return;
        }
        if (failure == null) {
            loadFrom(PrivateFolder.create("serial", TEMP));
        }
        if (failure != null) {
            throw unusable(failure);
        }
    }

    private static void loadFrom(PrivateFolder folder) throws IOException {
        // Java stores the temporary folder at its first use, which another thread could make during the next lines.
        File.createTempFile("atflux", null).delete();
        Map<String, @Nullable String> before = new HashMap<>();
        for (String property : new String[] {TEMP, HOME}) {
            before.put(property, System.setProperty(property, folder.path().toString()));
        }
        try {
            loaded = !SerialPort.getVersion().isEmpty();
        } catch (LinkageError e) {
            failure = e;
            failedAt = folder.path().toString();
        } finally {
            before.forEach(NativeLibrary::restore);
            folder.empty();
        }
    }

    private static void restore(String property, @Nullable String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    private static IOException unusable(LinkageError why) {
        return new IOException(
                "the native part of the serial library could not be loaded from " + failedAt
                        + ": is that file system mounted noexec? Start Java with -D" + TEMP
                        + "=<a folder of your own that allows programs>, or unpack the library there and name it by"
                        + " -DjSerialComm.library.path (" + reasons(why) + ")",
                why);
    }

    /** The library's list has lines for each attempt and each architecture, most of which do not apply to this machine. */
    private static String reasons(LinkageError why) {
        List<String> reasons = String.valueOf(why.getMessage())
                .lines()
                .filter(line -> line.contains(failedAt) && !line.contains("wrong ELF class"))
                .map(line -> line.substring(line.lastIndexOf(": ") + 2))
                .distinct()
                .limit(3)
                .toList();
        return reasons.isEmpty() ? why.toString() : String.join("; ", reasons);
    }
}
