package io.atflux.internal.lines;

import io.atflux.SessionEvent;
import io.atflux.internal.codec.LineDialect.After;
import io.atflux.internal.codec.LineDialect.OwnLead;
import io.atflux.internal.codec.TextState;
import io.atflux.internal.codec.TextState.Action;
import io.atflux.internal.codec.TextState.Move;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.lines.HeldText.Held;
import io.atflux.internal.session.Services;
import io.atflux.internal.session.Wire;
import io.atflux.internal.text.Lines;
import io.atflux.line.AtLine;
import io.atflux.line.TextShape;
import io.atflux.observe.LineEvent.Kind;
import io.atflux.profile.Framing;
import io.atflux.urc.UrcType;
import org.jspecify.annotations.Nullable;

/**
 * Joins the lines of a text to its header, and delivers them as one line: complete, or marked as cut. {@link TextState} holds the
 * rules, this class the state. Confined to the event loop.
 */
final class TextJoiner {

    private final Services given;
    private final Wire wire;
    private final LineSink sink;
    private final LineStage stage;
    private final Framing framing;
    private final TextStart start;
    private TextState state = TextState.NONE;
    private @Nullable HeldText text;

    TextJoiner(Services given, LineSink sink, LineStage stage) {
        this.given = given;
        this.wire = given.wire;
        this.sink = sink;
        this.stage = stage;
        this.framing = given.profile.framing();
        this.start = new TextStart(given, sink, stage.settings.dialect);
    }

    TextState state() {
        return state;
    }

    /** Whether anything is held that must be delivered in time. */
    boolean isWaiting() {
        return text != null || isCountingCode();
    }

    boolean outlastsSilence() {
        return state.outlastsSilence() || isCountingCode();
    }

    /** Whether an echo may follow here, after a text that may be over. */
    boolean mayHoldAnEcho() {
        return state != TextState.NONE && state != TextState.COUNTED && state != TextState.QUOTED;
    }

    /** There is no text, and none just before. */
    boolean isBetweenTexts() {
        return state == TextState.NONE;
    }

    /** No text is open: there is none, or a silence ended it. */
    boolean isOver() {
        return !state.isText();
    }

    /** @param mark the number of writes when the line's first byte arrived */
    void line(AtLine line, OwnLead lead, long mark) {
        if (state == TextState.QUOTED && sink.isProbing()) {
            // As at the limit: held lines are delivered first.
            limit();
            stage.take(line, mark);
            return;
        }
        HeldText current = text;
        TextShape.Quote quote = current == null ? TextShape.Quote.NONE : current.shape.quoteBehind(line);
        Move move = state.line(lead, quote, sink.isProbing());
        if (move.action() == Action.OVER) {
            // The usual case: the line is not held, and its lead shows that the text before it is complete.
            enter(move.next());
            over(current, false);
            stage.classify(line, lead, mark);
        } else {
            move(move, new Held(line, lead, mark));
        }
    }

    /** The lead of an unfinished line may show that the text before it is complete. */
    void lineBegan() {
        HeldText current = text;
        String lead = current == null ? null : wire.scanner().leadOfBegun();
        boolean own = lead != null && stage.settings.dialect.ownLead(lead, After.LINE) == OwnLead.YES;
        if (own
                && state.line(OwnLead.YES, TextShape.Quote.NONE, sink.isProbing())
                                .action()
                        == Action.OVER) {
            enter(TextState.NONE);
            over(current, false);
        }
    }

    /** Ends the text, if there is one: the line is not part of it. */
    void overBefore(Held line) {
        move(new Move(TextState.NONE, text == null ? Action.CLASSIFY : Action.OVER), line);
    }

    /** An unfinished line is not part of a text. */
    void endsBeforePrompt() {
        if (state == TextState.PASSED) {
            enter(TextState.NONE);
        }
    }

    /** Whether a prompt may occur here; the text is then over. */
    boolean letsPrompt(OwnLead lead) {
        Move move = state.line(lead, TextShape.Quote.NONE, sink.isProbing());
        boolean isText =
                switch (move.action()) {
                    case TEXT, HOLD, ORPHAN -> true;
                    case CUT -> lead == OwnLead.NO;
                    default -> false;
                };
        if (isText || state == TextState.QUOTED) {
            return false;
        }
        move(move, null);
        return true;
    }

    /** Whether a result code of the profile is being counted: a counted answer of a command is limited by its time-out. */
    private boolean isCountingCode() {
        return !framing.counted().isEmpty() && wire.scanner().isCounting() && !sink.expectsCounted();
    }

    /** The command in flight timed out: a held final result may be its own. Otherwise a text continues. */
    void commandEnds() {
        HeldText held = text;
        boolean mayBeOver = held != null && state == TextState.QUOTED && held.holdsOwn(sink::isFinal);
        if (mayBeOver || (held != null && held.isWaiting())) {
            limit();
        }
    }

