package io.atflux.modem;

import java.util.Arrays;
import java.util.Optional;

/** The packet data protocol of a context (27.007 10.1.1). The names are written to the modem as they stand. */
public enum PdpType {
    IP,
    IPV6,
    IPV4V6;

    /** By its name in 27.007, in any case; empty for one that is none of these. */
    static Optional<PdpType> of(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
