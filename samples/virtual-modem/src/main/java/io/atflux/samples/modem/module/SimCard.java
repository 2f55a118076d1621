package io.atflux.samples.modem.module;

import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;

/** The card: the state that it keeps when the module loses power. */
public final class SimCard {

    private static final String PUK = "12345678";
    private static final int PIN_TRIES = 3;
    private static final int PUK_TRIES = 10;

    private final Switches switches;
    private boolean pinWanted;
    private String fault = "";
    private String pin = "";
    private String iccid = "";
    private String imsi = "";
    private boolean inserted;
    private int pinTries = PIN_TRIES;
    private int pukTries = PUK_TRIES;

    /** A card in the state that the switches describe. */
    public SimCard(Switches switches) {
        this.switches = switches;
        put();
        read();
    }

    /**
     * The module reads the card, at power-up or when it is inserted. A new number in the switches means another card.
     */
    public void read() {
        imsi = switches.text(Switch.IMSI);
        if (!iccid.equals(switches.text(Switch.ICCID))) {
            iccid = switches.text(Switch.ICCID);
            pin = switches.text(Switch.PIN);
            pinTries = switches.is(Switch.CPIN, "puk") ? 0 : PIN_TRIES;
            pukTries = PUK_TRIES;
        }
    }

    private void put() {
        String state = switches.text(Switch.CPIN);
        inserted = !state.equals("not-inserted");
        pinWanted = state.equals("pin") || state.equals("puk");
        pinTries = state.equals("puk") ? 0 : PIN_TRIES;
        fault = state;
    }

    /** A switch was moved: another card, no card, or another PIN. */
    public void moved(Switch which) {
        if (which == Switch.CPIN) {
            put();
            read();
        } else if (which == Switch.PIN) {
            pin = switches.text(Switch.PIN);
        }
    }

    /** Whether a card is present. */
    public boolean inserted() {
        return inserted;
    }

    /** Inserts or removes the card. */
    public void inserted(boolean now) {
        if (now && !inserted) {
            read();
        }
        inserted = now;
    }

    String iccid() {
        return iccid;
    }

    String imsi() {
        return imsi;
    }

    boolean pinWanted() {
        return pinWanted;
    }

    boolean blocked() {
        return pinTries == 0;
    }

    boolean dead() {
        return pukTries == 0;
    }

    String fault() {
        return fault;
    }

    boolean tryPin(String given) {
        boolean right = given.equals(pin);
        pinTries = right ? PIN_TRIES : pinTries - 1;
        return right;
    }

    boolean tryPuk(String given, String newPin) {
        boolean right = given.equals(PUK);
        pukTries = right ? PUK_TRIES : pukTries - 1;
        if (right) {
            pin = newPin;
            pinTries = PIN_TRIES;
        }
        return right;
    }
}
