package io.atflux.modem;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The result of {@link Modem#initialise()}: the module is set up, its card usable, and its access point set. Immutable. */
public final class Initialisation {

    private final Imsi imsi;
    private final ApnCandidates candidates;

    Initialisation(Imsi imsi, ApnCandidates candidates) {
        this.imsi = imsi;
        this.candidates = candidates;
    }

    /** The SIM's identity. */
    public Imsi imsi() {
        return imsi;
    }

    /** The access point that was set: the likeliest, if there are several. */
    public Apn apn() {
        return candidates.first();
    }

    ApnCandidates candidates() {
        return candidates;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Initialisation i && imsi.equals(i.imsi) && apn().equals(i.apn());
    }

    @Override
    public int hashCode() {
        return Objects.hash(imsi, apn());
    }

    /** The subscriber masked, without the access point's password. */
    @Override
    public String toString() {
        return "Initialisation[imsi=" + imsi + ", apn=" + apn() + "]";
    }
}
