package io.atflux.internal.text;

import org.jspecify.annotations.Nullable;

/**
 * The names of lines: they are few and repeat, so one string for each is enough. Thread-safe: if a thread does not see a
 * string yet, it makes another.
 */
public final class Names {

    private static final int SLOTS = 256;
    private static final int LONGEST = 32;

    private static final @Nullable String[] KNOWN = new String[SLOTS];

    private Names() {}

    /** The first characters of a line as a string. */
    public static String of(String line, int length) {
        if (length > LONGEST) {
            return line.substring(0, length);
        }
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + line.charAt(i);
        }
        int slot = (hash ^ hash >>> 8) & (SLOTS - 1);
        String known = KNOWN[slot];
        if (known != null && known.length() == length && line.startsWith(known)) {
            return known;
        }
        String name = line.substring(0, length);
        KNOWN[slot] = name;
        return name;
    }
}
