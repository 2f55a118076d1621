package io.atflux.modem;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A SIM's PIN, and whether it may be tried: after one try that was refused it never is again, by whichever session. A try of which nobody
 * knows what became, since the module restarted or the line was lost, may be followed by one more. Share one for a SIM across all
 * connections to its modem, for three wrong tries lock the card.
 */
public final class SimPin {

    private enum Trial {
        OPEN,
        RUNNING,
        REFUSED
    }

    private final String pin;
    private final AtomicBoolean unknown = new AtomicBoolean();
    private final AtomicReference<Trial> trial = new AtomicReference<>(Trial.OPEN);

    private SimPin(String pin) {
        this.pin = pin;
    }

    /**
     * @param pin 4 to 8 digits; checked when it is used, never shown
     */
    public static SimPin of(String pin) {
        return new SimPin(pin);
    }

    String pin() {
        return pin;
    }

    /** Takes the one try; false where it is spent, or under way. */
    boolean begin() {
        return trial.compareAndSet(Trial.OPEN, Trial.RUNNING);
    }

    /** The SIM took it, so it may be used again after the next restart. */
    void accepted() {
        unknown.set(false);
        trial.set(Trial.OPEN);
    }

    /** Nobody knows what became of it: one more try is safe, for three lock the card. */
    void unknown() {
        // What is cancelled after its end has been judged already.
        if (trial.compareAndSet(Trial.RUNNING, Trial.REFUSED) && !unknown.getAndSet(true)) {
            trial.set(Trial.OPEN);
        }
    }

    /** The SIM said no. */
    void notAccepted() {
        trial.set(Trial.REFUSED);
    }

    @Override
    public String toString() {
        return "PIN (" + trial.get() + ")";
    }
}
