package io.atflux.samples.modem;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Faults that befall a module while it runs, apart from those of the network: the radio, the bearer, the line, the
 * firmware.
 *
 * <p>Threads: every method may be called from any thread and returns at once; the work is done on the clock's thread.
 */
public final class FaultSide {

    private final Clock clock;
    private final Supplier<@Nullable Firmware> firmware;
    private final Consumer<byte[]> print;
    private boolean hung;

    FaultSide(Clock clock, Supplier<@Nullable Firmware> firmware, Consumer<byte[]> print) {
        this.clock = clock;
        this.firmware = firmware;
        this.print = print;
    }

    /**
     * Switches the radio as AT+CFUN does, without a report to any host.
     *
     * @param level 0 off, 1 on, 4 flight mode
     */
    public void radio(int level) {
        if (level != 0 && level != 1 && level != 4) {
            throw new IllegalArgumentException("no level of the radio: " + level);
        }
        onFirmware(running -> running.functionality(level));
    }

    /** The network ends the bearer; the registration stays. */
    public void loseBearer() {
        onFirmware(running -> running.bearer().lose());
    }

    /**
     * The bearer carries no data, but the module still lists it, with the address 0.0.0.0. The module prints nothing
     * about it.
     */
    public void staleBearer() {
        onFirmware(running -> running.bearer().goStale());
    }

    /** The bearer stays busy until {@link #loseBearer()} or a restart. */
    public void holdBearer() {
        onFirmware(running -> running.bearer().hold());
    }

    /**
     * An open MQTT session breaks, as if another device had connected with its client id. The switch {@code reconnect}
     * decides what the module does then.
     *
     * @param client 1 or 2
     * @param cause the number in {@code +MQTTBREAK}
     */
    public void breakMqtt(int client, int cause) {
        if (client < 1 || client > 2 || cause < 0 || cause > 9) {
            throw new IllegalArgumentException("no MQTT client " + client + ", or no cause " + cause);
        }
        onFirmware(running -> running.mqttClient(client).breakOff(cause));
    }

    /** Switches the echo, as ATE does. */
    public void echo(boolean on) {
        onFirmware(running -> running.engine().settings().echo = on);
    }

    /** Puts these bytes on the line, between other output. */
    public void noise(byte[] bytes) {
        byte[] copy = bytes.clone();
        onFirmware(running -> {
            if (!hung) {
                print.accept(copy);
            }
        });
    }

    /** The module reads and prints nothing until a power cycle; its sessions stay. */
    public void hang() {
        onFirmware(running -> hung = true);
    }

    boolean isHung() {
        return hung;
    }

    /** Powers the module up after {@link #hang()}. */
    void powerUp() {
        hung = false;
    }

    private void onFirmware(Consumer<Firmware> fault) {
        clock.execute(() -> {
            Firmware running = firmware.get();
            if (running != null) {
                fault.accept(running);
            }
        });
    }
}
