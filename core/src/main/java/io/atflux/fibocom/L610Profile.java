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
 * The commands, result codes and limits of an L610. Where builds of the firmware differ, or its documents contradict each other, there
 * is a switch; the defaults suit every build known. Immutable; {@link #mutate()} gives a builder that starts from it.
 *
 * <pre>{@code
 * L610.over(line).profile(L610Profile.builder().urc(UrcType.of(LineShape.named("+MYURC"))).build())
 * }</pre>
 */
public final class L610Profile {

    private final AtProfile atProfile;
    /** A copy that nobody else has: never written again. */
    private final Builder values;

    private L610Profile(AtProfile atProfile, Builder given) {
        this.atProfile = atProfile;
        values = new Builder(given);
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
        return values.tlsFlag;
    }

    /** Whether {@code AT+CIMI?}, {@code AT+CCID?}, {@code AT+CSQ?}, {@code AT+CGMI?} are asked as the vendor has it, or as 27.007 does. */
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

    /** Whether a publish, subscribe or unsubscribe gives the line back after its OK, whatever the session's own discipline is. */
    public boolean interleavedMqtt() {
        return values.interleavedMqtt;
    }

    /** How long nothing may come within a received message; zero where none has line ends. */
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

    /** Longest MQTT client identifier, bytes; the manual says 23 and the firmware does not enforce it. */
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

    /** Sets switches, and adds to what the module says. Not thread-safe. */
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

        /** Adds a result code of your own. It classifies a line before the module's of the same name does. */
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
         * What stands before and after each line of the module. Default CR LF.
         *
         * @throws IllegalArgumentException for anything but CR and LF, or nothing
         */
        public Builder lineEnd(String end) {
            lineEnd = Objects.requireNonNull(
                    Framing.NONE.mutate().lineEnd(end).build().lineEnd());
            return this;
        }

        /**
         * Adds what another profile knows to be said and to be secret, as {@link AtProfile.Builder#adding} does: its own goes first if
         * both have a result code of one name.
         *
         * @throws IllegalArgumentException if that profile also sets what can only be replaced: probes, strings, error tables, limits,
         *     line ends. Set those here
         */
        public Builder adding(AtProfile other) {
            AddedProfile.require(other);
            own = own.mutate().adding(other).build();
            return this;
        }

        /**
         * Changes anything that the engine knows of the module; for what has no setter here, such as probes. Called by {@link #build()},
         * after all else and in the order given.
         */
        public Builder atProfile(Consumer<? super AtProfile.Builder> change) {
            List<Consumer<? super AtProfile.Builder>> all = new ArrayList<>(changes);
            all.add(change);
            changes = List.copyOf(all);
            return this;
        }

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
        public Builder noTlsFlag() {
            tlsFlag = OptionalInt.empty();
            return this;
        }

        /**
         * Whether {@code AT+CIMI?}, {@code AT+CCID?}, {@code AT+CSQ?} and {@code AT+CGMI?} are asked as the vendor has it, or as 27.007 does.
         * Default yes.
         */
        public Builder questionForms(boolean questions) {
            questionForms = questions;
            return this;
        }

        /** Whether the dial names the access point, its user and password as well. Default no. */
        public Builder dialWithApn(boolean names) {
            dialWithApn = names;
            return this;
        }

        /** Whether a will that cannot be written inline is written by length; it is refused otherwise. Default yes. */
        public Builder willByLength(boolean byLength) {
            willByLength = byLength;
            return this;
        }

        /**
         * Whether other commands are let out between the OK of a publish, subscribe or unsubscribe and its result code: queries, reads,
         * the other client's commands. The client itself stays locked. Default no, as the guide asks for; opening, closing and
         * dialling keep the line in any case.
         */
        public Builder interleavedMqtt(boolean interleaved) {
            interleavedMqtt = interleaved;
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
