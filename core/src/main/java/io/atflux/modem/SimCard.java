package io.atflux.modem;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The card that is in the modem: its subscriber, and its own number if it was read. Immutable. */
public final class SimCard {

    private final Imsi imsi;
    private final @Nullable Iccid iccid;

    private SimCard(Imsi imsi, @Nullable Iccid iccid) {
        this.imsi = imsi;
        this.iccid = iccid;
    }

    /** A card of which only the subscriber was read. */
    public static SimCard of(Imsi imsi) {
        return new SimCard(imsi, null);
    }

    /** A card of which the number was read as well. */
    public static SimCard of(Imsi imsi, Iccid iccid) {
        return new SimCard(imsi, iccid);
    }

    /** The subscriber's identity. */
    public Imsi imsi() {
        return imsi;
    }

    /** The card's own number; empty if it was not read, or the module did not report it. */
    public Optional<Iccid> iccid() {
        return Optional.ofNullable(iccid);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SimCard c && imsi.equals(c.imsi) && Objects.equals(iccid, c.iccid);
    }

    @Override
    public int hashCode() {
        return Objects.hash(imsi, iccid);
    }

    /** The subscriber and the card masked. */
    @Override
    public String toString() {
        return "SIM " + imsi + (iccid == null ? "" : " on card " + iccid);
    }
}
