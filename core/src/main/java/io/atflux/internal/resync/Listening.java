package io.atflux.internal.resync;

import io.atflux.SessionEvent;
import io.atflux.internal.ledger.OwedReplies;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.session.Services;
import io.atflux.line.AtLine;
import org.jspecify.annotations.Nullable;

/**
 * What is heard while the proof is asked for, and what that says of the replies that were owed before. Made for a session's first {@link Round}:
 * most never need one. Confined to the event loop.
 */
final class Listening {

    final Round round = new Round();
    /** What a round waits for by hearing nothing. */
    final LongSilence silence;

    private final Services given;
    private final OwedReplies owed;

    Listening(Services given, OwedReplies owed, Probing probing) {
        this.given = given;
        this.owed = owed;
        this.silence = new LongSilence(given, probing);
    }

    void begin() {
        round.begin(owed.size());
        // From here on a final result may be a word's: only the proof ends what is owed.
        owed.suspectOthers();
    }

    /**
     * Every line that comes.
     *
     * @param active whether a round runs
     */
    void heard(AtLine line, boolean active) {
        if (active) {
            round.heard.add(given.tap.mask(line.text()));
            silence.lineCame();
        }
    }

    /** No word is left: what is waited for instead depends on what came. */
    void beginSilence() {
        if (round.isBarelyAnswered()) {
            silence.beginAfterAnswers();
        } else {
            silence.begin();
        }
    }

    /**
     * A final result came that is no word's.
     *
     * @param isBare whether it is OK without a line that could belong to a word
     * @return whose it is taken to be, who was owed one; null for nobody's
     */
    @Nullable
    Seat strayCame(AtLine line, boolean isBare) {
        round.answers++;
        round.bare += isBare ? 1 : 0;
        if (owed.isOnlyOthers()) {
            given.events.unclassified(line);
        }
        Seat late = owed.takeOldestButItsClaims();
        if (late != null) {
            round.lost--;
            given.events.lateReply(late.prepared.text.masked(), late.op, line);
        }
        return late;
    }

    /** In step. @return the event that says so; null if the session was not out of step */
    SessionEvent.@Nullable Resynchronised proven() {
        boolean wasOut = !owed.isOnlyOthers() || round.written > 1 || round.answers > 0;
        return wasOut ? new SessionEvent.Resynchronised(round.written, round.lost) : null;
    }

    /** A single read was answered: what was written before it is over, if that was its own answer. */
    void readAnswered() {
        while (owed.size() > 0) {
            owed.takeOldestButItsClaims();
        }
    }
}
