package io.atflux.internal.ledger;

/**
 * What is known of a data entry whose end was never seen.
 *
 * <pre>
 * CLOSED ──→ PROMPT_OWED ──→ CLOSED
 *    └──────────────┴──→ ESCAPED ⇄ SILENCED
 *    └──→ FILLED ──→ CLOSED
 * LEFT_OPEN ─────────────┴──────────┘
 * </pre>
 *
 * <p>Each attempt that is given up before its prompt begins it anew.
 */
public enum DataEntry {
    /** None can be open; should a prompt come late, it may be answered. */
    CLOSED,
    /** One will open, or has: its prompt may still be answered, until something else is to be written. */
    PROMPT_OWED,
    /** Its payload was written, of which a byte may be missing: whatever is written next would take its place, ESC too. */
    FILLED,
    /** A former session may have left one open: nobody has its payload any more. */
    LEFT_OPEN,
    /** One may be open, and ESC went out: from here on a prompt comes too late. */
    ESCAPED,
    /** ESC was answered, or outlasted by silence: nothing is open, and a prompt still comes too late. */
    SILENCED;

    public boolean isSuspected() {
        return this == PROMPT_OWED || this == FILLED || this == LEFT_OPEN || this == ESCAPED;
    }

    /** Whether a prompt comes too late to be answered. */
    public boolean isPast() {
        return this == LEFT_OPEN || this == ESCAPED || this == SILENCED;
    }

    /** The modem comes to a command that asks for data. */
    public DataEntry beginsAnew(boolean inherited) {
        if (this == ESCAPED || (this == SILENCED && !inherited)) {
            return ESCAPED;
        }
        return inherited ? LEFT_OPEN : PROMPT_OWED;
    }

    public DataEntry over() {
        return isPast() ? SILENCED : CLOSED;
    }
}
