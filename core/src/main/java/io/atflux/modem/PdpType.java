package io.atflux.modem;

/** The packet data protocol of a context (27.007 10.1.1). The names are written to the modem as they stand. */
public enum PdpType {
    IP,
    IPV6,
    IPV4V6
}
