package io.atflux.samples.modem;

import io.atflux.samples.modem.engine.Faults;
import io.atflux.samples.modem.module.Mailbox;
import io.atflux.samples.modem.module.Nvram;
import io.atflux.samples.modem.module.SimCard;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.Uplink;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A virtual Fibocom L610 on a serial line: bytes in, bytes out. It keeps running when the line drops: bearer and MQTT
 * sessions stay, and its output meanwhile is lost.
 *
 * <p>Threads: every method may be called from any thread and returns at once; the work is done on the clock's thread,
 * in the order of the calls.
 */
public final class VirtualModem {

    private static final Logger LOG = LoggerFactory.getLogger(VirtualModem.class);

    private final Switches switches;
    private final Clock clock;
    private final Uplink uplink;
    private final Faults faults;
    private final Nvram nvram = new Nvram();
    private final SimCard card;
    private final Mailbox mailbox;
    private final NetworkSide network;
    private final FaultSide befalling;
    private final PacedOutput paced;
    private @Nullable Firmware firmware;
    private Instant lastByte = Instant.MIN;
    private boolean everOn;
    private boolean lineOpen;
    private boolean dtr = true;
    private Runnable onWires = () -> {};
    private boolean closed;
    private int powerCycles;

    /**
     * A module whose line is not yet open. It is already powered if the switch {@code power} says so.
     *
     * @param switches how it behaves in points in which real modules differ; it follows every move of a live copy
     * @param clock its time and its thread
     * @param uplink the network that it reaches
     * @param output takes its output while the line is open, on the clock's thread
     */
    public VirtualModem(Switches switches, Clock clock, Uplink uplink, Consumer<byte[]> output) {
        this.switches = switches.live();
        this.clock = clock;
        this.uplink = uplink;
        this.faults = new Faults(this.switches);
        this.card = new SimCard(this.switches);
        this.paced = new PacedOutput(this.switches, clock, this::speed, bytes -> {
            if (lineOpen) {
                output.accept(bytes);
            }
        });
        this.mailbox = new Mailbox(this.switches);
        this.network = new NetworkSide(clock, mailbox, () -> firmware);
        this.befalling = new FaultSide(clock, () -> firmware, paced::print);
        if (switches.is(Switch.POWER, "start")) {
            clock.execute(this::firstPowerUp);
        }
    }

    /** The network side of this module. */
    public NetworkSide network() {
        return network;
    }

    /** The faults that can befall this module. */
    public FaultSide faults() {
        return befalling;
    }

    /** The current positions of its switches. */
    public Switches switches() {
        return switches;
    }

    /**
     * Moves a switch while the module runs. A switch that describes power-up takes effect at the next one.
     *
     * @throws IllegalArgumentException if the switch has no such position; the message lists those it has
     */
    public void move(Switch which, String position) {
        String before = switches.text(which);
        switches.move(which, position);
        clock.execute(() -> {
            faults.moved(which);
            boolean inserted = card.inserted();
            card.moved(which);
            Firmware running = firmware;
            if (running == null) {
                return;
            }
            if (card.inserted() != inserted) {
                running.simCard(card.inserted());
            } else if (!position.equals(before)) {
                running.moved(which);
            }
        });
    }

    /** Takes bytes from the host. */
    public void receive(byte[] bytes) {
        clock.execute(() -> listen(bytes));
    }

    /** Powers the module up if it never had power. */
    public void switchOn() {
        clock.execute(this::firstPowerUp);
    }

    /** A host has opened the line: from now on it receives the module's output. */
    public void lineOpened() {
        clock.execute(() -> {
            lineOpen = true;
            firstPowerUp();
        });
    }

    /** The host has closed the line. */
    public void lineDropped() {
        clock.execute(() -> lineOpen = false);
    }

