package io.atflux.samples.modem.module;

import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.util.SortedSet;
import java.util.TreeSet;

/** The packet domain as 27.007 clause 10 sees it: attached or not, and which contexts are active. AT+MIPCALL has the bearer of its own. */
public final class PdpContexts {

    /** The context that needs no definition. */
    private static final int FIRST = 1;

    private static final int LAST_OCTET = 256;

    private final Switches switches;
    private final Nvram nvram;
    private final NetworkRegistration registration;
    private final PdpBearer bearer;
    private final SortedSet<Integer> active = new TreeSet<>();
    private boolean attached = true;

    /** None active. */
    public PdpContexts(Switches switches, Nvram nvram, NetworkRegistration registration, PdpBearer bearer) {
        this.switches = switches;
        this.nvram = nvram;
        this.registration = registration;
        this.bearer = bearer;
    }

    /** Whether the network has it attached. */
    public boolean attached() {
        return attached && registration.registered();
    }

    /** AT+CGATT: what is wanted; a module that is not to be attached loses what was active. */
    public void attach(boolean wanted) {
        attached = wanted;
        if (!wanted) {
            lost();
            bearer.lose();
        }
    }

    /** Whether it can be activated. */
    public boolean defined(int cid) {
        return cid == FIRST || nvram.contexts.containsKey(cid);
    }

    /** The defined ones, and the first. */
    public SortedSet<Integer> all() {
        SortedSet<Integer> all = new TreeSet<>(nvram.contexts.keySet());
        all.add(FIRST);
        return all;
    }

    /** AT+CGACT and data calls alone. */
    public boolean activated(int cid) {
        return active.contains(cid);
    }

    /** By whatever way. */
    public boolean active(int cid) {
        return activated(cid) || cid == FIRST && bearer.isUp();
    }

    /** AT+CGACT=1, or a data call. */
    public void activate(int cid) {
        active.add(cid);
    }

    /** AT+CGACT=0, or a data call's end. */
    public void deactivate(int cid) {
        if (!active.remove(cid) && cid == FIRST) {
            bearer.lose();
        }
    }

    /** The network takes all away. */
    public void lost() {
        active.clear();
    }

    /** The address, empty where there is none; each context has its own. */
    public String address(int cid) {
        if (!active(cid)) {
            return "";
        }
        String first = switches.text(Switch.IP);
        int dot = first.lastIndexOf('.') + 1;
        return first.substring(0, dot) + (Integer.parseInt(first.substring(dot)) + cid - FIRST) % LAST_OCTET;
    }

    /** The access point's name, empty where none was given. */
    public String accessPoint(int cid) {
        String context = nvram.contexts.getOrDefault(cid, ",\"\"");
        return context.substring(context.indexOf(',') + 2, context.length() - 1);
    }
}
