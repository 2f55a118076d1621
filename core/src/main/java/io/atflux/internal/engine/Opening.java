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
 * Finds a modem in any state that an earlier user may have left (V.250 6.2): numeric or suppressed result codes, another line end,
 * a data entry, data mode. It applies to the session's first {@code AT} that may be re-sent, until the first result code arrives.
 *
 * <pre>
 * IDLE → [LISTEN] → IDLE → [QUIET] → ASKED → [GUARD → LEAVING → ASKED] → IDLE
 * </pre>
 *
 * <p>LISTEN: the modem is printing, and the first {@code AT} waits for the end of that. QUIET: ESC was written, which ends a text,
 * and silence follows until the modem has given up waiting for counted data. ASKED: a line that restores the defaults was written.
 * GUARD and LEAVING, by option: {@code +++} between two silences. Confined to the event loop.
 */
final class Opening extends Timed {

    /** The time for which a module may be silent after it was switched on. */
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
    /** The reason of the session's end if no line is answered; null if the session continues. */
    private @Nullable String givenUp;

    private @Nullable Seat seat;
    /** The modem sends numeric result codes. */
    private boolean numbers;

    private boolean tried;
    /** The modem may be echoing counted data. */
    private boolean silenceHelps;
    /** {@code +++} was written. */
    private boolean left;

    /** @param numbers whether the modem sends numeric result codes, which it is set back from before the next command */
    Opening(SessionCore core, boolean numbers) {
        this.core = core;
        this.numbers = numbers;
        this.given = core.given;
        this.words = new FirstWords(core);
    }

    boolean isActive() {
        return stage != Stage.IDLE;
    }

    /** The line in flight; null for none. */
    @Nullable
    Seat seat() {
        return seat;
    }

    /** A line arrived that is neither an echo nor a result code. */
    void heard(AtLine line) {
        words.line(line);
        if (stage == Stage.QUIET && !line.text().strip().equals(">")) {
            // A modem that prints unsolicited lines is in no data entry.
            ask(0);
        }
    }

    /** Whether it may still have work to do. */
    boolean isWanted() {
        return isActive() || (numbers && !tried);
    }

    /** Whether a number may be the seat's result code: {@code AT} has no other answer. */
    boolean takesNumber(@Nullable Seat asked) {
        return isActive() || (asked != null && SettingBack.isAttention(asked.prepared));
    }

    /** Whether the command must wait, because the modem is being brought into a state in which it can answer. */
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
        // Data is echoed as well as commands: ESC and silence are the last resort.
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
     * The modem did not answer words, which precede any {@code AT} if a reply is owed: the same lines are tried for it, once.
     *
     * @param why the reason of the session's end if they are not answered either
     * @return whether anything is left to try
     */
    boolean begins(String why) {
        if (tried) {
            return false;
        }
        tried = true;
        givenUp = why;
        // Half a minute is spent on a data entry of another program only if the modem echoes.
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
            // The data call is over; the settings that hid the answers before it may still hide them.
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
     * A result code arrived.
     *
     * @return whether it answers a line of this procedure
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
        if (core.resync.probing().words().isAboutAWord(result)) {
            // The modem was busy, and its settings hide nothing.
            over();
            return true;
        }
        Seat asked = seat;
        if (stage == Stage.ASKED && !result.isOk()) {
            // It may answer an unfinished line or a command of an earlier program: this line's answer may still arrive.
            silenceHelps = false;
            return true;
        }
        given.tap.note("the modem answers" + words.told());
        boolean mayBeLate = !core.owed.isEmpty() || next > 1;
        if (mayBeLate && !given.profile.probes().isEmpty()) {
            // It may be the answer to an earlier AT, whose own answer may still arrive: the proof decides, without a
            // wait.
            core.owed.drainUntil(given.now());
            core.owed.suspectOthers();
        } else if (asked != null && stage == Stage.ASKED) {
            core.lines.settings.accepted(asked.prepared.text.wire());
            core.resync.probing().words().otherAnswered();
        }
        over();
        return true;
    }
}
