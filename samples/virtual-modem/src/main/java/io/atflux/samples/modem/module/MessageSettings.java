package io.atflux.samples.modem.module;

import io.atflux.samples.modem.message.TeCharacterSet;

/** The settings of 27.005 clause 3 and of AT+CSCS; all return to their defaults at power-up. */
public final class MessageSettings {

    /** AT+CNMI's first parameter: buffer in the module. */
    public static final int BUFFER = 0;
    /** AT+CNMI's first parameter: discard indications while the line is reserved. */
    public static final int DISCARD = 1;

    /** AT+CSCS. */
    public TeCharacterSet characters = TeCharacterSet.IRA;
    /** AT+CMGF=1. */
    public boolean textMode;
    /** AT+CSDH=1: text mode shows all values. */
    public boolean details;
    /** AT+CSMS: 1 requires an acknowledgement for each message that is routed to the host. */
    public int service;
    /** AT+CMMS. */
    public int moreToSend;
    /** AT+CSMP. */
    public int firstOctet = 17;
    /** AT+CSMP: relative validity. */
    public int validity = 167;
    /** AT+CSMP. */
    public int protocol;
    /** AT+CSMP. */
    public int coding;
    /** AT+CNMI mode, 0 to 3. */
    public int mode = 2;
    /** AT+CNMI mt, 0 to 3. */
    public int delivery = 1;
    /** AT+CNMI bm, 0 or 2: this network has no cell broadcasts. */
    public int broadcast;
    /** AT+CNMI ds, 0 to 2. */
    public int report;
    /** AT+CNMI bfr, 0 or 1: 1 clears the buffer. */
    public int buffered;
}
