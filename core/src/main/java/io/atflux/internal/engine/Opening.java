package io.atflux.internal.engine;

import io.atflux.SessionEvent;
import io.atflux.command.FinalResult;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.session.Services;
import io.atflux.internal.time.Durations;
import io.atflux.internal.time.Timed;
import io.atflux.line.AtLine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Finds a modem in whatever state somebody left it in (V.250 6.2): result codes as numbers or none at all, another line end, a data entry, data
 * mode. It is for the session's first {@code AT} that may be sent again, for as long as no result code came.
 *
 * <pre>
 * IDLE → [LISTEN] → IDLE → [QUIET] → ASKED → [GUARD → LEAVING → ASKED] → IDLE
 * </pre>
 *
 * <p>LISTEN: something is being said, and the first {@code AT} waits for its end. QUIET: ESC went out, which ends a text, and silence follows until
 * the modem has given up waiting for counted data. ASKED: a line that sets everything back is out. GUARD and LEAVING, by option: {@code +++}
 * between two silences. Confined to the event loop.
 */
final class Opening extends Timed {

    /** A module that was just switched on is silent for so long. */
    private static final long BOOT = Durations.nanos(Duration.ofSeconds(10));

    private enum Stage {
        IDLE,
        LISTEN,
        QUIET,
        WAKING,
        ASKED,
        GUARD,
        LEAVING
    }

    private final SessionCore core;
    private final Services given;
    final FirstWords words;
    private Stage stage = Stage.IDLE;
    private int next;
    /** Why the session ends if nothing is answered; null if it goes on. */
    private @Nullable String givenUp;

    private @Nullable Seat seat;
    /** The modem answers with numbers. */
    private boolean numbers;

    private boolean tried;
    /** It may be counted data that is echoed. */
    private boolean silenceHelps;
    /** {@code +++} went out. */
    private boolean left;

    Opening(SessionCore core) {
        this.core = core;
        this.given = core.given;
        this.words = new FirstWords(core);
    }

    boolean isActive() {
        return stage != Stage.IDLE;
    }

    /** The line that is out; null for none. */
    @Nullable
    Seat seat() {
        return seat;
    }

    /** A line came that is neither an echo nor a result code. */
    void heard(AtLine line) {
        words.line(line);
        if (stage == Stage.QUIET && !line.text().strip().equals(">")) {
            // Whoever speaks unasked is in no data entry.
            ask(0);
        }
    }

    /** Whether it may still have something to do. */
    boolean isWanted() {
        return isActive() || (numbers && !tried);
    }

    /** Whether a number may be the seat's result code: {@code AT} is answered by nothing else. */
    boolean takesNumber(@Nullable Seat asked) {
        return isActive() || (asked != null && SettingBack.isAttention(asked.prepared));
    }

    /** Whether the command has to wait, because the modem is being brought into a state in which it can answer. */
    boolean precedes(Operation<?> op) {
        if (tried || op.command.isRaw()) {
            return false;
        }
        if (numbers) {
            tried = true;
            ask(0);
            return true;
        }
        if (!SettingBack.isAttention(op.prepared) || op.command.retry().resends() == 0) {
            return false;
        }
        return op.wasWritten() ? follows(op) : listens();
    }

    private boolean listens() {
        if (words.isNothing() || words.listened) {
            return false;
        }
        long until = words.spokenUntil();
        if (until - given.now() > 0) {
            stage = Stage.LISTEN;
            setDeadline(given.deadlines, until);
            return true;
        }
        words.listened = true;
        if (!words.isPrompt()) {
            return false;
        }
        tried = true;
        quiet();
        return true;
    }

    /** The {@code AT} was written, and not answered. */
    private boolean follows(Operation<?> op) {
        long now = given.now();
        long first = op.attempts.firstWrite();
        Duration window = op.command.retry().window();
        long patience = window == null ? Long.MAX_VALUE : Durations.nanos(window);
        boolean heard = words.isHeardButNotAnswered();
        boolean prompt = words.isPrompt();
        if (!heard && !prompt && now - first < Math.min(BOOT, patience / 2)) {
            return false;
        }
        tried = true;
        long silence = given.wire.silence(given.profile.dataEntryIdle());
        boolean inTime = patience - (now - first) > silence;
        // Data is echoed as well as commands: ESC and silence are for the case that nothing else helps.
        silenceHelps = heard && !words.isAnswered() && inTime;
        if (prompt || (!heard && inTime)) {
            quiet();
        } else {
            if (!heard) {
                given.wire.writeEscape();
            }
            ask(0);
        }
        return true;
    }

