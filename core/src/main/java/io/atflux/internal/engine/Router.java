package io.atflux.internal.engine;

import io.atflux.SessionEvent;
import io.atflux.internal.ledger.OwedReplies;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.lines.LineSink;
import io.atflux.internal.resync.Probing;
import io.atflux.internal.resync.Resync;
import io.atflux.internal.session.Services;
import io.atflux.line.AtLine;
import io.atflux.observe.LineEvent.Kind;
import io.atflux.urc.UrcType;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each line what it belongs to: an echo, the command's answer by shape, a settling result code, one of the catalogue, a
 * final result, the rest of the reply, or nothing known. Position alone decides nothing. Confined to the event loop.
 */
final class Router implements LineSink {

    private final SessionCore core;
    private final Services given;
    private final OwedReplies owed;
    private final Resync resync;
    /** Created at the first restart. */
    private @Nullable Restart restart;

    Router(SessionCore core) {
        this.core = core;
        this.given = core.given;
        this.owed = core.owed;
        this.resync = core.resync;
    }

    /** Receives a line that is not text. */
    @Override
    public void line(AtLine line) {
        given.tap.lineBegins();
        classify(line);
        given.tap.lineEnds();
    }

    private void classify(AtLine line) {
        Probing probing = resync.probing();
        probing.heard(line);
        Opening opening = core.standing.opening();
        Seat seat = seat(probing, opening);
        if (core.flight.prompts.isUnanswered(line)) {
            core.belongs(line, Kind.PROMPT, seat);
            core.flight.prompts.unanswered();
            return;
        }
        if (takesEcho(line, seat)) {
            if (opening != null) {
                opening.words.echo();
            }
            return;
        }
        // A line that began before the command was written is no answer to it.
        Seat asked = seat != null && seat.wasWrittenAfter(core.lines.mark()) ? null : seat;
        if (core.finals.take(line, seat, asked)) {
            return;
        }
        if (opening != null) {
            opening.heard(line);
        }
        if (probing.listens() && probing.takes(line)) {
            core.belongs(line, Kind.ANSWER, seat);
            return;
        }
        // An owed answer may arrive even while a probe or a re-send is unanswered.
        if (asked != null && claimed(asked, line)) {
            return;
        }
        Seat late = owed.claimer(line);
        if (late != null) {
            core.belongs(line, Kind.ANSWER, late);
            // If the re-send rule still runs, this reply may settle it.
            core.lines.deliver(line, late, null);
        } else {
            unclaimed(line, asked);
        }
    }

    private @Nullable Seat seat(Probing probing, @Nullable Opening opening) {
        if (opening != null && opening.isActive()) {
            return opening.seat();
        }
        return probing.isActive() ? probing.seat() : core.flight.seat();
    }

    private boolean takesEcho(AtLine line, @Nullable Seat seat) {
        if (!core.lines.settings.mayEcho()) {
            return false;
        }
        boolean again = core.lines.settings.takeEchoesAgain();
        if (core.lines.settings.isEscapes(line.text())) {
            core.belongs(line, Kind.ECHO, null);
        } else if (seat != null && seat.takesEcho(line)) {
            core.belongs(line, Kind.ECHO, seat);
            seatEchoed(seat, line, again);
            noise(seat.noiseBeforeEcho(line) - core.lines.settings.escapesBefore(line.text()));
        } else if (owed.takesEcho(line)) {
            core.belongs(line, Kind.ECHO, owed.oldest());
        } else {
            return false;
        }
        core.lines.echoCame(line);
        return true;
    }

    /** @param again whether echoes were switched off: then the module may have restarted */
    private void seatEchoed(Seat seat, AtLine line, boolean again) {
        if (seat.op == null && seat == resync.probing().seat() && line.text().equals(seat.prepared.text.wire())) {
            core.standing.quiet.wordEchoed(line, again);
        } else if (again) {
            core.standing.quiet.echoesAgain(line, seat);
        }
    }

    @Override
    public void whole(AtLine line, @Nullable Seat answers, @Nullable UrcType<?> type) {
        if (type != null && !line.isCut()) {
            resync.probing().listening().wasUnasked();
        }
        if (answers == null) {
            given.events.urc(line, type);
        } else {
            answers.add(line);
        }
    }

    @Override
    public boolean isFinal(AtLine line) {
        return core.finals.isOne(line);
    }

    @Override
    public boolean isKnown(AtLine line) {
        return isFinal(line) || given.events.typeOf(line) != null;
    }

    @Override
    public void restarted(AtLine banner) {
        Restart own = restart;
        if (own == null) {
            own = new Restart(core);
            restart = own;
        }
        own.announced(banner);
    }

    @Override
    public boolean isProbing() {
        return resync.isProbing() && !resync.probing().waitsForSilence();
    }

    @Override
    public boolean expectsCounted() {
        return core.flight.expectsCounted();
    }

    @Override
    public void holdWrites() {
        core.dispatcher.holdWrites();
    }

    @Override
    public void releaseWrites() {
        core.dispatcher.releaseWrites();
    }

    /** The rest of the text may arrive and contain OK: then only a proof shows which command a final result belongs to. */
    @Override
    public void textCut() {
        resync.probing().textCame(true);
        if (core.flight.seat() != null || !owed.isEmpty()) {
            owed.suspectOthers();
        }
    }

    /** The rest of the text may equal a word's answer: only an answer that is complete after it proves anything. */
    @Override
    public void endUnknown() {
        resync.probing().textCame(false);
    }

    private boolean claimed(Seat seat, AtLine line) {
        if (seat.claims(line)) {
            core.belongs(line, Kind.ANSWER, seat);
            if (core.isInStep(seat)) {
                core.lines.answered(false);
            }
            core.lines.deliver(line, seat, null);
            return true;
        }
        return false;
    }

    private void unclaimed(AtLine line, @Nullable Seat seat) {
        if (core.settlements.take(line)) {
            return;
        }
        if (seat != null && core.settlements.isOfOneKey(seat, line) && seat.settles(line)) {
            core.belongs(line, Kind.RESULT, seat);
            return;
        }
        UrcType<?> type = given.events.typeOf(line);
        if (type != null || (seat == null && !line.name().isEmpty())) {
            core.belongs(line, Kind.UNSOLICITED, null);
            core.lines.deliver(line, null, type);
        } else if (seat != null) {
            core.belongs(line, Kind.ANSWER, seat);
            core.lines.deliver(line, seat, null);
        } else {
            nobodys(line);
        }
    }

    /** A line without a name and without a command in flight: part of an owed reply, or unclassified. */
    private void nobodys(AtLine line) {
        Seat late = owed.oldest();
        core.belongs(line, late == null ? Kind.UNCLASSIFIED : Kind.ANSWER, late);
        if (late != null) {
            late.add(line);
        } else {
            given.events.unclassified(line);
        }
    }

    @Override
    public boolean prompt(String lead) {
        return core.flight.prompts.came();
    }

    @Override
    public void overlong(long bytes) {
        given.counters.overlong();
        given.tap.noise(bytes);
        given.tap.note(bytes + " bytes discarded: a line may have " + given.options.maxLine());
        core.flight.prompts.forget();
        Seat seat = core.flight.seat();
        if (seat != null) {
            seat.lostLine();
        }
        given.events.event(new SessionEvent.OverlongLine(bytes, given.options.maxLine()));
    }

    @Override
    public void noise(int bytes) {
        if (bytes > 0) {
            given.counters.noise(bytes);
            given.tap.noise(bytes);
            given.events.event(new SessionEvent.Noise(bytes));
        }
    }
}
