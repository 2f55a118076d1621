package io.atflux.samples.modem.server;

import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.util.List;

/**
 * The effect of one switch in one position, in bytes.
 *
 * @param which the switch
 * @param position its position
 * @param others further switches, {@code name=position}
 * @param script the bytes that a host sends and receives
 * @param comPort whether over a serial server with RFC 2217
 */
record SwitchCase(Switch which, String position, List<String> others, Script script, boolean comPort) {

    /** A conversation in which every byte is asserted. */
    interface Script {
        void run(Host host) throws Exception;
    }

    /** A case that starts with the first byte after the connection. */
    static SwitchCase fromBoot(Switch which, String position, Script script, String... others) {
        return new SwitchCase(which, position, List.of(others), script, false);
    }

    /** A case that starts with the first byte of a serial server. */
    static SwitchCase ofComPort(Switch which, String position, Script script, String... others) {
        return new SwitchCase(which, position, List.of(others), script, true);
    }

    /** A case that starts after the boot notices, with echo off. */
    static SwitchCase of(Switch which, String position, Script script, String... others) {
        return fromBoot(which, position, host -> script.run(host.quiet()), others);
    }

    Switches switches() {
        Switches all = Switches.quick();
        for (String other : others) {
            all = all.with(other);
        }
        return all.with(which, position);
    }

    @Override
    public String toString() {
        return which.key() + "=" + position;
    }
}
