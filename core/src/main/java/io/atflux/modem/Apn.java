package io.atflux.modem;

import io.atflux.command.AtReply;
import io.atflux.line.AtLine;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An access point name with its protocol and credentials. Immutable. As an {@link ApnChoice} it selects itself for every SIM. */
public final class Apn implements ApnChoice {

    /** How the network authenticates the context. */
    public enum Auth {
        NONE,
        PAP,
        CHAP,
        /** PAP or CHAP, as the network requests. */
        ANY
    }

    private final String name;
    private final PdpType type;
    private final Auth auth;
    private final String user;
    private final String password;

    private Apn(Builder builder) {
        this.name = builder.name;
        this.type = builder.type;
        this.auth = builder.auth;
        this.user = builder.user;
        this.password = builder.password;
    }

    /** An IPv4 access point without user and password. */
    public static Apn of(String name) {
        return builder(name).build();
    }

    /** Starts from {@link #of}. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /**
     * Reads the first context of {@code +CGDCONT: 1,"IP","cmnet",…} (27.007 10.1.1), one line per context.
     *
     * @return empty if the first context is missing, has no name, or is not for IP
     */
    public static Optional<Apn> from(AtReply reply) {
        for (AtLine line : reply.lines()) {
            if (line.isNamed("+CGDCONT") && line.parameters().is(0, 1)) {
                String name = line.parameters().text(2);
                Optional<PdpType> type = PdpType.of(line.parameters().text(1));
                return name.isEmpty()
                        ? Optional.empty()
                        : type.map(t -> builder(name).type(t).build());
            }
        }
        return Optional.empty();
    }

    /** Chosen from {@link ApnTable#common()} by the SIM's IMSI. */
    public static ApnChoice byImsi() {
        return ApnTable.common();
    }

    /**
     * Common access points tried one after another, for a SIM whose access point is not known: {@link ApnPresets} with its
     * defaults. Each call makes a new object with its own memory.
     */
    public static ApnChoice presets() {
        return ApnPresets.builder().build();
    }

    /** A builder with these values. */
    public Builder mutate() {
        return new Builder(name).type(type).credentials(auth, user, password);
    }

    /** The access point name, as {@code cmnet}. */
    public String name() {
        return name;
    }

    /** The packet data protocol. */
    public PdpType type() {
        return type;
    }

    /** The authentication of user and password; {@link Auth#NONE} if there are none. */
    public Auth auth() {
        return auth;
    }

    /** User name, empty for none. */
    public String user() {
        return user;
    }

    /** Password, empty for none; never shown. */
    public String password() {
        return password;
    }

    @Override
    public Apn forImsi(Imsi imsi) {
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Apn apn
                && name.equals(apn.name)
                && type == apn.type
                && auth == apn.auth
                && user.equals(apn.user)
                && password.equals(apn.password);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, auth, user, password);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return name + " (" + type + (auth == Auth.NONE ? "" : ", " + auth + " as " + user) + ")";
    }

    /** Collects the values of an access point. Not thread-safe. */
    public static final class Builder {

        private final String name;
        private PdpType type = PdpType.IP;
        private Auth auth = Auth.NONE;
        private String user = "";
        private String password = "";

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** The packet data protocol. Default: IPv4. */
        public Builder type(PdpType other) {
            type = other;
            return this;
        }

        /** User and password, by PAP. */
        public Builder credentials(String user, String password) {
            return credentials(Auth.PAP, user, password);
        }

        /** User and password, 0 to 128 characters each on the L610. Default: none. */
        public Builder credentials(Auth auth, String user, String password) {
            this.auth = auth;
            this.user = user;
            this.password = password;
            return this;
        }

        /** The access point with these values. */
        public Apn build() {
            return new Apn(this);
        }
    }
}
