package io.atflux.modem;

/** Finds the APN for the SIM that is in the modem now. */
@FunctionalInterface
public interface ApnChoice {

    /**
     * @param imsi the SIM's identity
     * @return the APN to set
     * @throws io.atflux.error.AtUsageException where none is known for this SIM
     */
    Apn forImsi(Imsi imsi);
}
