package io.atflux.profile;

/** The profiles included in the engine. */
public final class Profiles {

    private Profiles() {}

    /** Any modem that follows 3GPP 27.007 and 27.005, without vendor commands. */
    public static AtProfile generic() {
        return Generic3gpp.PROFILE;
    }
}
