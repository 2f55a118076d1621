package io.atflux.modem;

/**
 * An access point name with what belongs to it. Immutable; also the choice of itself, whatever SIM is in.
 *
 * @param name the access point name, as {@code cmnet}
 * @param type the packet data protocol
 * @param auth how user and password are presented; {@link Auth#NONE} where there are none
 * @param user user name, empty for none
 * @param password password, empty for none; never shown
 */
public record Apn(String name, PdpType type, Auth auth, String user, String password) implements ApnChoice {

    /** How the network authenticates the context. */
    public enum Auth {
        NONE,
        PAP,
        CHAP,
        /** Whichever of the two the network asks for. */
        ANY
    }

    /** An IPv4 access point without user and password. */
    public static Apn of(String name) {
        return new Apn(name, PdpType.IP, Auth.NONE, "", "");
    }

    /** Chosen from {@link ApnTable#common()} by the SIM's IMSI. */
    public static ApnChoice byImsi() {
        return ApnTable.common();
    }

    /** With another packet data protocol. */
    public Apn type(PdpType other) {
        return new Apn(name, other, auth, user, password);
    }

    /** With user and password, by PAP. */
    public Apn credentials(String user, String password) {
        return credentials(Auth.PAP, user, password);
    }

    /** With user and password, 0 to 128 characters each on the L610. */
    public Apn credentials(Auth auth, String user, String password) {
        return new Apn(name, type, auth, user, password);
    }

    @Override
    public Apn forImsi(Imsi imsi) {
        return this;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return name + " (" + type + (auth == Auth.NONE ? "" : ", " + auth + " as " + user) + ")";
    }
}