    /** The part that has arrived of the seat's unfinished text; null for none. */
    @Nullable
    AtLine soFar(Seat seat) {
        HeldText held = text;
        if (held == null || held.answers != seat) {
            return null;
        }
        return state == TextState.COUNTED ? held.cutWith(counted(wire.scanner().countedSoFar())) : held.joined(true);
    }

    /** The text is too long, or nothing arrived for too long: the held lines are delivered. */
    void limit() {
        if (isCountingCode()) {
            byte[] came = wire.scanner().stopCounting();
            AtLine whole = Lines.shownBy(Lines.wrap(came, ""), given.tap::mask);
            AtLine line = Lines.withText(whole, whole.text(), false, true);
            tellCut(line, false);
            stage.classify(new Held(line, OwnLead.UNKNOWN, wire.scanner().markOfLine()));
            return;
        }
        HeldText held = text;
        if (held != null && state == TextState.COUNTED) {
            held.add(counted(wire.scanner().stopCounting()));
        } else if (held != null && state == TextState.QUOTED) {
            held.splitUnclosed(sink::isFinal);
        }
        move(state.limit(), null);
    }

    private Held counted(byte[] came) {
        String end = stage.settings.dialect.end();
        return new Held(Lines.shownBy(Lines.wrap(came, end == null ? "\r\n" : end), given.tap::mask), OwnLead.NO, 0);
    }

    /** Whether the line is not part of the text although its lead does not show it. */
    boolean isNoneOfTheText(AtLine line, OwnLead lead) {
        if (state == TextState.NONE) {
            return false;
        }
        HeldText current = text;
        if (current == null || state == TextState.LINES || state == TextState.SHUT) {
            boolean next = current != null && current.isNextEntry(line, framing);
            return next || framing.isLeadless(line);
        }
        return state == TextState.HEADED && (current.isApart(line, lead) || current.isNextEntry(line, framing));
    }

    void move(Move move, @Nullable Held line) {
        HeldText current = text;
        enter(move.next());
        switch (move.action()) {
            case CLASSIFY -> stage.classify(line);
            case TEXT -> join(current, line, true);
            case HOLD -> join(current, line, false);
            case LAST -> {
                join(current, line, true);
                over(current, false);
            }
            case OVER -> {
                over(current, false);
                stage.classify(line);
            }
            case CUT -> {
                over(current, true);
                if (line != null && line.lead() == OwnLead.NO) {
                    orphan(line);
                } else {
                    stage.classify(line);
                }
            }
            case ORPHAN -> orphan(line);
            case NOTHING -> {}
        }
    }

    private void enter(TextState next) {
        state = next;
        wire.scanner().inText(next.isText());
    }

    private void join(@Nullable HeldText current, @Nullable Held line, boolean isText) {
        if (current == null || line == null) {
            return;
        }
        stage.wasText(line.line());
        if (isText) {
            current.add(line);
        } else {
            current.hold(line);
            current.joinAllIfShutBy(line, sink::isKnown);
        }
        if (current.isFull()) {
            limit();
        } else if (state == TextState.LINES && !stage.settings.dialect.isLeaded()) {
            // A final result must not be lost: the following lines cannot be distinguished from text.
            move(new Move(TextState.NONE, Action.OVER), null);
        }
    }

    private void over(@Nullable HeldText current, boolean cut) {
        if (current == null || current != text) {
            return;
        }
        text = null;
        AtLine joined = current.joined(cut);
        if (cut) {
            tellCut(joined, false);
            sink.textCut();
        }
        Seat answers = current.answers;
        String command = answers == null ? null : answers.prepared.text.masked();
        given.tap.text(current.header, joined, command, answers == null ? null : answers.op);
        sink.whole(joined, answers, current.type);
        for (Held waited : current.waiting()) {
            stage.take(waited.line(), waited.mark());
        }
    }

    private void tellCut(AtLine line, boolean orphan) {
        given.counters.cutText();
        given.tap.note("cut: " + given.tap.mask(line.text()));
        given.events.event(new SessionEvent.TextCut(line, orphan));
    }

    private void orphan(@Nullable Held line) {
        if (line != null) {
            stage.wasText(line.line());
            given.tap.received(line.line(), Kind.UNCLASSIFIED, null, null);
            tellCut(line.line(), true);
            given.events.unclassified(line.line());
        }
    }

    /**
     * Delivers a line, with its text as soon as that is complete.
     *
     * @param answers the command whose answer it is; null for none
     * @param type the result code that it is otherwise, as in {@link LineSink#whole}
     * @param behindLine whether it follows another line, not an echo or a prompt
     */
    void deliver(AtLine line, @Nullable Seat answers, @Nullable UrcType<?> type, boolean behindLine) {
        TextShape shape = line.isCut() ? null : framing.textOf(line);
        TextState begun = shape == null ? TextState.NONE : start.of(line, shape);
        if (shape == null || begun == TextState.NONE) {
            sink.whole(line, answers, type);
            return;
        }
        text = new HeldText(line, shape, answers, type, behindLine);
        enter(begun);
    }
}
