package io.atflux.transport.tcp.dialin;

/** Finds the registration packet of one connection in its first bytes. */
interface PacketFormat {

    /**
     * Looks at all the bytes so far.
     *
     * @param length how many of the array they are
     */
    PacketMatch match(byte[] bytes, int length);
}
