package io.atflux.transport.serial;

import java.net.SocketAddress;

/** A port's name as a Netty address. */
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
