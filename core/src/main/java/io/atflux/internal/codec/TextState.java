package io.atflux.internal.codec;

import io.atflux.internal.codec.LineDialect.OwnLead;
import io.atflux.line.TextShape.Quote;

/**
 * The state of a session within a text that belongs to a header, such as a short message's. A line of text is never
 * anything else, so each line is judged here before it is assigned to a command or an event.
 *
 * <pre>
 * NONE → COUNTED | HEADED → LINES | LINES | QUOTED ⇄ SHUT → NONE, or PASSED after a silence
 * </pre>
 */
public enum TextState {
    /** No text. */
    NONE {
        @Override
        Move lineWith(OwnLead lead, Quote quote) {
            return to(NONE, Action.CLASSIFY);
        }
    },
    /** The header announced the number of bytes; the scanner counts them and emits all of them as one line. */
    COUNTED {
        @Override
        Move lineWith(OwnLead lead, Quote quote) {
            return to(NONE, Action.LAST);
        }

        @Override
        public Move limit() {
            return to(PASSED, Action.CUT);
        }
    },
    /** The header is complete, and a line of text follows. */
    HEADED {
        @Override
        Move lineWith(OwnLead lead, Quote quote) {
            return lead == OwnLead.YES ? to(NONE, Action.OVER) : to(LINES, Action.TEXT);
        }

        @Override
        Move whileProbing(OwnLead lead) {
            return lead == OwnLead.YES ? to(NONE, Action.OVER) : cutBefore(lead);
        }

        @Override
        public Move limit() {
            return to(PASSED, Action.CUT);
        }
    },
    /** Text of unknown length: ends with the next line that has its own lead, or with a silence. */
    LINES {
        @Override
        Move lineWith(OwnLead lead, Quote quote) {
            return lead == OwnLead.NO ? to(LINES, Action.TEXT) : to(NONE, Action.OVER);
        }

        @Override
        Move whileProbing(OwnLead lead) {
            return lead == OwnLead.NO ? cutBefore(lead) : to(NONE, Action.OVER);
        }

        @Override
        public Move silence() {
            return to(PASSED, Action.OVER);
        }

        @Override
        public Move limit() {
            return to(PASSED, Action.CUT);
        }
    },
    /** A quote is open: every line is text until the quote is closed. */
    QUOTED {
        @Override
        Move lineWith(OwnLead lead, Quote quote) {
            return switch (quote) {
                case NONE, OPEN -> to(QUOTED, Action.TEXT);
                case SHUT -> to(SHUT, Action.TEXT);
                case CLOSED -> to(NONE, Action.LAST);
            };
        }

        @Override
        Move whileProbing(OwnLead lead) {
            return cutBefore(lead);
        }

        @Override
        public Move limit() {
            return to(PASSED, Action.CUT);
        }
    },
    /** The last line ends in a quote, which may be the closing one. */
    SHUT {
        @Override
        Move lineWith(OwnLead lead, Quote quote) {
            return switch (lead) {
                case YES -> to(NONE, Action.OVER);
                case NO -> QUOTED.lineWith(lead, quote);
                case UNKNOWN -> to(SHUT, Action.HOLD);
            };
        }

        @Override
        Move whileProbing(OwnLead lead) {
            return LINES.whileProbing(lead);
        }

        @Override
        public Move silence() {
            return to(PASSED, Action.OVER);
        }

        @Override
        public Move limit() {
            return silence();
        }
    },
    /** A silence ended the text, and nothing has arrived since: more text would show that it was cut. */
    PASSED {
        @Override
        Move lineWith(OwnLead lead, Quote quote) {
            return lead == OwnLead.NO ? to(PASSED, Action.ORPHAN) : to(NONE, Action.CLASSIFY);
        }
    };

    /** The action for a line. */
    public enum Action {
        /** The line is no text. */
        CLASSIFY,
        /** The line is more of the text. */
        TEXT,
        /** The line is the last one of the text, which is whole. */
        LAST,
        /** The line waits until it is known whether it is text. */
        HOLD,
        /** The text is complete without the line, which is not part of it. */
        OVER,
        /** The text is over, and more of it is missing; the line is not part of it, unless it has no lead of its own. */
        CUT,
        /** The line is more of a text that was taken as complete. */
        ORPHAN,
        /** Nothing. */
        NOTHING
    }

    /** One transition. */
    public record Move(TextState next, Action action) {}

    /** Every move as a shared instance: each line makes one. */
    private static final class Moves {

        private static final Move[][] ALL = all();

        private static Move[][] all() {
            Move[][] all = new Move[TextState.values().length][Action.values().length];
            for (TextState next : TextState.values()) {
                for (Action action : Action.values()) {
                    all[next.ordinal()][action.ordinal()] = new Move(next, action);
                }
            }
            return all;
        }
    }

    private static Move to(TextState next, Action action) {
        return Moves.ALL[next.ordinal()][action.ordinal()];
    }

    /** No line is joined any more; but a line recognised as more of the text is nothing else. */
    private static Move cutBefore(OwnLead lead) {
        return to(lead == OwnLead.NO ? PASSED : NONE, Action.CUT);
    }

    abstract Move lineWith(OwnLead lead, Quote quote);

    Move whileProbing(OwnLead lead) {
        return lineWith(lead, Quote.OPEN);
    }

    /**
     * Judges a line.
     *
     * @param probing whether a probe is outstanding: then no line is joined to a text, except counted bytes
     */
    public Move line(OwnLead lead, Quote quote, boolean probing) {
        return probing ? whileProbing(lead) : lineWith(lead, quote);
    }

    /** No byte arrived for the gap. */
    public Move silence() {
        return to(this, Action.NOTHING);
    }

    /** No byte arrived for the hold limit, or the text is too long, or the command in flight ends. */
    public Move limit() {
        return silence();
    }

    /** Whether text is being joined. */
    public boolean isText() {
        return this != NONE && this != PASSED;
    }

    /** Whether a silence does not end the text, so that the hold limit must. */
    public boolean outlastsSilence() {
        return this == COUNTED || this == HEADED || this == QUOTED;
    }
}
