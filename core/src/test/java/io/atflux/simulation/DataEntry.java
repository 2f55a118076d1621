package io.atflux.simulation;

import io.atflux.simulation.Behaviour.Ending;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Takes every byte as data: the announced number of bytes, until ESC if that ends the entry, or until no byte comes.
 */
final class DataEntry {

    private static final int ESC = 0x1b;
    /** A little less than the profile's time. */
    static final long IDLE = 29_999_000_000L;

    private final World world;
    private final Modem modem;
    private final Order order;
    private final Attempt attempt;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private Disposable idle = Disposables.disposed();

    DataEntry(World world, Modem modem, Order order, Attempt attempt) {
        this.world = world;
        this.modem = modem;
        this.order = order;
        this.attempt = attempt;
        wait(order);
    }

    private void wait(Order waiting) {
        idle.dispose();
        idle = modem.later(IDLE, () -> {
            world.hazards.count(Hazard.DATA_ENTRY_GAVE_UP);
            world.trace("data entry gave up: " + waiting.token());
            modem.dataAborted(attempt, Ending.ERROR);
        });
    }

    void close() {
        idle.dispose();
    }

    void take(byte b, boolean damaged) {
        wait(order);
        // The session may have meant them for another attempt.
        if (damaged) {
            attempt.grant(Excuse.WRITE_DAMAGED);
        }
        if (b == ESC && world.script.setup().escapeEnds()) {
            idle.dispose();
            world.hazards.count(Hazard.ESC_ENDED_DATA_ENTRY);
            modem.dataAborted(attempt, world.script.setup().escapeAnswer());
            return;
        }
        if (b == ESC) {
            world.hazards.count(Hazard.ESC_TAKEN_AS_DATA);
        }
        taken.write(b);
        byte[] expected = order.payload();
        if (taken.size() < expected.length) {
            return;
        }
        idle.dispose();
        byte[] all = taken.toByteArray();
        if (attempt.isGranted(Excuse.WRITE_DAMAGED)) {
            world.hazards.count(Hazard.PAYLOAD_DAMAGED_ON_THE_LINE);
        }
        if (!Arrays.equals(all, expected) && !world.excuses.forgives(attempt)) {
            world.violate("junk in the payload of " + order.token() + ": "
                    + Arrays.toString(new String(all, java.nio.charset.StandardCharsets.ISO_8859_1)
                            .chars()
                            .toArray()));
        }
        modem.dataComplete(order, attempt);
    }
}
