package io.atflux.transport.tcp.internal;

import io.atflux.transport.TransportUrl;
import java.nio.file.Path;

/** Files that URLs name. */
public final class UrlFiles {

    private UrlFiles() {}

    /** What no file system takes as a path is an IllegalArgumentException too. */
    public static Path file(TransportUrl url, String name) {
        String path = url.text(name, "");
        if (path.isBlank()) {
            throw new IllegalArgumentException(name + " names no file");
        }
        return Path.of(path);
    }
}
