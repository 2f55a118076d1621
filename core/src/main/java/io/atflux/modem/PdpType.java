package io.atflux.modem;

import java.util.Arrays;
import java.util.Optional;

/** The packet data protocol of a context (27.007 10.1.1). The constants' names are written to the modem. */
public enum PdpType {
    IP,
    IPV6,
    IPV4V6;

    /** The protocol with a name of 27.007, in any case; empty for any other name. */
    static Optional<PdpType> of(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
