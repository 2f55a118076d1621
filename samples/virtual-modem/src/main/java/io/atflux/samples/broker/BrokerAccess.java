package io.atflux.samples.broker;

import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The broker's rules for authentication and authorisation. Immutable. Without any {@linkplain Builder#user user} every
 * client may connect. With one, a client needs a user's name and password, or, if
 * {@linkplain Builder#certificateSuffices() configured}, a verified client certificate.
 */
public final class BrokerAccess {

    private final Map<String, byte[]> passwords;
    private final Map<String, ConnackReasonCode> barred;
    private final Set<String> forbiddenFilters;
    private final boolean certificateSuffices;

    private BrokerAccess(Builder builder) {
        passwords = Map.copyOf(builder.passwords);
        barred = Map.copyOf(builder.barred);
        forbiddenFilters = Set.copyOf(builder.forbiddenFilters);
        certificateSuffices = builder.certificateSuffices;
    }

    /** Admits every client to every topic. */
    public static BrokerAccess open() {
        return builder().build();
    }

    /** Starts with rules that admit every client to every topic. */
    public static Builder builder() {
        return new Builder();
    }

    /** SUCCESS, or the reason that HiveMQ translates to the CONNACK return code of MQTT 3.1.1. */
    ConnackReasonCode admit(@Nullable String user, @Nullable ByteBuffer password, boolean certified) {
        ConnackReasonCode refusal = user == null ? null : barred.get(user);
        if (refusal != null) {
            return refusal;
        }
        if (passwords.isEmpty() || (certified && certificateSuffices)) {
            return ConnackReasonCode.SUCCESS;
        }
        if (user == null) {
            return ConnackReasonCode.NOT_AUTHORIZED;
        }
        byte[] expected = passwords.get(user);
        return expected != null && MessageDigest.isEqual(expected, bytes(password))
                ? ConnackReasonCode.SUCCESS
                : ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD;
    }

    boolean maySubscribe(String topicFilter) {
        return !forbiddenFilters.contains(topicFilter);
    }

    private static byte[] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return new byte[0];
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** Collects the rules. */
    public static final class Builder {

        private final Map<String, byte[]> passwords = new HashMap<>();
        private final Map<String, ConnackReasonCode> barred = new HashMap<>();
        private final Set<String> forbiddenFilters = new HashSet<>();
        private boolean certificateSuffices;

        private Builder() {}

        /**
         * Admits this user. A wrong password or an unknown name gets return code 4, a connection without a name gets 5.
         */
        public Builder user(String name, String password) {
            passwords.put(Objects.requireNonNull(name), password.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        /** A verified client certificate replaces name and password. */
        public Builder certificateSuffices() {
            certificateSuffices = true;
            return this;
        }

        /**
         * Always refuses this user.
         *
         * @param connackCode 1 to 5, MQTT 3.1.1 section 3.2.2.3
         * @throws IllegalArgumentException if the code is not one of these
         */
        public Builder refuse(String name, int connackCode) {
            barred.put(Objects.requireNonNull(name), reason(connackCode));
            return this;
        }

        /** Answers 0x80 to a subscription to exactly this filter. */
        public Builder forbidSubscription(String topicFilter) {
            forbiddenFilters.add(Objects.requireNonNull(topicFilter));
            return this;
        }

        public BrokerAccess build() {
            return new BrokerAccess(this);
        }

        private static ConnackReasonCode reason(int connackCode) {
            return switch (connackCode) {
                case 1 -> ConnackReasonCode.UNSUPPORTED_PROTOCOL_VERSION;
                case 2 -> ConnackReasonCode.CLIENT_IDENTIFIER_NOT_VALID;
                case 3 -> ConnackReasonCode.SERVER_UNAVAILABLE;
                case 4 -> ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD;
                case 5 -> ConnackReasonCode.NOT_AUTHORIZED;
                default ->
                    throw new IllegalArgumentException("CONNACK return code " + connackCode + " is not one of 1 to 5");
            };
        }
    }
}
