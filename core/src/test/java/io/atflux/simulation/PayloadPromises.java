package io.atflux.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data entry of a command: no payload before its prompt, and none after ESC. It also decides which prompts the session cannot
 * know of, because they are late, damaged or lost.
 */
final class PayloadPromises {

    private final World world;
    private final List<Attempt> withData = new ArrayList<>();
    /** The frame before was damaged. */
    private boolean afterDamage;

    PayloadPromises(World world) {
        this.world = world;
    }

    /** A command that asks for data was written. */
    void begun(Attempt attempt) {
        withData.add(attempt);
    }

    /** The process that wrote them has ended. */
    void lost() {
        withData.forEach(attempt -> attempt.grant(Excuse.MEMORY_LOST));
    }

    /** The ESC goes to the last written command, a probe or not. */
    void escape(byte[] bytes, @Nullable Attempt previous) {
        world.trace(">> ESC");
        world.hazards.count(Hazard.ESC_WRITTEN);
        withData.forEach(attempt -> attempt.escaped = true);
        if (previous == null) {
            world.violate("ESC before any command");
        } else {
            world.cable.toModem(bytes, previous, true);
        }
    }

    void written(byte[] bytes, @Nullable Attempt running) {
        world.trace(">> (" + bytes.length + " bytes)");
        Attempt prompted = prompted(bytes);
        if (prompted == null && running != null && world.wire.memory.forgives(running)) {
            running.grant(world.wire.memory.reason());
            prompted = running;
        }
        if (prompted == null) {
            world.violate("a payload was written without its prompt");
            return;
        }
        boolean behindEscape = prompted.escaped;
        boolean doubtful = running != null && world.wire.memory.forgives(running);
        if (behindEscape && !doubtful && !world.excuses.forgives(prompted)) {
            world.violate("the payload of " + prompted + " was written after ESC");
        }
        world.hazards.count(Hazard.PROMPT_ANSWERED);
        prompted.payloadWritten = true;
        Ticket ticket = prompted.ticket;
        if (ticket != null && behindEscape && prompted != running) {
            ticket.misled = Excuse.PROMPT_OF_AN_EARLIER_ATTEMPT;
        }
        if (world.time.now() < prompted.until && prompted == running && !prompted.restarted) {
            prompted.until = prompted.written
                    + prompted.order().timeout()
                    + 2 * world.script.setup().lineDelay();
        }
        world.cable.toModem(bytes, prompted, false);
    }

    /** The last attempt with this payload and an unanswered prompt. */
    private @Nullable Attempt prompted(byte[] bytes) {
        for (int i = withData.size() - 1; i >= 0; i--) {
            Attempt attempt = withData.get(i);
            if (!attempt.payloadWritten
                    && attempt.prompted
                    && Arrays.equals(bytes, attempt.order().payload())) {
                return attempt;
            }
        }
        return null;
    }

    /** A frame was damaged while this command was the last. */
    void damagedWhile(@Nullable Attempt running) {
        if (running != null && running.order().kind() == Kind.LONELY) {
            // A prompt is a separate line; damage directly after it makes it the beginning of another line.
            running.grant(Excuse.RAW_PROMPT_LOST);
        }
    }

    void arrived(Frame frame) {
        Attempt attempt = frame.attempt;
        if (frame.kind != Frame.Kind.PROMPT) {
            afterDamage = frame.damaged;
        } else if (attempt != null) {
            prompt(attempt);
        }
    }

    private void prompt(Attempt attempt) {
        attempt.prompted = true;
        boolean late = world.time.now() >= attempt.until;
        if (world.wire.isOld(attempt)) {
            world.hazards.count(Hazard.OLD_PROMPT_AFTER_RECONNECT);
        }
        if (attempt.order().kind() == Kind.LONELY) {
            world.hazards.count(Hazard.PROMPT_NOBODY_ANSWERS);
            // After a line that lost its end the prompt is the rest of that line, after any time.
            if (late || afterDamage || world.excuses.isDamagedSince(attempt.written)) {
                attempt.grant(Excuse.RAW_PROMPT_LOST);
            }
            return;
        }
        if (late) {
            world.hazards.count(Hazard.PROMPT_LATE);
        }
        // A damaged echo before it can make it look like more of a text, so it counts as lost.
        if (world.excuses.isDamagedSince(attempt.written) && (late || isUnexpected(attempt))) {
            attempt.grant(Excuse.PROMPT_LATE_AND_LOST);
        }
    }

    /** After this silence the session assumes that no data entry opened. */
    private boolean isUnexpected(Attempt attempt) {
        return attempt.order().outlastsDataEntry() && world.time.now() >= attempt.written + DataEntry.IDLE;
    }

    /** No host can know of a data entry that opens too late and without a prompt. */
    void atRisk(Frame frame) {
        Attempt attempt = frame.attempt;
        if (frame.kind != Frame.Kind.PROMPT || attempt == null) {
            return;
        }
        if (attempt.order().kind() == Kind.LONELY) {
            attempt.grant(Excuse.RAW_PROMPT_LOST);
        } else if (world.time.now() >= attempt.until || isUnexpected(attempt)) {
            attempt.grant(Excuse.PROMPT_LATE_AND_LOST);
        }
    }

    /** Only the prompt shows whether a raw command asks for data. */
    void lostWithTheLine(Frame frame) {
        Attempt attempt = frame.attempt;
        if (frame.kind == Frame.Kind.PROMPT
                && attempt != null
                && attempt.order().kind() == Kind.LONELY) {
            attempt.grant(Excuse.RAW_PROMPT_LOST);
        }
    }
}
