package io.atflux.fibocom;

import io.atflux.mqtt.TlsError;
import io.atflux.mqtt.TlsError.Cause;
import java.util.Map;
import java.util.Set;

/** The module's error numbers that differ from 27.007, or extend it; the texts are spelled as it prints them. */
final class L610Errors {

    static final Map<Integer, String> CME = Map.ofEntries(
            Map.entry(3, "Operation not allowed"),
            Map.entry(31, "Network timeout"),
            Map.entry(49, "not support"),
            Map.entry(50, "Excute command failure"),
            Map.entry(51, "no memory"),
            Map.entry(52, "not support"),
            Map.entry(53, "parameters are invalid"),
            Map.entry(58, "invalid command line"),
            Map.entry(320, "SNTP running"),
            Map.entry(700, "MQTT protocol version not accepted"),
            Map.entry(701, "MQTT client id rejected"),
            Map.entry(702, "MQTT server unavailable"),
            Map.entry(703, "MQTT bad user name or password"),
            Map.entry(704, "MQTT not authorised"),
            Map.entry(900, "network refused"),
            Map.entry(901, "PDP not active"),
            Map.entry(902, "PDP already active"),
            Map.entry(910, "connection refused by peer"),
            Map.entry(911, "connect timeout"),
            Map.entry(912, "already connected"),
            Map.entry(913, "not connected"),
            Map.entry(914, "buffer full"),
            Map.entry(915, "send timeout"),
            Map.entry(916, "DNS failed"),
            Map.entry(917, "DNS timeout"),
            Map.entry(918, "DNS unknown host"),
            Map.entry(980, "TCP/IP parameter error"),
            Map.entry(981, "TCP/IP other error"));

    /** The errors of the module's MQTT client. */
    static final Set<Integer> MQTT = Set.of(700, 701, 702, 703, 704, 913);

    /** An identity that the broker refuses: a re-send does not change that. */
    static final Integer[] NEVER_RETRY_ON = {701, 703, 704};

    /**
     * Wrong syntax or parameters: a re-send does not change that either, unless the line damaged the command. 50 is not among
     * them, because the module answers it to any other failure.
     */
    static final Integer[] NEVER_RETRY_ON_REPEATED = {4, 53, 58, 980};

    private L610Errors() {}

    /**
     * The meaning of a {@code GTSSLERR} number. It is certain that -7, -8, -9 and -20 belong to the handshake, -11 to the check
     * of the certificate, and -12 to -19 to the files; the difference within a group is known for -19 only.
     */
    static TlsError tls(int code) {
        return switch (code) {
            case 0 -> TlsError.of(0, "none", Cause.NONE);
            case -7, -8, -9, -20 ->
                TlsError.of(
                        code,
                        "handshake failed: no TLS at that port, another version of it, or a broken connection",
                        Cause.HANDSHAKE);
            case -11 ->
                TlsError.of(
                        code,
                        "certificate check failed: the certificate, its CA, or the module's clock",
                        Cause.CERTIFICATE_OR_CLOCK);
            case -12, -13, -14, -15, -16, -17, -18 ->
                TlsError.of(
                        code,
                        "certificate configuration: a file is missing or damaged, or key and certificate are no pair",
                        Cause.FILES);
            case -19 -> TlsError.of(code, "trust file missing or invalid", Cause.FILES);
            default -> TlsError.of(code, "unknown", Cause.UNKNOWN);
        };
    }
}
