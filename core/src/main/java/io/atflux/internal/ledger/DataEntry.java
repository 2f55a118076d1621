package io.atflux.internal.ledger;

/**
 * The state of a data entry whose end was never seen.
 *
 * <pre>
 * CLOSED ──→ PROMPT_OWED ──→ CLOSED
 *    └──────────────┴──→ ESCAPED ⇄ SILENCED
 *    └──→ FILLED ──→ CLOSED
 * LEFT_OPEN ─────────────┴──────────┘
 * </pre>
 *
 * <p>Each attempt that is given up before its prompt restarts it.
 */
public enum DataEntry {
    /** None can be open; a late prompt may be answered. */
    CLOSED,
    /** One will open, or is open: its prompt may still be answered, until another command is to be written. */
    PROMPT_OWED,
    /** Its payload was written, and a byte of it may be missing: the next write would take its place, ESC too. */
    FILLED,
    /** A former session may have left one open: its payload no longer exists. */
    LEFT_OPEN,
    /** One may be open, and ESC was written: from here on a prompt is too late. */
    ESCAPED,
    /** ESC was answered, or a silence outlasted the entry: none is open, and a prompt is still too late. */
    SILENCED;

    public boolean isSuspected() {
        return this == PROMPT_OWED || this == FILLED || this == LEFT_OPEN || this == ESCAPED;
    }

    /** Whether a prompt is too late to be answered. */
    public boolean isPast() {
        return this == LEFT_OPEN || this == ESCAPED || this == SILENCED;
    }

    /** The modem begins a command that requests data. */
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