    /**
     * The host raises DTR (V.24 circuit 108/2), or drops it; DTR is on until dropped. AT&amp;D decides what a drop
     * does.
     */
    public void dtr(boolean on) {
        clock.execute(() -> {
            boolean fell = dtr && !on;
            dtr = on;
            if (fell && firmware != null) {
                firmware.dtrFell();
            }
        });
    }

    /** Runs on the clock's thread whenever {@link #wires()} may have changed. */
    public void onWires(Runnable changed) {
        clock.execute(() -> onWires = changed);
    }

    /** The state of its serial port's wires. On the clock's thread only. */
    public Wires wires() {
        return firmware == null ? Wires.OFF : firmware.wires();
    }

    /** The speed of its serial port, in bits per second; 0 if it accepts any. On the clock's thread only. */
    public int speed() {
        return firmware == null ? nvram.baudRate : firmware.speed();
    }

    /** Takes the power away and restores it after the boot time. This also ends the state after AT+CPWROFF. */
    public void powerCycle() {
        clock.execute(this::restart);
    }

    /** Removes the card while the module runs. */
    public void removeSim() {
        plug(false);
    }

    /** Inserts the card while the module runs. */
    public void insertSim() {
        plug(true);
    }

    /** The cell is lost: registration, bearer and MQTT sessions end. */
    public void loseNetwork() {
        onFirmware(Firmware::loseNetwork);
    }

    /** The cell is back: the module registers again, as the switch {@code registration} says. */
    public void restoreNetwork() {
        onFirmware(Firmware::restoreNetwork);
    }

    /** The network changes the registration status: 0 to 5 as in AT+CREG. */
    public void registration(int stat) {
        if (stat < 0 || stat > 5) {
            throw new IllegalArgumentException("no registration status " + stat);
        }
        onFirmware(running -> running.registration(stat));
    }

    /** Switches off for good: ends the sessions and stops the output. */
    public void close() {
        clock.execute(() -> {
            closed = true;
            halt();
        });
    }

    private void listen(byte[] bytes) {
        Firmware running = firmware;
        if (running == null || bytes.length == 0 || befalling.isHung()) {
            return;
        }
        boolean asleep = asleep();
        lastByte = clock.now();
        running.receive(asleep ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private boolean asleep() {
        int after = switches.number(Switch.SLEEP_AFTER);
        return after > 0
                && firmware != null
                && firmware.maySleep()
                && !lastByte.equals(Instant.MIN)
                && !clock.now().isBefore(lastByte.plusMillis(after));
    }

    private void plug(boolean inserted) {
        clock.execute(() -> {
            card.inserted(inserted);
            if (firmware != null) {
                firmware.simCard(inserted);
            }
        });
    }

    private void onFirmware(Consumer<Firmware> action) {
        clock.execute(() -> {
            if (firmware != null) {
                action.accept(firmware);
            }
        });
    }

    private void firstPowerUp() {
        if (!everOn && !closed) {
            powerUp();
        }
    }

    private void powerUp() {
        everOn = true;
        befalling.powerUp();
        card.read();
        LOG.debug("power up");
        Firmware fresh = new Firmware(switches, clock, uplink, faults, nvram, card, mailbox, new Surroundings());
        firmware = fresh;
        onWires.run();
        fresh.boot();
    }

    private void restart() {
        halt();
        int mine = powerCycles;
        clock.schedule(switches.time(Switch.BOOT_TIME), () -> {
            if (mine == powerCycles && !closed) {
                powerUp();
            }
        });
    }

    private void halt() {
        powerCycles++;
        if (firmware != null) {
            LOG.debug("power off");
            firmware.halt();
            firmware = null;
            onWires.run();
        }
    }

    private final class Surroundings implements Firmware.Surroundings {

        @Override
        public void print(byte[] bytes) {
            if (!befalling.isHung()) {
                paced.print(bytes);
            }
        }

        @Override
        public void restart() {
            VirtualModem.this.restart();
        }

        @Override
        public void halt() {
            VirtualModem.this.halt();
        }

        @Override
        public void wiresChanged() {
            onWires.run();
        }
    }
}