    /**
     * The modem did not answer words, which go before any {@code AT} if a reply is owed: the same is tried for it, once.
     *
     * @param why the session ends if that is not answered either
     * @return whether anything is left to be tried
     */
    boolean begins(String why) {
        if (tried) {
            return false;
        }
        tried = true;
        givenUp = why;
        // Half a minute is spent on data that somebody else began only if something comes back.
        silenceHelps = words.isEchoedOnly();
        if (!words.hasLines()) {
            given.wire.writeEscape();
        }
        ask(0);
        return true;
    }

    private void quiet() {
        stage = Stage.QUIET;
        given.tap.note("no answer" + words.told() + ": a data entry may be open");
        given.wire.writeEscape();
        long silence = given.wire.silence(given.profile.dataEntryIdle());
        given.events.event(new SessionEvent.DataEntryOpen(Duration.ofNanos(silence)));
        setDeadline(given.deadlines, given.now() + silence);
    }

    private void ask(int index) {
        next = index;
        long awake = core.awakeAt();
        if (awake - given.now() > 0) {
            stage = Stage.WAKING;
            setDeadline(given.deadlines, awake);
            return;
        }
        next = index + 1;
        Seat asking = SettingBack.seat(core, index);
        seat = asking;
        stage = Stage.ASKED;
        SettingBack.write(core, asking, index > 0);
        setDeadline(
                given.deadlines,
                given.now() + asking.prepared.allowance(given.wire, null, given.options.probeTimeout()));
    }

    @Override
    protected void timeUp() {
        switch (stage) {
            case QUIET -> ask(0);
            case WAKING -> ask(next);
            case ASKED -> {
                if (next < SettingBack.LINES.size()) {
                    ask(next);
                } else if (silenceHelps) {
                    silenceHelps = false;
                    quiet();
                } else if (given.options.leaveDataMode() && !left) {
                    stage = Stage.GUARD;
                    setDeadline(given.deadlines, SettingBack.guarded(core));
                } else {
                    over();
                }
            }
            case GUARD -> {
                stage = Stage.LEAVING;
                left = true;
                given.wire.writeBare("+++", "+++", null);
                setDeadline(given.deadlines, SettingBack.guarded(core) + given.wire.transmission(0));
            }
            // What the call had is over; what hid the answers before it may hide them still.
            case LEAVING -> ask(0);
            case LISTEN -> over();
            case IDLE -> {}
        }
    }

    private void over() {
        stage = Stage.IDLE;
        seat = null;
        clearDeadline();
        String why = givenUp;
        if (why == null) {
            core.drain();
        } else {
            core.fail(why, false);
        }
    }

    /**
     * A result code came.
     *
     * @return whether it answers what is asked here
     */
    boolean finalCame(FinalResult result, AtLine line) {
        if (!isActive() || stage == Stage.LISTEN) {
            Seat asked = core.flight.seat();
            boolean known = core.lines.settings.isNumeric();
            numbers |= line.length() == 1 && !known && asked != null && SettingBack.isAttention(asked.prepared);
            return false;
        }
        givenUp = null;
        if (stage == Stage.QUIET || stage == Stage.LEAVING) {
            ask(0);
            return true;
        }
        if (core.resync.probing().isAboutAWord(result)) {
            // It was busy, and hides nothing.
            over();
            return true;
        }
        Seat asked = seat;
        if (stage == Stage.ASKED && !result.isOk()) {
            // It may be what stood half typed, or somebody else's: the answer may be still to come.
            silenceHelps = false;
            return true;
        }
        given.tap.note("the modem answers" + words.told());
        boolean mayBeLate = !core.owed.isEmpty() || next > 1;
        if (mayBeLate && !given.profile.probes().isEmpty()) {
            // It may be the answer to an earlier AT, and that one's may be still to come: the proof tells, without a
            // wait.
            core.owed.drainUntil(given.now());
            core.owed.suspectOthers();
        } else if (asked != null && stage == Stage.ASKED) {
            core.lines.settings.accepted(asked.prepared.text.wire());
        }
        over();
        return true;
    }
}
