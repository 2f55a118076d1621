package io.atflux.transport.tcp.dialin;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a serial server that dials in identifies its device. An id is 1 to 128 characters without control characters; a server
 * without a valid id is refused. The registration packet is never logged, because it may contain a password; the id is.
 */
public final class DeviceRegistration {

    enum Kind {
        PEER_ADDRESS,
        CERTIFICATE,
        PACKET
    }

    private final Kind kind;
    private final @Nullable Supplier<PacketFormat> format;

    private DeviceRegistration(Kind kind, @Nullable Supplier<PacketFormat> format) {
        this.kind = kind;
        this.format = format;
    }

    /** Nothing is sent: the id is the peer's address, without the port. Servers behind one NAT are then one device. */
    public static DeviceRegistration peerAddress() {
        return new DeviceRegistration(Kind.PEER_ADDRESS, null);
    }

    /** Nothing is sent: the id is the common name of its TLS certificate's subject, or the whole subject if it has none. */
    public static DeviceRegistration certificate() {
        return new DeviceRegistration(Kind.CERTIFICATE, null);
    }

    /**
     * The first bytes are exactly one of these texts (UTF-8), which is the id, without surrounding blanks and line ends.
     *
     * @throws IllegalArgumentException for no text, a blank one, and two of which one begins with the other
     */
    public static DeviceRegistration text(String... texts) {
        PacketFormat format = TextFormat.of(List.of(texts));
        return new DeviceRegistration(Kind.PACKET, () -> format);
    }

    /**
     * The first bytes match this expression, each byte a character of ISO-8859-1. The id is its group named {@code id}, or else
     * its first group, or else the whole match. The packet ends at the end of the match; if the match could continue
     * ({@code ID=(\d+)}), the packet ends when nothing more has come for a second. An expression that backtracks without end is
     * stopped.
     */
    public static DeviceRegistration regex(Pattern pattern) {
        return new DeviceRegistration(Kind.PACKET, () -> new RegexFormat(pattern));
    }

    /**
     * The first bytes by a template in hexadecimal digits: {@code 7e01iiiiiiii..0d} is eight bytes that begin with 7E 01 and
     * end with 0D; the digits in the places of {@code i} are the id, in lower case; a dot stands for any digit.
     *
     * @throws IllegalArgumentException for anything else, and for a template without an id
     */
    public static DeviceRegistration binary(String template) {
        PacketFormat format = BinaryFormat.of(template);
        return new DeviceRegistration(Kind.PACKET, () -> format);
    }

    /**
     * A packet of the value's length, equal to it in the bits set in the mask.
     *
     * @param idFrom the first byte of the id, from 0; the id is its bytes' hexadecimal digits, in lower case
     * @param idTo the index after the last byte of the id
     * @throws IllegalArgumentException if the lengths do not match
     */
    public static DeviceRegistration binary(byte[] value, byte[] mask, int idFrom, int idTo) {
        PacketFormat format = BinaryFormat.of(value, mask, idFrom, idTo);
        return new DeviceRegistration(Kind.PACKET, () -> format);
    }

    /** @throws IllegalArgumentException for text that cannot be a device id */
    static String requireId(String id) {
        return DeviceId.require(id);
    }

    Kind kind() {
        return kind;
    }

    /** Whether it requires servers to be verified by certificate. */
    boolean needsCertificate() {
        return kind == Kind.CERTIFICATE;
    }

    /** A new object for each connection; null if there is no packet. */
    @Nullable
    PacketFormat format() {
        return format == null ? null : format.get();
    }
}
