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
 * A virtual Fibocom L610 on a serial line: bytes in, bytes out. It lives on when the line drops: bearer and MQTT sessions
 * stay, and what it prints meanwhile is lost.
 *
 * <p>Threads: every method may be called from any thread and returns at once; the work is done on the clock's thread, in
 * the order of the calls.
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
     * A module with its line not yet open. Where the switch {@code power} says so it is already on.
     *
     * @param switches how it behaves where real modules differ; of a live copy it sees every move
     * @param clock its time and its thread
     * @param uplink the network behind it
     * @param output takes what it prints while the line is open, on the clock's thread
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

    /** What the network does to it. */
    public NetworkSide network() {
        return network;
    }

    /** What befalls it while it runs. */
    public FaultSide faults() {
        return befalling;
    }

    /** Where its switches stand now. */
    public Switches switches() {
        return switches;
    }

    /**
     * Moves a switch while it runs. What describes power-up is seen at the next one.
     *
     * @throws IllegalArgumentException if the switch has no such position; the message says which it has
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

    /** Gives it power, if it never had any. */
    public void switchOn() {
        clock.execute(this::firstPowerUp);
    }

    /** A host is on the line: from here on it sees what the module prints. */
    public void lineOpened() {
        clock.execute(() -> {
            lineOpen = true;
            firstPowerUp();
        });
    }

    /** Nobody is on the line any more. */
    public void lineDropped() {
        clock.execute(() -> lineOpen = false);
    }

    /** The host raises DTR (V.24 circuit 108/2), or lets it fall; on until it is let fall. What a fall does is up to AT&amp;D. */
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

    /** What it shows on its serial port's wires. On the clock's thread only. */
    public Wires wires() {
        return firmware == null ? Wires.OFF : firmware.wires();
    }

    /** The speed of its serial port, bits per second; 0 where any will do. On the clock's thread only. */
    public int speed() {
        return firmware == null ? nvram.baudRate : firmware.speed();
    }

    /** Takes the power away and gives it back after the boot time; also the way back after AT+CPWROFF. */
    public void powerCycle() {
        clock.execute(this::restart);
    }

    /** Takes the card out while the module runs. */
    public void removeSim() {
        plug(false);
    }

    /** Puts the card in while the module runs. */
    public void insertSim() {
        plug(true);
    }

    /** The cell is gone: registration, bearer and MQTT sessions end. */
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

    /** Switches off for good: sessions are cut, nothing is printed any more. */
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
