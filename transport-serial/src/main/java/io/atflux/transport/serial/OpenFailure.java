package io.atflux.transport.serial;

import io.atflux.error.AtConnectionException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/** The system's error for a port that did not open, in plain words. */
final class OpenFailure {

    private OpenFailure() {}

    static OpenException of(boolean files, String path, int code) {
        return new OpenException(files ? posixReason(code) : windowsReason(code), words(files, path, code));
    }

    private static Reason posixReason(int code) {
        return switch (code) {
            case 2, 6, 19 -> Reason.NOT_FOUND;
            case 1, 13 -> Reason.NOT_PERMITTED;
            case 11, 16, 35 -> Reason.IN_USE;
            default -> Reason.OTHER;
        };
    }

    /** Windows gives one number for a port in use and for one that is not permitted; the former is more common. */
    private static Reason windowsReason(int code) {
        return switch (code) {
            case 2, 3, 31, 1167 -> Reason.NOT_FOUND;
            case 5 -> Reason.IN_USE;
            default -> Reason.OTHER;
        };
    }

    static String words(boolean files, String path, int code) {
        return (files ? posix(path, code) : windows(code)) + " (error " + code + ")";
    }

    /** {@code errno}: POSIX numbers, the same on Linux, macOS and the BSDs except for EAGAIN. */
    private static String posix(String path, int code) {
        return switch (code) {
            case 2 -> "there is no such port";
            case 1, 13 -> "permission denied" + owner(path);
            case 11, 16, 35 -> "it is in use by another process";
            case 5 -> "its driver reports an input/output error";
            case 6, 19 -> "there is no device behind it";
            case 22, 25 -> "it does not take the settings of a serial port";
            default -> "the system refused it";
        };
    }

    /** {@code GetLastError}. */
    private static String windows(int code) {
        return switch (code) {
            case 2, 3 -> "there is no such port";
            case 5 -> "it is in use by another process, or permission is denied";
            case 31, 1167 -> "there is no device behind it";
            case 87 -> "it does not take the settings of a serial port";
            case 121 -> "its device does not answer";
            default -> "the system refused it";
        };
    }

    private static String owner(String path) {
        try {
            PosixFileAttributes file = Files.readAttributes(Path.of(path), PosixFileAttributes.class);
            return ": it belongs to user " + file.owner().getName() + " and group "
                    + file.group().getName();
        } catch (IOException | UnsupportedOperationException unknown) {
            return "";
        }
    }
}
