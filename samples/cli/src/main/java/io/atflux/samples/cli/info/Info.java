package io.atflux.samples.cli.info;

import io.atflux.modem.BearerState;
import io.atflux.modem.Imsi;
import io.atflux.modem.Operator;
import io.atflux.modem.Registration;
import io.atflux.modem.SignalQuality;
import io.atflux.modem.SimState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The collected facts about a modem; filled as the answers arrive, and read when all are there. */
final class Info {

    Fact<String> manufacturer = Fact.unasked();
    Fact<String> model = Fact.unasked();
    Fact<String> revision = Fact.unasked();
    Fact<String> imei = Fact.unasked();
    Fact<SimState> sim = Fact.unasked();
    Fact<Imsi> imsi = Fact.unasked();
    Fact<Operator> operator = Fact.unasked();
    Fact<SignalQuality> signal = Fact.unasked();
    /** One fact per domain. */
    final List<Fact<Registration>> registrations = new ArrayList<>();

    Fact<BearerState> bearer = Fact.unasked();
    /** The numbers of the open clients. */
    Fact<Set<Integer>> mqttClients = Fact.unasked();

    /**
     * The most informative domain: one that is registered, then one that searches, then one that is denied, then any.
     */
    Fact<Registration> registration() {
        return registrations.stream()
                .min((left, right) -> Integer.compare(rank(left), rank(right)))
                .orElseGet(Fact::unasked);
    }

    private static int rank(Fact<Registration> fact) {
        Registration registration = fact.value();
        if (registration == null) {
            return 5;
        }
        return registration.isRegistered()
                ? 0
                : switch (registration.status()) {
                    case SEARCHING -> 1;
                    case DENIED -> 2;
                    case NOT_SEARCHING, UNKNOWN -> 4;
                    default -> 3;
                };
    }
}
