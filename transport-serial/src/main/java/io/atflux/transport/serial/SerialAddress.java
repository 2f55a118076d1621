package io.atflux.transport.serial;

import java.net.SocketAddress;

/** A port as Netty wants an address. */
final class SerialAddress extends SocketAddress {

    private static final long serialVersionUID = 1L;

    private final String name;

    SerialAddress(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
