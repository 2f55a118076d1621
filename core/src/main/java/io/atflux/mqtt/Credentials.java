package io.atflux.mqtt;

import org.jspecify.annotations.Nullable;

/**
 * Who we are to the broker.
 *
 * @param user user name, empty for none
 * @param password password, empty for none; never shown
 * @param clientId MQTT client identifier; null for the module's own default, its IMEI
 */
public record Credentials(
        String user, String password, @Nullable String clientId) {

    /** No user and no password. */
    public static Credentials none() {
        return new Credentials("", "", null);
    }

    /** User and password; the module's own client identifier. */
    public static Credentials of(String user, String password) {
        return new Credentials(user, password, null);
    }

    /** With an MQTT client identifier. */
    public Credentials clientId(String other) {
        return new Credentials(user, password, other);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return (user.isEmpty() ? "anonymous" : user) + (clientId == null ? "" : " as " + clientId);
    }
}
