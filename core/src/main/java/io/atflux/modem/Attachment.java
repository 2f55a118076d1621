package io.atflux.modem;

/**
 * What attaching brought.
 *
 * @param imsi the SIM's identity
 * @param apn the access point that was set
 * @param signal signal quality at that time
 * @param operator the operator at that time
 * @param registration the first domain that is registered
 * @param bearer the IP bearer
 */
public record Attachment(
        Imsi imsi, Apn apn, SignalQuality signal, Operator operator, Registration registration, Bearer bearer) {}
