package io.atflux.samples.modem.module;

import java.util.SortedMap;
import java.util.TreeMap;

/** The state that the module keeps over power-off. */
public final class Nvram {
    /** First parameter of AT+MSTART: the AT command ready notice. */
    public boolean readyNotice = true;
    /** Second parameter of AT+MSTART: the SIM notices. */
    public boolean simNotice = true;
    /** AT+GTRAT. */
    public String searchOrder = "10,3,0";
    /** AT+IPR. */
    public int baudRate = 115_200;
    /** AT+CTZU. */
    public int zoneUpdate;
    /** AT+CTZR. */
    public int zoneReport;
    /** AT+CGDCONT by cid: type and APN, in their printed form. */
    public final SortedMap<Integer, String> contexts = new TreeMap<>();
}
