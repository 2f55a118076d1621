package io.atflux.transport.tcp.internal;

import io.atflux.transport.TransportUrl;
import java.nio.file.Path;

/** Files named in URLs. */
public final class UrlFiles {

    private UrlFiles() {}

    /** Text that no file system accepts as a path is an IllegalArgumentException too. */
    public static Path file(TransportUrl url, String name) {
        String path = url.text(name, "");
        if (path.isBlank()) {
            throw new IllegalArgumentException(name + " names no file");
        }
        return Path.of(path);
    }
}
