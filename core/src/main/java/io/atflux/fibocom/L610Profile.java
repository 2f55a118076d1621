package io.atflux.fibocom;

import io.atflux.internal.time.Durations;
import io.atflux.line.LineShape;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import io.atflux.profile.StringRule;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * What an L610 says and takes. Where builds of the firmware differ, or its documents contradict each other, there is a
 * switch; the defaults suit every build known. Immutable.
 */
public final class L610Profile {

    private final AtProfile atProfile;
    private final OptionalInt tlsFlag;
    private final boolean questionForms;
    private final boolean dialWithApn;
    private final boolean willByLength;
    private final boolean interleavedMqtt;
    private final Duration textGap;
    private final int maxPayload;
    private final int maxInlineLine;
    private final int maxClientId;
    private final boolean emptyClientId;
    private final int maxCredential;
    private final int maxTopic;
    private final Duration maxKeepAlive;

    private L610Profile(AtProfile atProfile, Builder b) {
        this.atProfile = atProfile;
        tlsFlag = b.tlsFlag;
        questionForms = b.questionForms;
        dialWithApn = b.dialWithApn;
        willByLength = b.willByLength;
        interleavedMqtt = b.interleavedMqtt;
        textGap = b.textGap;
        maxPayload = b.maxPayload;
        maxInlineLine = b.maxInlineLine;
        maxClientId = b.maxClientId;
        emptyClientId = b.emptyClientId;
        maxCredential = b.maxCredential;
        maxTopic = b.maxTopic;
        maxKeepAlive = b.maxKeepAlive;
    }

    private static final L610Profile DEFAULTS = builder().build();

    /** What suits every build known: the guide's forms, the TLS flag 2, the will inline where it can be. */
    public static L610Profile defaults() {
        return DEFAULTS;
    }

    /** Result codes, answers, error numbers, secrets: the engine's part. */
    public AtProfile atProfile() {
        return atProfile;
    }

    /** The sixth parameter of an open over TLS; empty where the firmware knows none. */
    public OptionalInt tlsFlag() {
        return tlsFlag;
    }

    /** Whether {@code AT+CIMI?} and {@code AT+CSQ?} are asked as the guide has it, or as 27.007 does. */
    public boolean questionForms() {
        return questionForms;
    }

    /** Whether a dial names the access point: {@code AT+MIPCALL=1,"cmnet"}. */
    public boolean dialWithApn() {
        return dialWithApn;
    }

    /** Whether a will that cannot be written inline is written by length. */
    public boolean willByLength() {
        return willByLength;
    }

    /** Whether a publish, subscribe or unsubscribe gives the line back after its OK, whatever the session's own discipline is. */
    public boolean interleavedMqtt() {
        return interleavedMqtt;
    }

    /** How long nothing may come within a received message; zero where none has line ends. */
    public Duration textGap() {
        return textGap;
    }

    /** Longest message, bytes. */
    public int maxPayload() {
        return maxPayload;
    }

    /** Longest line for a message that is written inline, bytes: the smallest command buffer known. */
    public int maxInlineLine() {
        return maxInlineLine;
    }

    /** Longest MQTT client identifier, bytes; the manual says 23 and the firmware does not enforce it. */
    public int maxClientId() {
        return maxClientId;
    }

    /** Whether an MQTT client identifier may be empty: the broker then chooses one. */
    public boolean emptyClientId() {
        return emptyClientId;
    }

    /** Longest user name, and longest password, of the MQTT client: bytes. */
    public int maxCredential() {
        return maxCredential;
    }

    /** Longest topic, and longest topic filter, bytes. */
    public int maxTopic() {
        return maxTopic;
    }

    /** Longest keep-alive of an MQTT connection. */
    public Duration maxKeepAlive() {
        return maxKeepAlive;
    }

    /** Starts from {@link #defaults()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Sets switches. */
    public static final class Builder {

        /** MQTT 3.1.1, 4.7.3. */
        private static final int MOST_TOPIC = 65_535;

        private StringRule strings = StringRule.REFUSE;
        private Duration dataEntryIdle = Duration.ofSeconds(30);
        private Duration sleepsAfter = Duration.ZERO;
        private OptionalInt tlsFlag = OptionalInt.of(2);
        private boolean questionForms = true;
        private boolean dialWithApn;
        private boolean willByLength = true;
        private boolean interleavedMqtt;
        private Duration textGap = Duration.ofMillis(50);
        private int maxPayload = 1024;
        private int maxInlineLine = 1024;
        private int maxClientId = 128;
        private boolean emptyClientId;
        private int maxCredential = 128;
        private int maxTopic = 255;
        private Duration maxKeepAlive = Duration.ofSeconds(300);

        private Builder() {}

        /**
         * How quotes, backslashes and control bytes in a string are carried. Default: refused. {@link StringRule#HEX_ESCAPE}
         * is for firmware that is known to decode {@code \HH}.
         */
        public Builder strings(StringRule rule) {
            strings = rule;
            return this;
        }

        /**
         * How long the module waits for more data after a prompt. Default 30 s.
         *
         * @throws IllegalArgumentException for more than 1 h
         */
        public Builder dataEntryIdle(Duration idle) {
            dataEntryIdle = Durations.upTo("data entry's idle time", idle, Duration.ofHours(1));
            return this;
        }

