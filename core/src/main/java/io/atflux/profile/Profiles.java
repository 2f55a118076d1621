package io.atflux.profile;

/** The profiles that come with the engine. */
public final class Profiles {

    private Profiles() {}

    /** Any modem by 3GPP 27.007 and 27.005, without a vendor's own commands. */
    public static AtProfile generic() {
        return Generic3gpp.PROFILE;
    }
}
