package io.atflux.internal.session;

import io.atflux.command.FinalResult;
import io.atflux.line.AtLine;

/** What a final result means that comes when its command's time is over. Confined to the event loop. */
final class LateFinals {

    private final SessionCore core;
    private final Owed owed;
    private final Effects effects;
    private final Resync resync;

    LateFinals(SessionCore core, Owed owed, Effects effects, Resync resync) {
        this.core = core;
        this.owed = owed;
        this.effects = effects;
        this.resync = resync;
    }

    /** The oldest owed reply ends with it; where none is owed, it is nobody's. */
    void came(FinalResult result, AtLine line) {
        Seat late = owed.oldest();
        if (late == null) {
            core.announcer.unclassified(line);
            return;
        }
        Operation<?> op = late.op;
        core.announcer.lateReply(late, line);
        if (result.isOk() && !late.isRaw() && (late.awaitsPrompt() || resync.isEscapeUnanswered())) {
            // Said before the prompt, or to ESC: nothing was done, and a data entry may still be open.
            return;
        }
        owed.takeOldest();
        if (owed.oldest() == null) {
            core.lines.settings.over(late.prepared.text.wire());
        }
        resync.beginsWith(owed.oldest());
        core.armScanner();
        boolean accepted = late.settlement() != null && result.isOk();
        if (accepted) {
            effects.acceptedLate(late);
        } else {
            effects.refusedLate(late);
        }
        boolean certain = !owed.isDoubtful() && !late.isAbandoned();
        if (op != null && !op.isDone() && !accepted && certain) {
            op.finalCame(result, late.lines(), null, null);
        }
        // Only now: it may let the next attempt out, of which this result says nothing.
        resync.dataEntryClosed();
        resync.owedCame();
        core.drain();
    }
}
