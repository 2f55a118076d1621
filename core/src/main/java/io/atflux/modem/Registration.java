package io.atflux.modem;

import io.atflux.command.AtReply;
import io.atflux.line.LineShape;
import io.atflux.line.Parameters;
import io.atflux.line.Parameters.Kind;
import io.atflux.urc.UrcType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The registration state in one domain (27.007 7.2, 10.1.20, 10.1.22). Immutable. */
public final class Registration {

    private final Domain domain;
    private final Status status;

    private Registration(Domain domain, Status status) {
        this.domain = domain;
        this.status = status;
    }

    /** A registration, for dialects and tests. */
    public static Registration of(Domain domain, Status status) {
        return new Registration(domain, status);
    }

    /** The domain. */
    public Domain domain() {
        return domain;
    }

    /** The state reported by the network. */
    public Status status() {
        return status;
    }

    /** The domains of registration, each with its command. */
    public enum Domain {
        PACKET("+CGREG"),
        LTE("+CEREG"),
        CIRCUIT("+CREG");

        private final String answerName;

        Domain(String answerName) {
            this.answerName = answerName;
        }

        /** The name of the command and of its answer: {@code +CEREG}. */
        public String answerName() {
            return answerName;
        }
    }

    /** The {@code <stat>} numbers, in their order. */
    public enum Status {
        NOT_SEARCHING,
        HOME,
        SEARCHING,
        DENIED,
        UNKNOWN,
        ROAMING,
        SMS_ONLY_HOME,
        SMS_ONLY_ROAMING,
        EMERGENCY_ONLY,
        CSFB_NOT_PREFERRED_HOME,
        CSFB_NOT_PREFERRED_ROAMING;

        /** The status with a number; {@link #UNKNOWN} for any other number. */
        public static Status of(int number) {
            return number >= 0 && number < values().length ? values()[number] : UNKNOWN;
        }

        /** Registered at home or roaming: 1 or 5. */
        public boolean isRegistered() {
            return this == HOME || this == ROAMING;
        }
    }

    /**
     * Reads the answer {@code +CEREG: <n>,<stat>[,…]}.
     *
     * @throws IllegalArgumentException if the reply has no such line
     */
    public static Registration from(Domain domain, AtReply reply) {
        Parameters p = reply.parameters(domain.answerName());
        return new Registration(domain, Status.of(Replies.number(p, 1, domain.answerName())));
    }

    /** The shape of the answer {@code <n>,<stat>[,…]}, in contrast to the result code's {@code <stat>[,<area>,…]}. */
    public static LineShape answer(Domain domain) {
        return LineShape.named(domain.answerName()).withKind(0, Kind.NUMBER).where(Registration::hasStatusSecond);
    }

    /** An area code without quotes and letters is a number too; a {@code <stat>} has at most two digits. */
    private static boolean hasStatusSecond(Parameters p) {
        return p.kind(1) == Kind.NUMBER && p.text(1).length() <= 2;
    }

    /** The result code of a change, from modules set to print it. */
    static UrcType<ModemEvent> changes(Domain domain) {
        LineShape shape =
                LineShape.named(domain.answerName()).withKind(0, Kind.NUMBER).where(p -> !hasStatusSecond(p));
        return UrcType.of(shape, line -> {
            Parameters p = line.parameters();
            Status status = Status.of(Replies.number(p, 0, domain.answerName()));
            return new ModemEvent.RegistrationChanged(new Registration(domain, status));
        });
    }

    /** Registered at home or roaming. */
    public boolean isRegistered() {
        return status.isRegistered();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Registration o && domain == o.domain && status == o.status;
    }

    @Override
    public int hashCode() {
        return Objects.hash(domain, status);
    }

    @Override
    public String toString() {
        return domain.answerName() + " " + status.ordinal() + " (" + status + ")";
    }
}
