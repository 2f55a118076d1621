package io.atflux.fibocom;

import io.atflux.internal.time.Durations;
import io.atflux.line.LineShape;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Framing;
import io.atflux.profile.Profiles;
import io.atflux.profile.StringRule;
import io.atflux.urc.UrcType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The commands, result codes and limits of an L610. If builds of the firmware differ, or its documents contradict each other,
 * there is a switch; the defaults suit every known build. Immutable; {@link #mutate()} gives a builder that starts from it.
 *
 * <pre>{@code
 * L610.over(line).profile(L610Profile.builder().urc(UrcType.of(LineShape.named("+MYURC"))).build())
 * }</pre>
 */
public final class L610Profile {

    private final AtProfile atProfile;
    /** A private copy: never written again. */
    private final Builder values;

    private L610Profile(AtProfile atProfile, Builder given) {
        this.atProfile = atProfile;
        values = new Builder(given);
    }

    private static final L610Profile DEFAULTS = builder().build();

    /** The values that suit every known build: the guide's forms, the TLS flag 2, the will inline if possible. */
    public static L610Profile defaults() {
        return DEFAULTS;
    }

    /** Result codes, answers, error numbers, secrets: the engine's part. */
    public AtProfile atProfile() {
        return atProfile;
    }

    /** The sixth parameter of an open over TLS; empty if the firmware has none. */
    public OptionalInt tlsFlag() {
        return values.tlsFlag;
    }

    /**
     * Whether {@code AT+CIMI?}, {@code AT+CCID?}, {@code AT+CSQ?}, {@code AT+CGMI?} are sent in the vendor's form, or in that of
     * 27.007.
     */
    public boolean questionForms() {
        return values.questionForms;
    }

    /** Whether a dial names the access point: {@code AT+MIPCALL=1,"cmnet"}. */
    public boolean dialWithApn() {
        return values.dialWithApn;
    }

    /** Whether a will that cannot be written inline is written by length. */
    public boolean willByLength() {
        return values.willByLength;
    }

    /** Whether a publish, subscribe or unsubscribe releases the line after its OK, whatever the session's discipline. */
    public boolean interleavedMqtt() {
        return values.interleavedMqtt;
    }

    /** The longest pause within a received message; zero if none has line ends. */
    public Duration textGap() {
        return values.textGap;
    }

    /** Longest message, bytes. */
    public int maxPayload() {
        return values.maxPayload;
    }

    /** Longest line for a message that is written inline, bytes: the smallest command buffer known. */
    public int maxInlineLine() {
        return values.maxInlineLine;
    }

    /** Longest MQTT client identifier, bytes; the manual says 23, which the firmware does not enforce. */
    public int maxClientId() {
        return values.maxClientId;
    }

    /** Whether an MQTT client identifier may be empty: the broker then chooses one. */
    public boolean emptyClientId() {
        return values.emptyClientId;
    }

    /** Longest user name, and longest password, of the MQTT client: bytes. */
    public int maxCredential() {
        return values.maxCredential;
    }

    /** Longest topic, and longest topic filter, bytes. */
    public int maxTopic() {
        return values.maxTopic;
    }

    /** Longest keep-alive of an MQTT connection. */
    public Duration maxKeepAlive() {
        return values.maxKeepAlive;
    }

    /** A builder with these values. */
    public Builder mutate() {
        return new Builder(values);
    }

    /** Starts from {@link #defaults()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Sets switches, and adds result codes and other declarations. Not thread-safe. */
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

        private String lineEnd = "\r\n";
        private AtProfile own = AtProfile.builder("own").build();
        private List<Consumer<? super AtProfile.Builder>> changes = List.of();

        private Builder() {}

        private Builder(Builder from) {
            strings = from.strings;
            dataEntryIdle = from.dataEntryIdle;
            sleepsAfter = from.sleepsAfter;
            tlsFlag = from.tlsFlag;
            questionForms = from.questionForms;
            dialWithApn = from.dialWithApn;
            willByLength = from.willByLength;
            interleavedMqtt = from.interleavedMqtt;
            textGap = from.textGap;
            maxPayload = from.maxPayload;
            maxInlineLine = from.maxInlineLine;
            maxClientId = from.maxClientId;
            emptyClientId = from.emptyClientId;
            maxCredential = from.maxCredential;
            maxTopic = from.maxTopic;
            maxKeepAlive = from.maxKeepAlive;
            lineEnd = from.lineEnd;
            own = from.own;
            changes = from.changes;
        }

        /** Adds a result code. It takes precedence over the module's result code of the same name. */
        public Builder urc(UrcType<?> type) {
            own = own.mutate().urc(type).build();
            return this;
        }

        /** Adds a whole line that ends a command as an error, as {@link AtProfile.Builder#errorFinal} does. */
        public Builder errorFinal(String text) {
            own = own.mutate().errorFinal(text).build();
            return this;
        }

        /**
         * Adds the beginning of lines that end a command as an error if a number follows, as
         * {@link AtProfile.Builder#errorFinalWithNumber} does.
         *
         * @throws IllegalArgumentException for an empty beginning
         */
        public Builder errorFinalWithNumber(String beginning) {
            own = own.mutate().errorFinalWithNumber(beginning).build();
            return this;
        }

        /**
         * The line end before and after each line of the module. Default CR LF.
         *
         * @throws IllegalArgumentException for an empty line end, or other characters than CR and LF
         */
        public Builder lineEnd(String end) {
            lineEnd = Objects.requireNonNull(
                    Framing.NONE.mutate().lineEnd(end).build().lineEnd());
            return this;
        }

        /**
         * Adds the declarations of another profile, as {@link AtProfile.Builder#adding} does: they take precedence if both have a
         * result code of one name.
         *
         * @throws IllegalArgumentException if that profile also sets values that can only be replaced: probes, strings, error
         *     tables, limits, line ends. Set those here
         */
        public Builder adding(AtProfile other) {
            AddedProfile.require(other);
            own = own.mutate().adding(other).build();
            return this;
        }

        /**
         * Changes any part of the engine's profile; for parts without a setter here, such as probes. Called by {@link #build()},
         * last and in the order given.
         */
        public Builder atProfile(Consumer<? super AtProfile.Builder> change) {
            List<Consumer<? super AtProfile.Builder>> all = new ArrayList<>(changes);
            all.add(change);
            changes = List.copyOf(all);
            return this;
        }

        /**
         * The encoding of quotes, backslashes and control bytes in a string. Default: refused. {@link StringRule#HEX_ESCAPE} is
         * for firmware that is known to decode {@code \HH}.
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
         * The idle time after which the module may be asleep ({@link AtProfile.Builder#sleepsAfter}). Default never: an L610
         * sleeps only if {@code AT+GTWAKE=1,2} or {@code ATS24=1} has enabled it.
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

        /** Omits the sixth parameter of an open, as the guide's examples do. */
        public Builder noTlsFlag() {
            tlsFlag = OptionalInt.empty();
            return this;
        }

        /**
         * Whether {@code AT+CIMI?}, {@code AT+CCID?}, {@code AT+CSQ?} and {@code AT+CGMI?} are sent in the vendor's form, or in
         * that of 27.007. Default yes.
         */
        public Builder questionForms(boolean questions) {
            questionForms = questions;
            return this;
        }

        /** Whether the dial names the access point, and its user and password as well. Default no. */
        public Builder dialWithApn(boolean names) {
            dialWithApn = names;
            return this;
        }

        /** Whether a will that cannot be written inline is written by length; otherwise it is refused. Default yes. */
        public Builder willByLength(boolean byLength) {
            willByLength = byLength;
            return this;
        }

        /**
         * Whether other commands may be written between the OK of a publish, subscribe or unsubscribe and its result code:
         * queries, reads, the other client's commands. The client itself stays locked. Default no, as the guide requires;
         * opening, closing and dialling keep the line in any case.
         */
        public Builder interleavedMqtt(boolean interleaved) {
            interleavedMqtt = interleaved;
            return this;
        }

        /**
         * How long after its last byte a received message may still continue, in addition to the line's own delays.
         * {@code +MQTTMSG} has no length. The end of a payload with line ends is therefore recognised by the next line's own CR
         * LF, or by this pause; each message is delivered with this delay, unless another line comes first. Default 50 ms. Use
         * zero if no payload has a line end: then each message is delivered at once, and further lines are not part of it. A line
         * that delivers in bursts needs a longer pause.
         */
        public Builder textGap(Duration gap) {
            textGap = Durations.notNegative("text gap", gap);
            return this;
        }

        /** Longest message. Default 1,024 bytes, the manual's limit; newer builds accept 4,096 or 8,192 by length. */
        public Builder maxPayload(int bytes) {
            maxPayload = atLeastOne("message", bytes);
            return this;
        }

        /** Longest line for a message that is written inline; longer messages are written by length. Default 1,024 bytes. */
        public Builder maxInlineLine(int bytes) {
            maxInlineLine = atLeastOne("inline line", bytes);
            return this;
        }

        /** Longest MQTT client identifier. Default 128 bytes. */
        public Builder maxClientId(int bytes) {
            maxClientId = atLeastOne("client id", bytes);
            return this;
        }

        /** Whether the client identifier may be empty, so that the broker chooses one (MQTT 3.1.1, 3.1.3.1). Default no. */
        public Builder emptyClientId(boolean empty) {
            emptyClientId = empty;
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
         * Longest topic, and longest topic filter. Default 255 bytes, the manual's limit; MQTT itself allows 65,535 bytes.
         *
         * @throws IllegalArgumentException for less than 1, or more than 65,535
         */
        public Builder maxTopic(int bytes) {
            if (bytes > MOST_TOPIC) {
                throw new IllegalArgumentException("a topic of " + bytes + " bytes is longer than MQTT allows");
            }
            maxTopic = atLeastOne("topic", bytes);
            return this;
        }

        /**
         * Longest keep-alive. Default 300 s, the manual's limit; MQTT itself allows 65,535 s.
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
                    .errors(Profiles.generic().errors().adding(L610Errors.CME))
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
                            .lineEnd(lineEnd)
                            .text(LineShape.named(MqttMsg.NAME), L610Urcs.MESSAGE_TEXT)
                            .restart(LineShape.whole("AT command ready"), LineShape.whole("AT READY"))
                            .gap(textGap)
                            .build());
            L610Urcs.addTo(at);
            at.adding(own);
            changes.forEach(change -> change.accept(at));
            return new L610Profile(at.build(), this);
        }
    }
}
