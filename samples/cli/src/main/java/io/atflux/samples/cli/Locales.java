package io.atflux.samples.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Text to and from the system. In a locale that says nothing of its charset, as services and containers have it, Java takes all for ASCII,
 * and the rest for question marks; it is UTF-8 there.
 */
final class Locales {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private Locales() {}

    /** Standard output and standard error in the charset of the locale, or in UTF-8. */
    static void useTextOutput() {
        if (isAscii(System.getProperty("stdout.encoding", System.getProperty("native.encoding")))) {
            System.setOut(utf8(FileDescriptor.out));
            System.setErr(utf8(FileDescriptor.err));
        }
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** The arguments as they were given. */
    static String[] arguments(String[] args) {
        if (!isAscii(System.getProperty("sun.jnu.encoding"))) {
            return args;
        }
        try {
            return Files.isReadable(COMMAND_LINE) ? restored(args, Files.readAllBytes(COMMAND_LINE)) : args;
        } catch (IOException unreadable) {
            return args;
        }
    }

    /**
     * The last of the process's arguments, if they are the program's.
     *
     * @param commandLine all of them in bytes, each with a zero after it
     */
    static String[] restored(String[] args, byte[] commandLine) {
        String[] all = new String(commandLine, StandardCharsets.ISO_8859_1).split("\\u0000", -1);
        // What comes after the last zero is empty.
        int from = all.length - 1 - args.length;
        if (from < 0) {
            return args;
        }
        String[] restored = Arrays.copyOfRange(all, from, all.length - 1);
        for (int i = 0; i < args.length; i++) {
            if (!ascii(restored[i]).equals(ascii(args[i]))) {
                return args;
            }
            restored[i] = new String(restored[i].getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
        return restored;
    }

    private static String ascii(String text) {
        return text.replaceAll("[^\\x00-\\x7f]", "?");
    }

    private static boolean isAscii(@Nullable String charset) {
        try {
            return charset == null || Charset.forName(charset).equals(StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }
}
