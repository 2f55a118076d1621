package io.atflux.internal.session;

import io.atflux.SessionEvent;
import io.atflux.command.AtCommand;
import io.atflux.command.FinalResult;
import io.atflux.internal.resync.Proof;
import io.atflux.internal.resync.Word;
import io.atflux.line.AtLine;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the {@link Proof} that session and modem are in step.
 *
 * <pre>
 * IDLE → [PACED] → OUT → … → IDLE (in step) or the session's end
 *           └───── SILENCE ──┘
 * </pre>
 *
 * <p>OUT: a word was written, and its answer may take its second. PACED: too many words are unanswered, so the next one waits. SILENCE:
 * nothing can prove it, so nothing is written until a {@link LongSilence} is over. Confined to the event loop.
 */
final class Probing {

    /** No modem owes so many final results. */
    private static final int MOST_ANSWERS = 64;

    private enum Stage {
        IDLE,
        PACED,
        OUT,
        SILENCE
    }

    private final SessionCore core;
    private final Owed owed;
    private final Effects effects;
    private final Runnable done;
    private final Deadlines.Deadline deadline;
    private @Nullable Proof proof;
    private Stage stage = Stage.IDLE;
    private @Nullable Seat seat;
    private int written;
    private int silent;
    /** Final results of this round that were not the proof. */
    private int answers;

    private int lost;
    private final LastLines heard = new LastLines();
    private final LongSilence silence;

    /** @param done called when a round is over */
    Probing(SessionCore core, Wire wire, Owed owed, Effects effects, Runnable done) {
        this.core = core;
        this.owed = owed;
        this.effects = effects;
        this.done = done;
        this.deadline = core.deadlines.create(this::timeUp);
        this.silence = new LongSilence(core, wire, this::presume, this::fail);
    }

    /** Most sessions never need one: it is made when it is. */
    private Proof proof() {
        Proof made = proof;
        return made == null ? proof(Proof.Memory.NONE) : made;
    }

    private Proof proof(Proof.Memory former) {
        Proof made = new Proof(
                core.profile.probes(),
                core.profile.probesByRegister(),
                core.profile.maxCommandLength(),
                core.options.random(),
                former,
                core.deadlines.now());
        proof = made;
        return made;
    }

    void inherit(Proof.Memory former) {
        if (former != Proof.Memory.NONE) {
            proof(former);
        }
    }

    Proof.Memory leave() {
        Proof made = proof;
        return made == null ? Proof.Memory.NONE : made.leave(core.deadlines.now());
    }

    /** What was learned of the modem counts no more. */
    void forgetModem() {
        Proof made = proof;
        if (made != null) {
            made.forgetModem();
        }
    }

    boolean isActive() {
        return stage != Stage.IDLE;
    }

    /** Whether what comes may be the answer to a word, be it this session's or a former one's. */
    boolean listens() {
        return isActive() || isOut();
    }

    /** Whether words are out that were not answered. */
    boolean isOut() {
        Proof made = proof;
        return made != null && made.isOut();
    }

    /** The word that is out, null between two of them. */
    @Nullable
    Seat seat() {
        return seat;
    }

    void begin() {
        proof().begin();
        written = 0;
        silent = 0;
        answers = 0;
        lost = owed.size();
        heard.clear();
        // From here on a final result may be a word's: only the proof ends what is owed.
        owed.suspectOthers();
        next();
    }

    private void next() {
        seat = null;
        if (silent >= core.options.probes() || answers > MOST_ANSWERS) {
            fail(unproven());
            return;
        }
        long earliest = proof().earliest(core.deadlines.now());
        if (earliest - core.deadlines.now() > 0) {
            stage = Stage.PACED;
            deadline.at(earliest);
            return;
        }
        Word word = proof().next(owed.answerNames());
        if (word == null) {
            stage = Stage.SILENCE;
            silence.begin();
        } else {
            write(word);
        }
    }

