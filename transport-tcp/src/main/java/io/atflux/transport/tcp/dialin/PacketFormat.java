package io.atflux.transport.tcp.dialin;

/** Finds the registration packet of one connection in its first bytes. */
interface PacketFormat {

    /**
     * Examines all bytes received so far.
     *
     * @param length the number of valid bytes in the array
     */
    PacketMatch match(byte[] bytes, int length);
}
