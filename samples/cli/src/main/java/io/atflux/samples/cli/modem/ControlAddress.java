package io.atflux.samples.cli.modem;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;

/** {@code HOST:PORT}, or a port of 127.0.0.1. */
final class ControlAddress implements ITypeConverter<InetSocketAddress> {

    private static final String LOOPBACK = "127.0.0.1:";

    @Override
    public InetSocketAddress convert(String text) {
        return new AddressOption().convert(text.matches("\\d+") ? LOOPBACK + text : text);
    }
}
