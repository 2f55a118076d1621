package io.atflux.samples.modem.server;

import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.util.List;

/**
 * What one switch in one position does, in bytes.
 *
 * @param which the switch
 * @param position where it stands
 * @param others further switches, {@code name=position}
 * @param script what a host sends and sees
 * @param comPort whether by a serial server that does RFC 2217
 */
record SwitchCase(Switch which, String position, List<String> others, Script script, boolean comPort) {

    /** A conversation whose every byte is asserted. */
    interface Script {
        void run(Host host) throws Exception;
    }

    /** A case that begins with the first byte after the connection. */
    static SwitchCase fromBoot(Switch which, String position, Script script, String... others) {
        return new SwitchCase(which, position, List.of(others), script, false);
    }

    /** A case that begins with the first byte of a serial server. */
    static SwitchCase ofComPort(Switch which, String position, Script script, String... others) {
        return new SwitchCase(which, position, List.of(others), script, true);
    }

    /** A case that begins behind the notices, with echo off. */
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
