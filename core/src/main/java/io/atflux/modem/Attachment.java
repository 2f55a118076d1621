package io.atflux.modem;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The result of {@link Modem#attach()}: the values found on the way to an IP address. Immutable. */
public final class Attachment {

    private final Imsi imsi;
    private final Apn apn;
    private final SignalQuality signal;
    private final Operator operator;
    private final Registration registration;
    private final Bearer bearer;

    Attachment(Imsi imsi, Apn apn, SignalQuality signal, Operator operator, Registration registration, Bearer bearer) {
        this.imsi = imsi;
        this.apn = apn;
        this.signal = signal;
        this.operator = operator;
        this.registration = registration;
        this.bearer = bearer;
    }

    /** The SIM's identity. */
    public Imsi imsi() {
        return imsi;
    }

    /** The access point that was set. */
    public Apn apn() {
        return apn;
    }

    /** Signal quality at that time; {@link SignalQuality#UNKNOWN} if the module did not report it. */
    public SignalQuality signal() {
        return signal;
    }

    /** The operator at that time; {@link Operator#UNKNOWN} if the module did not report it. */
    public Operator operator() {
        return operator;
    }

    /** The first domain that is registered. */
    public Registration registration() {
        return registration;
    }

    /** The IP bearer. */
    public Bearer bearer() {
        return bearer;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attachment a
                && imsi.equals(a.imsi)
                && apn.equals(a.apn)
                && signal.equals(a.signal)
                && operator.equals(a.operator)
                && registration.equals(a.registration)
                && bearer.equals(a.bearer);
    }

    @Override
    public int hashCode() {
        return Objects.hash(imsi, apn, signal, operator, registration, bearer);
    }

    /** The subscriber masked, without the access point's password. */
    @Override
    public String toString() {
        return "Attachment[imsi=" + imsi + ", apn=" + apn + ", signal=" + signal + ", operator=" + operator
                + ", registration=" + registration + ", bearer=" + bearer + "]";
    }
}
