package io.atflux.samples.cli.mqtt;

import io.atflux.error.AtUsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The user's files, read only up to a size far above the limit of any modem. */
final class UserFiles {

    private static final int MOST = 1 << 20;

    private UserFiles() {}

    /**
     * All bytes.
     *
     * @param what the purpose of the file, for messages
     */
    static byte[] bytes(String what, String name) {
        try (InputStream in = Files.newInputStream(path(what, name))) {
            return bytes(what + " " + name, in);
        } catch (IOException e) {
            throw unreadable(what, name, e);
        }
    }

    static byte[] bytes(String what, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST + 1);
        if (bytes.length > MOST) {
            throw Usage.wrong(what + " has more than " + MOST + " bytes");
        }
        return bytes;
    }

    /** One line of text without its end: a password, a PIN. Messages never show it. */
    static String secret(String what, String name) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(what, name)))
                    .toString();
        } catch (CharacterCodingException noText) {
            throw caused(Usage.wrong(what + " " + name + " is no UTF-8"), noText);
        }
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        String secret = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        if (secret.indexOf('\n') >= 0) {
            throw Usage.wrong(what + " " + name + " has more than one line");
        }
        if (secret.isEmpty()) {
            throw Usage.wrong(what + " " + name + " is empty");
        }
        return secret;
    }

    static Path path(String what, String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw caused(Usage.wrong(what + " " + name + " is no file's name"), e);
        }
    }

    static AtUsageException unreadable(String what, String name, IOException why) {
        String words = why instanceof NoSuchFileException
                ? "there is no such file"
                : why instanceof AccessDeniedException ? "no permission" : String.valueOf(why.getMessage());
        return caused(Usage.wrong(what + " " + name + " cannot be read: " + words), why);
    }

    private static AtUsageException caused(AtUsageException wrong, Exception cause) {
        wrong.addSuppressed(cause);
        return wrong;
    }
}
