package io.atflux.samples.cli.modem;

import io.atflux.error.AtUsageException;
import io.atflux.transport.TransportUrl;
import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code HOST:PORT}, IPv6 addresses in brackets; port 0 if any free port is allowed. */
final class AddressOption implements ITypeConverter<InetSocketAddress> {

    private static final String ANY_PORT = ":0";

    @Override
    public InetSocketAddress convert(String text) {
        try {
            boolean any = text.endsWith(ANY_PORT);
            // Any port is sufficient to parse the host.
            String parsable = any ? text.substring(0, text.length() - 1) + "1" : text;
            TransportUrl url =
                    TransportUrl.parse("tcp://" + parsable).requireHostAndPort().allowParameters();
            return new InetSocketAddress(url.host(), any ? 0 : url.port());
        } catch (AtUsageException e) {
            throw new TypeConversionException("'" + text + "' is no HOST:PORT");
        }
    }

    /** The URL to which a host connects, with this scheme. */
    static String url(String scheme, InetSocketAddress address) {
        return scheme + "://" + text(address);
    }

    /** The address in its written form. */
    static String text(InetSocketAddress address) {
        String host = address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
