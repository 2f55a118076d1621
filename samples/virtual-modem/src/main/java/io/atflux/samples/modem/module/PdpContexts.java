package io.atflux.samples.modem.module;

import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.util.SortedSet;
import java.util.TreeSet;

/** The packet domain of 27.007 clause 10: attachment, and the active contexts. AT+MIPCALL has a separate bearer. */
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

    /** Contexts of which none is active. */
    public PdpContexts(Switches switches, Nvram nvram, NetworkRegistration registration, PdpBearer bearer) {
        this.switches = switches;
        this.nvram = nvram;
        this.registration = registration;
        this.bearer = bearer;
    }

    /** Whether the module is attached. */
    public boolean attached() {
        return attached && registration.registered();
    }

    /** AT+CGATT: sets the wanted state. Detaching deactivates all contexts. */
    public void attach(boolean wanted) {
        attached = wanted;
        if (!wanted) {
            lost();
            bearer.lose();
        }
    }

    /** Whether the context can be activated. */
    public boolean defined(int cid) {
        return cid == FIRST || nvram.contexts.containsKey(cid);
    }

    /** The defined contexts and the first one. */
    public SortedSet<Integer> all() {
        SortedSet<Integer> all = new TreeSet<>(nvram.contexts.keySet());
        all.add(FIRST);
        return all;
    }

    /** Whether AT+CGACT or a data call has activated the context. */
    public boolean activated(int cid) {
        return active.contains(cid);
    }

    /** Whether the context is active by any means. */
    public boolean active(int cid) {
        return activated(cid) || cid == FIRST && bearer.isUp();
    }

    /** AT+CGACT=1, or a data call. */
    public void activate(int cid) {
        active.add(cid);
    }

    /** AT+CGACT=0, or the end of a data call. */
    public void deactivate(int cid) {
        if (!active.remove(cid) && cid == FIRST) {
            bearer.lose();
        }
    }

    /** The network ends all of them. */
    public void lost() {
        active.clear();
    }

    /** The address, empty if there is none; each context has its own. */
    public String address(int cid) {
        if (!active(cid)) {
            return "";
        }
        String first = switches.text(Switch.IP);
        int dot = first.lastIndexOf('.') + 1;
        return first.substring(0, dot) + (Integer.parseInt(first.substring(dot)) + cid - FIRST) % LAST_OCTET;
    }

    /** The access point's name, empty if none was given. */
    public String accessPoint(int cid) {
        String context = nvram.contexts.getOrDefault(cid, ",\"\"");
        return context.substring(context.indexOf(',') + 2, context.length() - 1);
    }
}
