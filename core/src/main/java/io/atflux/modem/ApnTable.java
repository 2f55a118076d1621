package io.atflux.modem;

import io.atflux.error.AtUsageException;
import java.util.HashMap;
import java.util.Map;

/** Access points by network code. Immutable: {@link #with} returns a changed copy. */
public final class ApnTable implements ApnChoice {

    // The three operators that the vendor's guide names, under all the network codes that their SIMs carry.
    private static final ApnTable COMMON = new ApnTable(Map.of())
            .with(Apn.of("cmnet"), "46000", "46002", "46004", "46007", "46008", "46024")
            .with(Apn.of("3gnet"), "46001", "46006", "46009")
            .with(Apn.of("ctnet"), "46003", "46005", "46011", "46012");

    private final Map<String, Apn> byNetwork;

    private ApnTable(Map<String, Apn> byNetwork) {
        this.byNetwork = Map.copyOf(byNetwork);
    }

    /** China Mobile, China Unicom and China Telecom, with their public access points. */
    public static ApnTable common() {
        return COMMON;
    }

    /**
     * Adds an access point, or replaces it.
     *
     * @param networks country and network codes, five or six digits each: {@code 26201}
     */
    public ApnTable with(Apn apn, String... networks) {
        Map<String, Apn> more = new HashMap<>(byNetwork);
        for (String network : networks) {
            if (!network.matches("[0-9]{5,6}")) {
                throw new IllegalArgumentException("a network code has five or six digits: " + network);
            }
            more.put(network, apn);
        }
        return new ApnTable(more);
    }

    /** The access point of the six-digit code, else of the five-digit one. */
    @Override
    public Apn forImsi(Imsi imsi) {
        Apn apn = byNetwork.get(imsi.network(3));
        if (apn == null) {
            apn = byNetwork.get(imsi.network(2));
        }
        if (apn == null) {
            throw new AtUsageException(
                    AtUsageException.Reason.NO_APN,
                    "no APN is known for network " + imsi.network(2) + " (IMSI " + imsi + "): give one",
                    "AT+CGDCONT");
        }
        return apn;
    }
}
