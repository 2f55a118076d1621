package io.atflux.transport.tcp.dialin;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a serial server that dials in says which device it is. An id is 1 to 128 characters without control characters;
 * a server that gives none such is refused. What a server sent to register is never logged, for it may hold a password; its
 * id is.
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

    /** Nothing is sent: the id is the address it comes from, without the port. Servers behind one NAT are one device then. */
    public static DeviceRegistration peerAddress() {
        return new DeviceRegistration(Kind.PEER_ADDRESS, null);
    }

    /** Nothing is sent: the id is the common name of its TLS certificate's subject, or the whole subject where it has none. */
    public static DeviceRegistration certificate() {
        return new DeviceRegistration(Kind.CERTIFICATE, null);
    }

    /**
     * The first bytes are exactly one of these texts (UTF-8), which is the id, without blanks and line ends around it.
     *
     * @throws IllegalArgumentException for no text, a blank one, and two that begin alike
     */
    public static DeviceRegistration text(String... texts) {
        PacketFormat format = TextFormat.of(List.of(texts));
        return new DeviceRegistration(Kind.PACKET, () -> format);
    }

    /**
     * The first bytes match this expression, each byte a character of ISO-8859-1. The id is its group named {@code id}, or
     * else its first group, or else all of it. The packet ends where the expression says so; one that could go on
     * ({@code ID=(\d+)}) ends when nothing more has come for a second. An expression that backtracks without end is stopped.
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
     * As many bytes as the value has, equal to it wherever the mask has a one.
     *
     * @param idFrom the first byte of the id, from 0; the id is its bytes' hexadecimal digits, in lower case
     * @param idTo behind the last
     * @throws IllegalArgumentException where lengths do not fit
     */
    public static DeviceRegistration binary(byte[] value, byte[] mask, int idFrom, int idTo) {
        PacketFormat format = BinaryFormat.of(value, mask, idFrom, idTo);
        return new DeviceRegistration(Kind.PACKET, () -> format);
    }

    /** @throws IllegalArgumentException for what can be no device's id */
    static String requireId(String id) {
        return DeviceId.require(id);
    }

    Kind kind() {
        return kind;
    }

    /** Whether servers must be verified by certificate for it. */
    boolean needsCertificate() {
        return kind == Kind.CERTIFICATE;
    }

    /** A new one for each connection; null where there is no packet. */
    @Nullable
    PacketFormat format() {
        return format == null ? null : format.get();
    }
}
