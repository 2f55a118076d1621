package io.atflux.samples.gateway.dashboard.fault;

import io.atflux.samples.gateway.demo.DemoWorld;
import io.atflux.samples.modem.VirtualModem;
import io.atflux.samples.modem.switches.Switch;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A fault of a virtual modem. One that lasts is mended by the same switch; another happens once. */
enum Fault {
    SIM(
            "Pull the SIM",
            "Put the SIM back",
            "The card is taken out while the modem runs.",
            VirtualModem::removeSim,
            VirtualModem::insertSim),
    LINE(
            "Break the line",
            "Mend the line",
            "The line breaks, and the modem's address takes no connection.",
            DemoWorld::breakLine,
            DemoWorld::mendLine),
    NETWORK(
            "No network",
            "Network is back",
            "The cell goes: registration, address and connection end.",
            VirtualModem::loseNetwork,
            VirtualModem::restoreNetwork),
    DENIED(
            "Deny the SIM",
            "Let the SIM in",
            "The network throws the SIM out, and denies it from then on.",
            Fault::deny,
            modem -> modem.registration(1)),
    APN(
            "Refuse the APN",
            "Accept the APN",
            "The network takes the address away, and knows no such access point any more.",
            Fault::refuseApn,
            modem -> modem.move(Switch.APNS, "")),
    HANG(
            "Hang the module",
            "Cycle its power",
            "The module takes and prints nothing until its power is taken away and given back.",
            modem -> modem.faults().hang(),
            VirtualModem::powerCycle),
    ADDRESS("Lose the address", "The network takes the IP address away.", modem -> modem.faults()
            .loseBearer()),
    STALE("Stale address", "The address carries nothing any more, and nothing says so.", modem -> modem.faults()
            .staleBearer()),
    SESSION(
            "End the session",
            "The connection to the broker breaks, as if another device had taken the identity.",
            modem -> modem.faults().breakMqtt(1, 1)),
    RADIO("Switch the radio off", "The radio is switched off, as by AT+CFUN=0.", modem -> modem.faults()
            .radio(0)),
    NOISE("Noise on the line", "Bytes appear on the line that are no text.", modem -> modem.faults()
            .noise(new byte[] {0x00, (byte) 0xf7, 0x1b, (byte) 0x9c, 0x00, (byte) 0xfe})),
    REBOOT("Restart the module", "Its power goes, and comes back.", VirtualModem::powerCycle);

    /** Something done to one modem of the demo. */
    @FunctionalInterface
    private interface Act {
        void on(DemoWorld world, String name) throws IOException;
    }

    /** Something done to a modem itself. */
    @FunctionalInterface
    private interface ModemAct {
        void on(VirtualModem modem);
    }

    private final String make;
    private final @Nullable String mend;
    private final String words;
    private final Act making;
    private final @Nullable Act mending;

    Fault(String make, String mend, String words, Act making, Act mending) {
        this.make = make;
        this.mend = mend;
        this.words = words;
        this.making = making;
        this.mending = mending;
    }

    Fault(String make, String mend, String words, ModemAct making, ModemAct mending) {
        this(make, mend, words, on(making), on(mending));
    }

    Fault(String make, String words, ModemAct making) {
        this.make = make;
        this.mend = null;
        this.words = words;
        this.making = on(making);
        this.mending = null;
    }

    private static Act on(ModemAct act) {
        return (world, name) -> act.on(Objects.requireNonNull(world.modem(name)));
    }

    private static void deny(VirtualModem modem) {
        modem.registration(3);
        modem.faults().loseBearer();
    }

    private static void refuseApn(VirtualModem modem) {
        modem.move(Switch.APNS, "elsewhere");
        modem.faults().loseBearer();
    }

    /** Whether it stays until it is mended. */
    boolean lasts() {
        return mending != null;
    }

    /** The label of its switch. */
    String label(boolean made) {
        return made && mend != null ? mend : make;
    }

    String words() {
        return words;
    }

    /** Its part of a URL. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** May block. */
    void make(DemoWorld world, String name) throws IOException {
        making.on(world, name);
    }

    /** May block. */
    void mend(DemoWorld world, String name) throws IOException {
        if (mending != null) {
            mending.on(world, name);
        }
    }
}
