package io.atflux.transport.tcp.dialin;

/** What the first bytes of a connection are. */
sealed interface PacketMatch {

    /** A registration packet, whatever may follow. */
    record Found(String id, int length) implements PacketMatch {}

    /** A registration packet, unless more bytes belong to it: true once nothing more comes. */
    record Perhaps(String id, int length) implements PacketMatch {}

    /** The beginning of one. */
    record More() implements PacketMatch {}

    /** None, whatever may follow. */
    record Never(String why) implements PacketMatch {}
}
