package io.atflux.samples.modem.module;

import io.atflux.samples.modem.uplink.Refusal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Outcomes of an open that the switch {@code open} forces. */
final class ForcedRefusal {

    private static final Map<String, Integer> TLS = Map.of("handshake", -7, "certificate", -11, "trust-file", -19);

    /** The outcomes that also keep the module from reconnecting. */
    private static final Set<String> LASTING = Set.of("refused", "unreachable");

    private ForcedRefusal() {}

    /** The refusal that a word denotes; null if it denotes none, or a TLS refusal on a connection without TLS. */
    static @Nullable Refusal of(String outcome, boolean tls) {
        if (outcome.startsWith("code")) {
            int code = outcome.charAt(4) - '0';
            return new Refusal(Refusal.Kind.BROKER, code, "CONNACK " + code);
        }
        Integer error = TLS.get(outcome);
        return error == null || !tls ? null : new Refusal(Refusal.Kind.TLS, error, outcome);
    }

    /** The outcome of an automatic reconnection at this switch position: that of an open, if it is permanent. */
    static String lasting(String position) {
        boolean lasts = LASTING.contains(position) || TLS.containsKey(position) || position.matches("code[1-5]");
        return lasts ? position : "broker";
    }
}
