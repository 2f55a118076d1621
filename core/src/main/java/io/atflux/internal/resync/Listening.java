package io.atflux.internal.resync;

import io.atflux.SessionEvent;
import io.atflux.internal.ledger.OwedReplies;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.session.Services;
import io.atflux.line.AtLine;
import org.jspecify.annotations.Nullable;

/**
 * Collects the lines that arrive during the rounds of a proof, and evaluates them for the replies owed before. Created for a
 * session's first {@link Round}: most sessions never need one. Confined to the event loop.
 */
final class Listening {

    final Round round = new Round();
    /** Replaces the words if none is left: the round then waits for silence. */
    final LongSilence silence;

    /** The owed command that the last final result was taken for. */
    @Nullable
    Seat late;

    private final Services given;
    private final OwedReplies owed;

    Listening(Services given, OwedReplies owed, Probing probing) {
        this.given = given;
        this.owed = owed;
        this.silence = new LongSilence(given, probing);
    }

    void begin() {
        round.begin(owed.size());
        // From here on a final result may be a word's: only the proof settles the owed replies.
        owed.suspectOthers();
    }

    /**
     * Called with every line that arrives.
     *
     * @param active whether a round is running
     */
    void heard(AtLine line, boolean active) {
        if (active) {
            round.heard.add(given.tap.mask(line.text()));
            silence.lineCame();
        }
    }

    /** No word is left: the silence to wait for depends on the answers so far. */
    void beginSilence() {
        if (round.isBarelyAnswered()) {
            silence.beginAfterAnswers();
        } else {
            silence.begin();
        }
    }

    /**
     * A final result arrived that is not a word's.
     *
     * @param isBare whether it is OK without a line that could belong to a word
     * @return the owed reply that it is taken for; null for none
     */
    @Nullable
    Seat strayCame(AtLine line, boolean isBare) {
        round.answers++;
        round.bare += isBare ? 1 : 0;
        if (owed.isOnlyOthers()) {
            given.events.unclassified(line);
        }
        Seat owing = owed.takeOldestButItsClaims();
        late = owing;
        if (owing != null) {
            round.lost--;
            given.events.lateReply(owing.prepared.text.masked(), owing.op, line);
        }
        return owing;
    }

    /** Session and modem are in step. @return the event for it; null if the session was not out of step */
    SessionEvent.@Nullable Resynchronised proven() {
        boolean wasOut = !owed.isOnlyOthers() || round.written > 1 || round.answers > 0;
        return wasOut ? new SessionEvent.Resynchronised(round.written, round.lost) : null;
    }

    /** A single read was answered: if that was its own answer, every earlier command is complete. */
    void readAnswered() {
        while (owed.size() > 0) {
            owed.takeOldestButItsClaims();
        }
    }
}