        /**
         * After how long an idleness the module may be asleep ({@link AtProfile.Builder#sleepsAfter}). Default never: an L610 sleeps only
         * if it was told to, by {@code AT+GTWAKE=1,2} or {@code ATS24=1}.
         *
         * @throws IllegalArgumentException for a negative time, or more than 1 h
         */
        public Builder sleepsAfter(Duration idle) {
            sleepsAfter = Durations.upTo("idleness", Durations.notNegative("idleness", idle), Duration.ofHours(1));
            return this;
        }

        /** The sixth parameter of an open over TLS. Default 2; 1 on the G510. */
        public Builder tlsFlag(int flag) {
            tlsFlag = OptionalInt.of(flag);
            return this;
        }

        /** Leaves the sixth parameter of an open out, as the guide's examples do. */
        public Builder withoutTlsFlag() {
            tlsFlag = OptionalInt.empty();
            return this;
        }

        /** Asks {@code AT+CIMI} and {@code AT+CSQ} as 27.007 has them. */
        public Builder standardForms() {
            questionForms = false;
            return this;
        }

        /** Names the access point, its user and password in the dial as well. */
        public Builder dialWithApn() {
            dialWithApn = true;
            return this;
        }

        /** Refuses a will that cannot be written inline. */
        public Builder withoutWillByLength() {
            willByLength = false;
            return this;
        }

        /**
         * Lets other commands out between the OK of a publish, subscribe or unsubscribe and its result code: queries, reads, the
         * other client's commands. The client itself stays locked. Default: nothing, as the guide asks for; opening, closing and
         * dialling keep the line in any case.
         */
        public Builder interleavedMqtt() {
            interleavedMqtt = true;
            return this;
        }

        /**
         * For how long after its last byte a received message may still go on, beside what the line delays.
         * {@code +MQTTMSG} has no length, so a payload with line ends in it is told from the next line by that line's own CR LF, or
         * by this silence; each message is handed on that much later, unless another line comes. Default 50 ms; zero where no
         * payload has a line end: then each is handed on at once, and further lines are no part of it. A line that delivers in
         * bursts needs more.
         */
        public Builder textGap(Duration gap) {
            textGap = Durations.notNegative("text gap", gap);
            return this;
        }

        /** Longest message. Default 1,024 bytes, the manual's limit; newer builds take 4,096 or 8,192 by length. */
        public Builder maxPayload(int bytes) {
            maxPayload = atLeastOne("message", bytes);
            return this;
        }

        /** Longest line for a message that is written inline; longer ones go by length. Default 1,024 bytes. */
        public Builder maxInlineLine(int bytes) {
            maxInlineLine = atLeastOne("inline line", bytes);
            return this;
        }

        /** Longest MQTT client identifier. Default 128 bytes. */
        public Builder maxClientId(int bytes) {
            maxClientId = atLeastOne("client id", bytes);
            return this;
        }

        /** Lets the client identifier be empty, so that the broker chooses one (MQTT 3.1.1, 3.1.3.1). Default: refused. */
        public Builder emptyClientId() {
            emptyClientId = true;
            return this;
        }

        /**
         * Longest user name, and longest password, of the MQTT client. Default 128 bytes, the manual's limit; tokens of cloud platforms
         * have up to 185.
         *
         * @throws IllegalArgumentException for less than 1
         */
        public Builder maxCredential(int bytes) {
            maxCredential = atLeastOne("credential", bytes);
            return this;
        }

        /**
         * Longest topic, and longest topic filter. Default 255 bytes, the manual's limit; MQTT itself has 65,535 bytes.
         *
         * @throws IllegalArgumentException for less than 1, or more than 65,535
         */
        public Builder maxTopic(int bytes) {
            if (bytes > MOST_TOPIC) {
                throw new IllegalArgumentException("a topic of " + bytes + " bytes is longer than MQTT has them");
            }
            maxTopic = atLeastOne("topic", bytes);
            return this;
        }

        /**
         * Longest keep-alive. Default 300 s, the manual's limit; MQTT itself has 65,535 s.
         *
         * @throws IllegalArgumentException for less than 1 s, or more than 65,535 s
         */
        public Builder maxKeepAlive(Duration longest) {
            if (longest.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("a longest keep-alive of " + longest + " lets nothing through");
            }
            maxKeepAlive = Durations.upTo("longest keep-alive", longest, Duration.ofSeconds(65_535));
            return this;
        }

        private static int atLeastOne(String what, int bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException(
                        "a longest " + what + " of " + bytes + " bytes lets nothing through");
            }
            return bytes;
        }

        public L610Profile build() {
            AtProfile.Builder at = Profiles.generic()
                    .mutate()
                    .name("L610")
                    .errors(Profiles.generic().errors().with(L610Errors.CME))
                    .neverRetryOn(L610Errors.NEVER_RETRY_ON)
                    .neverRetryOnRepeated(L610Errors.NEVER_RETRY_ON_REPEATED)
                    .secretParameters("+MQTTUSER", 2)
                    .secretParameters("+MGAUTH", 3)
                    .secretParameters("+MIPCALL", 3)
                    .verboseErrors("AT+CMEE=2")
                    .strings(strings)
                    .dataEntryIdle(dataEntryIdle)
                    .sleepsAfter(sleepsAfter)
                    .framing(Profiles.generic()
                            .framing()
                            .mutate()
                            .lineEnd("\r\n")
                            .text(LineShape.named(MqttMsg.NAME), L610Urcs.MESSAGE_TEXT)
                            .restart(LineShape.whole("AT command ready"), LineShape.whole("AT READY"))
                            .gap(textGap)
                            .build());
            L610Urcs.addTo(at);
            return new L610Profile(at.build(), this);
        }
    }
}
