package io.atflux.modem;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An active IP bearer. Immutable. */
public final class Bearer {

    private final List<InetAddress> addresses;
    private final String text;

    private Bearer(List<InetAddress> addresses, String text) {
        this.addresses = List.copyOf(addresses);
        this.text = text;
    }

    /** The module's addresses that parse: IPv4, IPv6 or both; may be empty. */
    public List<InetAddress> addresses() {
        return addresses;
    }

    /** The addresses as the module printed them. */
    public String text() {
        return text;
    }

    /** Reads addresses. One that does not parse is kept in the text only, because the bearer is active anyway. */
    public static Bearer of(List<String> printed) {
        List<InetAddress> parsed = new ArrayList<>(2);
        for (String one : printed) {
            byte[] bytes = NetUtil.createByteArrayFromIpAddressString(one.strip());
            if (bytes != null) {
                parsed.add(address(bytes));
            }
        }
        return new Bearer(parsed, String.join(",", printed));
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            // Thrown only for a wrong number of bytes; the parser gives 4 or 16.
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether every address is the unspecified one ({@code 0.0.0.0}): a left-over bearer that carries no traffic. */
    public boolean isStale() {
        return !addresses.isEmpty() && addresses.stream().allMatch(InetAddress::isAnyLocalAddress);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bearer o && addresses.equals(o.addresses) && text.equals(o.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(addresses, text);
    }

    @Override
    public String toString() {
        return text;
    }
}