    private void write(Word word) {
        Seat asking = new Seat(Prepared.of(AtCommand.of(word.line()), core.profile), null, core.options);
        stage = Stage.OUT;
        seat = asking;
        written++;
        proof().written(word, core.deadlines.now());
        secondBegins();
        core.armScanner();
        core.writeProbe(asking.prepared);
    }

    private void secondBegins() {
        Seat asking = seat;
        if (asking != null) {
            deadline.at(core.deadlines.now() + core.allowance(asking.prepared, null, core.options.probeTimeout()));
        }
    }

    private void timeUp() {
        switch (stage) {
            case OUT -> {
                silent += proof().takeRefusal() ? 0 : 1;
                next();
            }
            case PACED -> next();
            case SILENCE, IDLE -> {}
        }
    }

    /** What this round waits for by hearing nothing. */
    LongSilence silence() {
        return silence;
    }

    /** Every line that comes while a round runs. */
    void heard(AtLine line) {
        if (isActive()) {
            heard.add(core.mask(line.text()));
            silence.lineCame();
        }
    }

    /** Whether the line may be one of a word's answer, or its echo. */
    boolean takes(AtLine line) {
        return proof().takes(line) || proof().isEcho(line);
    }

    /** Whether the final result, while the register may be asked, is OK or an error in digits (V.250 6.2.4). */
    static @Nullable FinalResult numeric(AtLine line) {
        return switch (line.text()) {
            case "0" -> FinalResult.OK;
            case "4" -> FinalResult.ERROR;
            default -> null;
        };
    }

    /** A final result came. Whether it was about the words, or came while a round runs. */
    boolean finalCame(FinalResult result, AtLine line) {
        boolean active = isActive();
        switch (proof().finalCame(result.isOk(), active && owed.size() == 0)) {
            case PROVEN -> inStep();
            case READ ->
                presume("it takes no more than a single read command, and a copy of that would be answered alike");
            case NEARER -> {
                if (active) {
                    nearer();
                }
            }
            case REFUSED -> {
                answers++;
                next();
            }
            case STRAY -> {
                if (!active) {
                    return false;
                }
                stray(result, line);
            }
        }
        return true;
    }

    private void nearer() {
        answers++;
        if (stage != Stage.OUT) {
            return;
        }
        if (proof().isAwaited()) {
            secondBegins();
        } else {
            // A single read was answered: what was written before it is over, if that was its own answer.
            while (owed.size() > 0) {
                owed.takeOldestButItsClaims();
            }
            next();
        }
    }

    private void stray(FinalResult result, AtLine line) {
        answers++;
        secondBegins();
        if (owed.isOnlyOthers()) {
            core.announcer.unclassified(line);
        }
        Seat late = owed.takeOldestButItsClaims();
        if (late != null) {
            lost--;
            core.announcer.lateReply(late, line);
            if (result.isOk()) {
                // Should it be a word's instead, another operation waits a little longer: no harm.
                effects.acceptedLate(late);
            }
        }
    }

    private void inStep() {
        boolean wasOut = !owed.isOnlyOthers() || written > 1 || answers > 0;
        core.inStep(wasOut ? new SessionEvent.Resynchronised(written, lost) : null);
        over();
    }

    /** Nothing shows that it is wrong, and nothing proves it. */
    private void presume(String why) {
        core.presumeInStep(why);
        over();
    }

    private void over() {
        proof().over();
        stop();
        done.run();
    }

    /** A data entry has to be closed first. What is out stays out. */
    void stop() {
        stage = Stage.IDLE;
        seat = null;
        deadline.clear();
        silence.stop();
    }

    private String unproven() {
        String probes = written + (written == 1 ? " probe" : " probes");
        return answers == 0
                ? "no answer to " + probes
                : answers + " answers came to " + probes + ", none was the proof";
    }

    private void fail(String why) {
        stop();
        core.end.fail("the modem is out of step: " + why + heard);
    }
}
