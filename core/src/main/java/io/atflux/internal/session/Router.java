package io.atflux.internal.session;

import io.atflux.SessionEvent;
import io.atflux.command.FinalResult;
import io.atflux.command.Settlement;
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

    /** A line that is no text. */
    @Override
    public void line(AtLine line) {
        Probing probing = resync.probing();
        probing.heard(line);
        Seat seat = probing.isActive() ? probing.seat() : core.seat();
        if (takesEcho(line, seat)) {
            return;
        }
        // What began before the command was written is no answer to it.
        Seat asked = seat != null && seat.wasWrittenAfter(core.lines.mark()) ? null : seat;
        FinalResult result = finals.parse(line, owed.oldest() == null ? seat : owed.oldest(), isNumeric());
        if (result == null && probing.isActive()) {
            result = Probing.numeric(line);
        }
        if (result != null) {
            finalCame(ForPeople.masked(result, line), line, owed.isEmpty() ? asked : seat);
            return;
        }
        if (probing.listens() && probing.takes(line)) {
            belongs(line, seat);
            return;
        }
        // What is owed may come while a probe or a re-send is out as well.
        if (asked != null && claimed(asked, line)) {
            return;
        }
        Seat late = owed.claimer(line);
        if (late != null) {
            belongs(line, owed.oldest());
            // Where the rule of re-sends still runs, this reply may settle it.
            core.lines.deliver(line, late, late::add);
        } else {
            unclaimed(line, asked);
        }
    }

    private boolean takesEcho(AtLine line, @Nullable Seat seat) {
        if (!core.lines.settings.mayEcho()) {
            return false;
        }
        if (core.lines.settings.isEscapes(line.text())) {
            belongs(line, null);
        } else if (seat != null && seat.takesEcho(line)) {
            belongs(line, seat);
            noise(seat.noiseBeforeEcho(line) - core.lines.settings.escapesBefore(line.text()));
        } else if (owed.takesEcho(line)) {
            belongs(line, owed.oldest());
        } else {
            return false;
        }
        core.lines.echoCame(line);
        return true;
    }

    private boolean isNumeric() {
        return core.lines.settings.isNumeric();
    }

    /** Whether the line is a final result to somebody. */
    boolean isFinal(AtLine line) {
        return finals.parse(line, core.seat(), isNumeric()) != null;
    }

    /** Whether the line is one of the module's own by its looks. */
    boolean isKnown(AtLine line) {
        return isFinal(line) || announcer.typeOf(line) != null;
    }

    /** More of it may come, and say OK as well: then only a proof tells whose final result it was. */
    void textCut() {
        if (core.seat() != null || !owed.isEmpty()) {
            owed.suspectText();
        }
    }

    /** Says whose the line is, before anybody hears of it. */
    private void belongs(AtLine line, @Nullable Seat seat) {
        tap.received(line, seat == null ? null : seat.op);
    }

    private boolean claimed(Seat seat, AtLine line) {
        if (prompts.isUnanswered(seat, line)) {
            belongs(line, seat);
            prompts.unanswered();
            return true;
        }
        if (seat.claims(line)) {
            belongs(line, seat);
            if (isInStep(seat)) {
                core.lines.answered(false);
            }
            core.lines.deliver(line, seat, seat::add);
            return true;
        }
        return false;
    }

    /** Whether the seat's answer can be relied on to be its own. */
    private boolean isInStep(Seat seat) {
        return owed.isEmpty() && seat.op != null && !seat.isRaw();
    }

    private boolean isOfOneKey(Seat seat, AtLine line) {
        Settlement settlement = seat.settlement();
        return settlement != null && effects.isOfOneKey(settlement, line);
    }

    private void unclaimed(AtLine line, @Nullable Seat seat) {
        if (effects.settle(line)) {
            return;
        }
        if (seat != null && isOfOneKey(seat, line) && seat.settles(line)) {
            belongs(line, seat);
            return;
        }
        UrcType<?> type = announcer.typeOf(line);
        belongs(line, type == null ? seat : null);
        if (type != null || (seat == null && !line.name().isEmpty())) {
            core.lines.deliver(line, null, whole -> announcer.urc(whole, type));
        } else if (seat != null) {
            core.lines.deliver(line, seat, seat::add);
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
        boolean probing = resync.isProbing();
        if (resync.probing().listens() && resync.probing().finalCame(result, line)) {
            belongs(line, null);
            if (probing && owed.isEmpty()) {
                core.lines.settings.resultCame("", line);
            }
        } else if (seat != null) {
            belongs(line, seat);
            if (owed.isEmpty()) {
                core.lines.settings.resultCame(seat.prepared.text.wire(), line);
            }
            if (isInStep(seat)) {
                core.lines.answered(true);
            }
            core.finals.came(seat, result);
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
