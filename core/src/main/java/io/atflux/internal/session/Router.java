package io.atflux.internal.session;

import io.atflux.SessionEvent;
import io.atflux.command.FinalResult;
import io.atflux.internal.codec.FrameSink;
import io.atflux.line.AtLine;
import io.atflux.urc.UrcType;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each line whose it is: the echo, the command's answer by shape, a settling result code, one of the catalogue, a
 * final result, the rest of the reply, or nobody's. Position alone decides nothing. Confined to the event loop.
 */
final class Router implements FrameSink {

    private final SessionCore core;
    private final Finals finals;
    private final LateFinals lateFinals;
    private final Effects effects;
    private final Owed owed;
    private final Resync resync;
    private final Announcer announcer;
    private final Prompts prompts;
    private final WireTap tap;
    private final Counters counters;
    /** The last line ended in text of unknown length, so what follows without a lead of its own is more of it. */
    private boolean inText;

    Router(SessionCore core, Effects effects, Owed owed, Resync resync, Announcer announcer, Prompts prompts) {
        this.core = core;
        this.finals = new Finals(core.profile);
        this.lateFinals = new LateFinals(core, owed, effects, resync);
        this.effects = effects;
        this.owed = owed;
        this.resync = resync;
        this.announcer = announcer;
        this.prompts = prompts;
        this.tap = core.tap;
        this.counters = core.counters;
    }

    @Override
    public void line(AtLine line) {
        Probing probing = resync.probing();
        probing.heard(line);
        Seat seat = probing.isActive() ? probing.seat() : core.seat();
        if (seat != null && seat.takesEcho(line)) {
            belongs(line, seat);
            noise(seat.noiseBeforeEcho(line));
            inText = false;
            return;
        }
        if (owed.takesEcho(line)) {
            belongs(line, owed.oldest());
            inText = false;
            return;
        }
        // What is asked for by a word cannot be forged, so while one is out no line is taken for more of a text.
        boolean continuation = inText && !line.hasOwnLead() && !probing.isActive();
        if (!continuation) {
            inText = false;
            FinalResult result = finals.parse(line, owed.oldest() == null ? seat : owed.oldest());
            if (result == null && probing.isActive()) {
                result = Probing.numeric(line);
            }
            if (result != null) {
                finalCame(ForPeople.masked(result, line), line, seat);
                return;
            }
        }
        if (!continuation && probing.listens() && probing.takes(line)) {
            belongs(line, seat);
            return;
        }
        // What is owed may come while a probe or a re-send is out as well.
        if (seat != null && claimed(seat, line, continuation)) {
            return;
        }
        if (owed.takes(line)) {
            belongs(line, owed.oldest());
        } else if (continuation && (seat == null || !seat.isRaw())) {
            belongs(line, null);
            announcer.urc(line, null);
        } else {
            unclaimed(line, seat);
        }
    }

    /** Says whose the line is, before anybody hears of it. */
    private void belongs(AtLine line, @Nullable Seat seat) {
        tap.received(line, seat == null ? null : seat.op);
    }

    private boolean claimed(Seat seat, AtLine line, boolean continuation) {
        if (prompts.isUnanswered(seat, line) && !continuation) {
            belongs(line, seat);
            prompts.unanswered();
            return true;
        }
        if (seat.claims(line)) {
            belongs(line, seat);
            seat.add(line);
            return true;
        }
        return false;
    }

    private void unclaimed(AtLine line, @Nullable Seat seat) {
        if (effects.settle(line)) {
            return;
        }
        if (seat != null && seat.settles(line)) {
            belongs(line, seat);
            return;
        }
        UrcType<?> type = announcer.typeOf(line);
        belongs(line, type == null ? seat : null);
        if (type != null) {
            inText = type.textPayload();
            announcer.urc(line, type);
        } else if (seat != null) {
            seat.add(line);
        } else if (!line.name().isEmpty()) {
            announcer.urc(line, null);
        } else {
            nobodys(line);
        }
    }

    /** Without a name, and without a command in flight: part of a reply that is owed, or really nobody's. */
    private void nobodys(AtLine line) {
        Seat late = owed.oldest();
        if (late != null) {
            late.add(line);
        } else {
            announcer.unclassified(line);
        }
    }

    private void finalCame(FinalResult result, AtLine line, @Nullable Seat seat) {
        if (resync.probing().listens() && resync.probing().finalCame(result, line)) {
            belongs(line, null);
        } else if (seat != null) {
            belongs(line, seat);
            core.finalCame(seat, result);
        } else if (!owed.isEmpty()) {
            belongs(line, owed.oldest());
            lateFinals.came(result, line);
        } else if (!effects.takesError(result, line)) {
            belongs(line, null);
            announcer.unclassified(line);
        }
    }

    @Override
    public boolean prompt(String lead) {
        // Behind a text payload, only a prompt with a lead of its own is one.
        if (inText && !lead.endsWith("\r\n\r\n")) {
            return false;
        }
        return prompts.came();
    }

    @Override
    public void overlong(long bytes) {
        counters.overlong();
        tap.note(bytes + " bytes discarded: a line may have " + core.options.maxLine());
        Seat seat = core.seat();
        if (seat != null) {
            seat.lostLine();
        }
        announcer.event(new SessionEvent.OverlongLine(bytes, core.options.maxLine()));
    }

    @Override
    public void noise(int bytes) {
        if (bytes > 0) {
            counters.noise(bytes);
            announcer.event(new SessionEvent.Noise(bytes));
        }
    }
}
