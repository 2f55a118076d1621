package io.atflux.modem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user decides about a modem. Immutable: each {@code with…} returns a changed copy.
 *
 * @param apn the access point, or how it is found
 * @param pin the SIM's PIN; null where the SIM wants none
 * @param searchOrder radio technologies in the order in which they are searched, by the module's own numbers; empty to
 *     leave the module's setting alone
 * @param startNotices whether the module reports its start; null to leave its setting alone
 * @param registration how often, and how long, the network is asked for
 */
public record ModemOptions(
        ApnChoice apn,
        @Nullable SimPin pin,
        List<Integer> searchOrder,
        @Nullable Boolean startNotices,
        Poll registration) {

    public ModemOptions {
        searchOrder = List.copyOf(searchOrder);
    }

    /** The access point by the SIM, no PIN, LTE first ({@code 6,3,2} on the L610), registration every 2 s for 90 s. */
    public static ModemOptions defaults() {
        return new ModemOptions(
                Apn.byImsi(), null, List.of(6, 3, 2), null, new Poll(Duration.ofSeconds(2), Duration.ofSeconds(90)));
    }

    /** With the access point, or another way to find it. */
    public ModemOptions withApn(ApnChoice other) {
        return new ModemOptions(other, pin, searchOrder, startNotices, registration);
    }

    /** With the SIM's PIN. Copies share its one try. */
    public ModemOptions withPin(@Nullable SimPin other) {
        return new ModemOptions(apn, other, searchOrder, startNotices, registration);
    }

    /** With one to three radio technologies, the first one searched first. */
    public ModemOptions withSearchOrder(List<Integer> order) {
        return new ModemOptions(apn, pin, order, startNotices, registration);
    }

    /** With the start-up notices on, off, or (null) as they are. */
    public ModemOptions withStartNotices(@Nullable Boolean on) {
        return new ModemOptions(apn, pin, searchOrder, on, registration);
    }

    /** With another patience for the network. */
    public ModemOptions withRegistration(Poll poll) {
        return new ModemOptions(apn, pin, searchOrder, startNotices, poll);
    }
}
