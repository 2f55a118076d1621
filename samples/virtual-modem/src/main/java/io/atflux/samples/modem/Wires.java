package io.atflux.samples.modem;

/**
 * The state of the wires of a module's serial port, apart from its data.
 *
 * @param clearToSend CTS, V.24 circuit 106
 * @param dataSetReady DSR, V.24 circuit 107
 * @param carrierDetect DCD, V.24 circuit 109
 * @param ringIndicator RI, V.24 circuit 125
 */
public record Wires(boolean clearToSend, boolean dataSetReady, boolean carrierDetect, boolean ringIndicator) {

    /** A module without power. */
    public static final Wires OFF = new Wires(false, false, false, false);
}
