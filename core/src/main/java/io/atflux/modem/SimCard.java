package io.atflux.modem;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The card that is in the modem now: its subscriber, and its own number if that was asked for. Immutable. */
public final class SimCard {

    private final Imsi imsi;
    private final @Nullable Iccid iccid;

    private SimCard(Imsi imsi, @Nullable Iccid iccid) {
        this.imsi = imsi;
        this.iccid = iccid;
    }

    /** A card that was asked for its subscriber only. */
    public static SimCard of(Imsi imsi) {
        return new SimCard(imsi, null);
    }

    /** A card that told its own number as well. */
    public static SimCard of(Imsi imsi, Iccid iccid) {
        return new SimCard(imsi, iccid);
    }

    /** The subscriber's identity. */
    public Imsi imsi() {
        return imsi;
    }

    /** The card's own number; empty if nobody asked for it, or the module did not say. */
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
