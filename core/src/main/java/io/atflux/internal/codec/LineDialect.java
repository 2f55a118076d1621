package io.atflux.internal.codec;

import org.jspecify.annotations.Nullable;

/**
 * How this modem ends its lines, and whether it begins them with a line end of its own; learned from its answers.
 *
 * <pre>
 * UNLEARNED ──→ LEADED(E), answers stand behind E E
 *     ↑  └────→ LEADLESS(E), answers stand behind E
 *     └── two answers in a row that show neither, or something that may change the settings
 * </pre>
 *
 * <p>A sample is taken where an answer begins after a silence, so that the former answer's line end is known to be whole.
 * Two equal ones in a row teach the dialect.
 */
public final class LineDialect {

    /** Whether a line began with a line end of its own. */
    public enum OwnLead {
        YES,
        NO,
        UNKNOWN
    }

    /** What stands before a line, whose end is the beginning of its lead. */
    public enum After {
        /** A line, with its line end. */
        LINE,
        /** An echo: its CR is the host's. */
        ECHO,
        /** Nothing that has a line end: a prompt, or the beginning of the stream. */
        NOTHING
    }

    private enum Kind {
        UNLEARNED,
        LEADED,
        LEADLESS
    }

    /**
     * @param blank two line ends
     * @param echoed what stands between an echo and a line: the CR is the host's
     */
    private record Shown(Kind kind, String end, String blank, String echoed) {
        static final Shown NOTHING = new Shown(Kind.UNLEARNED, "");
        /** Nearly every modem's: one for all sessions. */
        private static final Shown USUAL = new Shown(Kind.LEADED, "\r\n");

        private Shown(Kind kind, String end) {
            this(kind, end, end + end, '\r' + end);
        }

        /** Mostly it is what is known already. */
        boolean isShownBy(String stood, String gap) {
            return kind == Kind.LEADED && stood.equals(end) && gap.equals(blank);
        }

        static Shown leaded(String end) {
            return end.equals(USUAL.end) ? USUAL : new Shown(Kind.LEADED, end);
        }

        static Shown by(String end, String gap) {
            if (!end.isEmpty() && gap.equals(end + end)) {
                return leaded(end);
            }
            return !end.isEmpty() && gap.equals(end) ? new Shown(Kind.LEADLESS, end) : NOTHING;
        }
    }

    private Shown declared;
    private Shown learned;
    private @Nullable Shown last;
    /** Whether an answer has shown it. */
    private boolean confirmed;

    private @Nullable String odd;

    /** @param declared the line end of a profile that says that lines have a lead of their own; null for none */
    public LineDialect(@Nullable String declared) {
        this.declared = declared == null ? Shown.NOTHING : Shown.leaded(declared);
        this.learned = this.declared;
    }

    /**
     * Takes a sample.
     *
     * @param end what stood behind the last line of the former answer when the line fell silent
     * @param gap what stood between that line and the first line of this answer
     * @return whether the dialect is now another one than the profile declares
     */
    public boolean sample(String end, String gap) {
        Shown shown = learned.isShownBy(end, gap) ? learned : Shown.by(end, gap);
        boolean twice = shown.equals(last);
        boolean neither = last != null && !shown.equals(learned) && !last.equals(learned);
        last = shown;
        confirmed |= shown.equals(learned);
        if (!twice && !neither) {
            return false;
        }
        learned = twice ? shown : Shown.NOTHING;
        confirmed = twice;
        boolean differs = isOtherThanDeclared();
        if (differs) {
            // From now on what the line shows is all that counts.
            declared = Shown.NOTHING;
        }
        return differs;
    }

    /** The settings may have changed: back to what the profile declares, unless the line has shown otherwise. */
    public void forget() {
        learned = declared;
        last = null;
        confirmed = false;
    }

    /**
     * The line fell silent, and not behind an echo. Where that shows another line end than is only declared, twice in a row,
     * nothing is known until answers have shown it: else none would be heard behind a text.
     */
    public void fellSilent(String end) {
        if (confirmed || !isLeaded() || end.equals(learned.end())) {
            odd = null;
        } else if (end.equals(odd)) {
            learned = Shown.NOTHING;
            odd = null;
        } else {
            odd = end;
        }
    }

    /** A line came behind another one. All that is declared between the two takes back what silences showed: bytes may be lost. */
    public void stoodBetween(String lead) {
        if (isOtherThanDeclared() && lead.equals(declared.blank())) {
            learned = declared;
        }
        if (odd != null && ownLead(lead, After.LINE) == OwnLead.YES) {
            odd = null;
        }
    }

    /** Whether a declaration stands and is not believed: silences alone gave it up, since answers that show otherwise end it. */
    private boolean isOtherThanDeclared() {
        return learned != declared && declared.kind() != Kind.UNLEARNED && !learned.equals(declared);
    }

    /** Whether a line's own lead can be told. */
    public boolean isLeaded() {
        return learned.kind() == Kind.LEADED;
    }

    /** The line end; null where it is not known. */
    public @Nullable String end() {
        return learned.kind() == Kind.UNLEARNED ? null : learned.end();
    }

    /** Whether a line has a lead of its own. */
    public OwnLead ownLead(String lead, After after) {
        if (!isLeaded()) {
            return OwnLead.UNKNOWN;
        }
        boolean own =
                switch (after) {
                    case LINE -> lead.endsWith(learned.blank());
                    case ECHO -> lead.endsWith(learned.echoed()) || lead.endsWith(learned.blank());
                    case NOTHING -> lead.endsWith(learned.end());
                };
        return own ? OwnLead.YES : OwnLead.NO;
    }

    @Override
    public String toString() {
        return learned.kind() + learned.end().replace("\r", "\\r").replace("\n", "\\n");
    }
}
