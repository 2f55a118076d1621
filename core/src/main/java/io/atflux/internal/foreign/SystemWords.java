package io.atflux.internal.foreign;

import java.io.EOFException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The reason why input or output failed, for people: the system's message holds names of functions and numbers. */
public final class SystemWords {

    /** Netty's native transports: {@code recvAddress(..) failed with error(-104): Connection reset by peer}. */
    private static final Pattern CALL =
            Pattern.compile("^(?:syscall:)?\\w+\\(\\.{2,3}\\) failed(?: with error\\((-?\\d+)\\))?(?:: |$)");

    private SystemWords() {}

    /** The system's message without the name of its function; the error number if there is no message. */
    public static String of(Throwable cause) {
        String said = cause.getMessage();
        if (said == null || said.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        String words = CALL.matcher(said).replaceFirst("");
        return words.isBlank() ? "system error " + said.replaceAll("\\D+", "") : words;
    }

    /** The reason why an open connection ended. */
    public static String ofLoss(Throwable cause) {
        if (cause instanceof ClosedChannelException || cause instanceof EOFException) {
            return "it was closed";
        }
        String words = of(cause);
        return switch (words.toLowerCase(Locale.ROOT)) {
            case "connection reset by peer", "connection reset" -> "the other side reset it";
            case "broken pipe" -> "the other side had closed it";
            case "connection timed out", "operation timed out" -> "the other side no longer answers";
            case "no route to host", "host is down", "network is unreachable", "network is down" ->
                "there is no way to the other side any more";
            default -> words;
        };
    }
}
