package io.atflux.mqtt;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The client's credentials for the broker. Immutable. */
public final class Credentials {

    private static final Credentials NONE = new Builder().build();

    private final String user;
    private final String password;
    private final @Nullable String clientId;

    private Credentials(Builder builder) {
        this.user = builder.user;
        this.password = builder.password;
        this.clientId = builder.clientId;
    }

    /** No user and no password; the module's own client identifier. */
    public static Credentials none() {
        return NONE;
    }

    /** User and password; the module's own client identifier. */
    public static Credentials of(String user, String password) {
        return builder().user(user).password(password).build();
    }

    /** Starts from {@link #none}. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with these values. */
    public Builder mutate() {
        return new Builder().user(user).password(password).clientId(clientId);
    }

    /** User name, empty for none. */
    public String user() {
        return user;
    }

    /** Password, empty for none; never shown. */
    public String password() {
        return password;
    }

    /** MQTT client identifier; null for the module's own default, its IMEI. */
    public @Nullable String clientId() {
        return clientId;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Credentials c
                && user.equals(c.user)
                && password.equals(c.password)
                && Objects.equals(clientId, c.clientId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(user, password, clientId);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return (user.isEmpty() ? "anonymous" : user) + (clientId == null ? "" : " as " + clientId);
    }

    /** Collects credentials. Not thread-safe. */
    public static final class Builder {

        private String user = "";
        private String password = "";
        private @Nullable String clientId;

        private Builder() {}

        /** User name, empty for none. */
        public Builder user(String name) {
            user = Objects.requireNonNull(name, "user");
            return this;
        }

        /** Password, empty for none. */
        public Builder password(String secret) {
            password = Objects.requireNonNull(secret, "password");
            return this;
        }

        /** MQTT client identifier; null for the module's own. */
        public Builder clientId(@Nullable String id) {
            clientId = id;
            return this;
        }

        /** The credentials with these values. */
        public Credentials build() {
            return new Credentials(this);
        }
    }
}
