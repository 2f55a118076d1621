package io.atflux.internal.codec;

import org.jspecify.annotations.Nullable;

/**
 * Which line end this modem uses, and whether its lines begin with one; learned from its answers.
 *
 * <pre>
 * UNLEARNED ──→ LEADED(E), answers follow E E
 *     ↑  └────→ LEADLESS(E), answers follow E
 *     └── two answers in a row that show neither, or something that may change the settings
 * </pre>
 *
 * <p>A sample is taken when an answer begins after a silence, because the line end of the former answer is then complete.
 * Two equal samples in a row teach the dialect.
 */
public final class LineDialect {

    /** Whether a line began with a line end of its own. */
    public enum OwnLead {
        YES,
        NO,
        UNKNOWN
    }

    /** The frame before a line. Its end is the beginning of the line's lead. */
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
     * @param echoed the bytes between an echo and a line: the CR is the host's
     */
    private record Shown(Kind kind, String end, String blank, String echoed) {
        static final Shown NOTHING = new Shown(Kind.UNLEARNED, "");
        /** The dialect of nearly every modem: one instance for all sessions. */
        private static final Shown USUAL = new Shown(Kind.LEADED, "\r\n");

        private Shown(Kind kind, String end) {
            this(kind, end, end + end, '\r' + end);
        }

        /** Most samples show the dialect that is already known. */
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
    /** Whether an answer has shown the dialect. */
    private boolean confirmed;

    private @Nullable String odd;

    /** @param declared the line end of a profile that declares that lines have their own lead; null for none */
    public LineDialect(@Nullable String declared) {
        this.declared = declared == null ? Shown.NOTHING : Shown.leaded(declared);
        this.learned = this.declared;
    }

    /**
     * Takes a sample.
     *
     * @param end the bytes after the last line of the former answer when the line fell silent
     * @param gap the bytes between that line and the first line of this answer
     * @return whether the dialect now differs from the one that the profile declares
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
            // From now on only the samples count.
            declared = Shown.NOTHING;
        }
        return differs;
    }

    /** The settings may have changed: returns to the declaration, unless samples have refuted it. */
    public void forget() {
        learned = declared;
        last = null;
        confirmed = false;
    }

    /**
     * The line fell silent, and not after an echo. If that shows a line end other than the declared one twice in a row,
     * nothing is known until answers have shown it: otherwise no answer after a text would be recognised.
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

    /** A line followed another one. The declared lead between the two cancels what silences showed: bytes may be lost. */
    public void stoodBetween(String lead) {
        if (isOtherThanDeclared() && lead.equals(declared.blank())) {
            learned = declared;
        }
        if (odd != null && ownLead(lead, After.LINE) == OwnLead.YES) {
            odd = null;
        }
    }

    /** Whether a declaration exists and is not believed: silences alone suspended it, since answers that refute it remove it. */
    private boolean isOtherThanDeclared() {
        return learned != declared && declared.kind() != Kind.UNLEARNED && !learned.equals(declared);
    }

    /** Whether the dialect can tell if a line has its own lead. */
    public boolean isLeaded() {
        return learned.kind() == Kind.LEADED;
    }

    /** The line end; null if it is not known. */
    public @Nullable String end() {
        return learned.kind() == Kind.UNLEARNED ? null : learned.end();
    }

    /** Whether a line has its own lead. */
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
