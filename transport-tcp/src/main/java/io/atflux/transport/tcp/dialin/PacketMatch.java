package io.atflux.transport.tcp.dialin;

/** The meaning of a connection's first bytes. */
sealed interface PacketMatch {

    /** A registration packet, regardless of the bytes after it. */
    record Found(String id, int length) implements PacketMatch {}

    /** A registration packet, unless more bytes belong to it: certain if nothing more comes. */
    record Perhaps(String id, int length) implements PacketMatch {}

    /** The beginning of a registration packet. */
    record More() implements PacketMatch {}

    /** No registration packet, regardless of the bytes after it. */
    record Never(String why) implements PacketMatch {}
}
