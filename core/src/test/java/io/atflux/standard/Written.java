package io.atflux.standard;

import java.nio.charset.StandardCharsets;

/**
 * One write of the host.
 *
 * @param connection the number of the connection that it was written on
 * @param step the step in which it was written
 */
record Written(int connection, long step, byte[] bytes) {

    /** A command line without its CR, or other data. */
    String text() {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        return all.endsWith("\r") ? all.substring(0, all.length() - 1) : all;
    }
}
