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
 * The text encoding of the system. In a locale without a charset, as in services and containers, Java assumes ASCII and
 * prints question marks for all other characters; the program uses UTF-8 there.
 */
final class Locales {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private Locales() {}

    /** Sets standard output and standard error to the charset of the locale, or to UTF-8. */
    static void useTextOutput() {
        if (isAscii(System.getProperty("stdout.encoding", System.getProperty("native.encoding")))) {
            System.setOut(utf8(FileDescriptor.out));
            System.setErr(utf8(FileDescriptor.err));
        }
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** The arguments as entered; read from the system if Java cannot decode them. */
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
     * The last arguments of the process, if they are the program's.
     *
     * @param commandLine the bytes of all arguments, each with a zero after it
     */
    static String[] restored(String[] args, byte[] commandLine) {
        String[] all = new String(commandLine, StandardCharsets.ISO_8859_1).split("\\u0000", -1);
        // The text after the last zero is empty.
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
