package io.atflux.fibocom;

import io.atflux.line.LineShape;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import io.atflux.profile.StringRule;
import io.atflux.transport.Durations;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * What an L610 says and takes. Where builds of the firmware differ, or its documents contradict each other, there is a
 * switch; the defaults suit every build known.
 *
 * @param atProfile result codes, answers, error numbers, secrets: the engine's part
 * @param tlsFlag the sixth parameter of an open over TLS; empty where the firmware knows none
 * @param questionForms whether {@code AT+CIMI?} and {@code AT+CSQ?} are asked as the guide has it, or as 27.007 does
 * @param dialWithApn whether a dial names the access point: {@code AT+MIPCALL=1,"cmnet"}
 * @param willByLength whether a will that cannot be written inline is written by length
 * @param interleavedMqtt whether a publish, subscribe or unsubscribe gives the line back after its OK, whatever the session's
 *     own discipline is
 * @param textGap how long nothing may come within a received message; zero where none has line ends
 * @param maxPayload longest message, bytes
 * @param maxInlineLine longest line for a message that is written inline, bytes: the smallest command buffer known
 * @param maxClientId longest MQTT client identifier, bytes; the manual says 23 and the firmware does not enforce it
 */
public record L610Profile(
        AtProfile atProfile,
        OptionalInt tlsFlag,
        boolean questionForms,
        boolean dialWithApn,
        boolean willByLength,
        boolean interleavedMqtt,
        Duration textGap,
        int maxPayload,
        int maxInlineLine,
        int maxClientId) {

    /** @throws IllegalArgumentException for a negative time, or a limit that lets nothing through */
    public L610Profile {
        Durations.notNegative("text gap", textGap);
        atLeastOne("message", maxPayload);
        atLeastOne("inline line", maxInlineLine);
        atLeastOne("client id", maxClientId);
    }

    private static void atLeastOne(String what, int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a longest " + what + " of " + bytes + " bytes lets nothing through");
        }
    }

    private static final L610Profile DEFAULTS = builder().build();

    /** What suits every build known: the guide's forms, the TLS flag 2, the will inline where it can be. */
    public static L610Profile defaults() {
        return DEFAULTS;
    }

    /** Starts from {@link #defaults()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Sets switches. */
    public static final class Builder {

        private StringRule strings = StringRule.REFUSE;
        private Duration dataEntryIdle = Duration.ofSeconds(30);
        private OptionalInt tlsFlag = OptionalInt.of(2);
        private boolean questionForms = true;
        private boolean dialWithApn;
        private boolean willByLength = true;
        private boolean interleavedMqtt;
        private Duration textGap = Duration.ofMillis(50);
        private int maxPayload = 1024;
        private int maxInlineLine = 1024;
        private int maxClientId = 128;

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
            maxPayload = bytes;
            return this;
        }

        /** Longest line for a message that is written inline; longer ones go by length. Default 1,024 bytes. */
        public Builder maxInlineLine(int bytes) {
            maxInlineLine = bytes;
            return this;
        }

        /** Longest MQTT client identifier. Default 128 bytes. */
        public Builder maxClientId(int bytes) {
            maxClientId = bytes;
            return this;
        }

        public L610Profile build() {
            AtProfile.Builder at = Profiles.generic()
                    .mutate()
                    .name("L610")
                    .errors(Profiles.generic().errors().with(L610Errors.CME))
                    .hopeless(L610Errors.HOPELESS)
                    .hopelessIfRepeated(L610Errors.HOPELESS_IF_REPEATED)
                    .secretParameters("+MQTTUSER", 2)
                    .secretParameters("+MGAUTH", 3)
                    .secretParameters("+MIPCALL", 3)
                    .verboseErrors("AT+CMEE=2")
                    .strings(strings)
                    .dataEntryIdle(dataEntryIdle)
                    .framing(Profiles.generic()
                            .framing()
                            .mutate()
                            .lineEnd("\r\n")
                            .text(LineShape.named(MqttMsg.NAME), L610Urcs.MESSAGE_TEXT)
                            .restart(LineShape.whole("AT command ready"), LineShape.whole("AT READY"))
                            .gap(textGap)
                            .build());
            L610Urcs.addTo(at);
            return new L610Profile(
                    at.build(),
                    tlsFlag,
                    questionForms,
                    dialWithApn,
                    willByLength,
                    interleavedMqtt,
                    textGap,
                    maxPayload,
                    maxInlineLine,
                    maxClientId);
        }
    }
}
