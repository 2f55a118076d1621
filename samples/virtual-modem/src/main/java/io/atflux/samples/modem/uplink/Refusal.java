package io.atflux.samples.modem.uplink;

/**
 * The reason why a connection failed.
 *
 * @param kind the layer that refused
 * @param code CONNACK return code 1 to 5 for {@link Kind#BROKER}; the module's GTSSLERR number (negative) for
 *     {@link Kind#TLS}; 0 otherwise
 * @param reason for the virtual modem's own log
 */
public record Refusal(Kind kind, int code, String reason) {

    /** The layer that refused. */
    public enum Kind {
        NAME,
        NETWORK,
        TLS,
        BROKER
    }
}
