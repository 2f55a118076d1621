package io.atflux.samples.modem.engine;

import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.util.List;

/** Undecodable bytes before the echo of some command lines, as a real module printed them before its seventh. */
final class EchoNoise {

    private static final byte[] NOISE = {(byte) 0xFF, (byte) 0xFE, (byte) 0xF8, (byte) 0x80, (byte) 0xFF};
    private static final byte[] NONE = {};

    private final Switches switches;
    private int echoes;

    EchoNoise(Switches switches) {
        this.switches = switches;
    }

    /** The bytes to print before the echo that begins now. */
    byte[] beforeNextEcho() {
        echoes++;
        boolean first = echoes == 1 && switches.is(Switch.BOOT_NOISE, "on");
        return first || numbers().contains(Integer.toString(echoes)) ? NOISE.clone() : NONE;
    }

    private List<String> numbers() {
        return List.of(switches.text(Switch.ECHO_NOISE).split(","));
    }
}
