package io.atflux.internal.resync;

import io.atflux.command.AtCommand;
import io.atflux.command.FinalResult;
import io.atflux.internal.ledger.OwedReplies;
import io.atflux.internal.ledger.PendingOperations;
import io.atflux.internal.ledger.Prepared;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.session.Services;
import io.atflux.internal.time.Durations;
import io.atflux.internal.time.Timed;
import io.atflux.line.AtLine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Writes words to obtain the {@link Proof} that session and modem are in step.
 *
 * <pre>
 * IDLE → [PACED] → OUT → … → IDLE (in step) or the session's end
 *           └───── SILENCE ──┘
 * </pre>
 *
 * <p>OUT: a word was written, and its answer may take its second. PACED: the next word waits, since too many words are unanswered
 * or the modem wakes up. SILENCE: no word can prove it, so nothing is written until a {@link LongSilence} is over. Confined to the
 * event loop.
 */
public final class Probing extends Timed {

    /** The wait before words are tried again that the modem once answered, and noise may have refused. */
    private static final long NOISE = Durations.nanos(Duration.ofSeconds(30));

    private enum Stage {
        IDLE,
        PACED,
        OUT,
        SILENCE
    }

    private final Services given;
    private final ProbeHost host;
    private final OwedReplies owed;
    private final PendingOperations pending;
    private final Runnable done;
    final ProofOnDemand proof;
    private final ListeningOnDemand listening;
    private Stage stage = Stage.IDLE;

    private @Nullable Seat seat;
    /** This session has written a complete line. */
    private boolean lineEnded;

    /** @param done called when a round is over */
    Probing(Services given, OwedReplies owed, PendingOperations pending, ProbeHost host, Runnable done) {
        this.given = given;
        this.host = host;
        this.owed = owed;
        this.pending = pending;
        this.done = done;
        this.proof = new ProofOnDemand();
        this.listening = new ListeningOnDemand();
    }

    public Proof.Memory leave() {
        return proof.leave(given.now());
    }

    public boolean isActive() {
        return stage != Stage.IDLE;
    }

    /** Whether a line may belong to the answer to a word of this session or a former one. */
    public boolean listens() {
        return isActive() || isOut();
    }

    /** Whether no word is left, so that only silence can end the round. */
    public boolean waitsForSilence() {
        return stage == Stage.SILENCE;
    }

    /** Whether written words are unanswered. */
    boolean isOut() {
        return proof.isOut();
    }

    /** The word in flight; null between two words. */
    @Nullable
    public Seat seat() {
        return seat;
    }

    void begin() {
        proof.get(given).begin();
        own().begin();
        next();
    }

    private void next() {
        seat = null;
        if (round().isInVain(given.options.probes())) {
            fail(round().unproven());
            return;
        }
        if (paced(proof.get(given).earliest(given.now())) || paced(host.awakeAt())) {
            return;
        }
        Word word = proof.get(given).next(owed.answerNames());
        if (word == null && proof.get(given).onceProved()) {
            proof.get(given).begin();
            paced(given.now() + NOISE);
        } else if (word == null) {
            endLine();
            stage = Stage.SILENCE;
            own().beginSilence();
        } else {
            write(word);
        }
    }

    private boolean paced(long earliest) {
        if (earliest - given.now() <= 0) {
            return false;
        }
        stage = Stage.PACED;
        setDeadline(given.deadlines, earliest);
        return true;
    }

    /** If no word is written, nothing else ends a line that was cut by a loss, and the next command would be appended to it. */
    private void endLine() {
        if (!lineEnded) {
            lineEnded = true;
            writeBare();
        }
    }

    /** Writes AT, which proves only that the modem answers. @return how long its answer may take, nanoseconds */
    long writeBare() {
        Prepared at = Prepared.of(AtCommand.of("AT").spec(), given.profile);
        proof.otherWritten(given);
        host.armScanner();
        host.writeProbe(at);
        return at.allowance(given.wire, null, given.options.probeTimeout());
    }

    private void write(Word word) {
        lineEnded = true;
        Seat asking = new Seat(Prepared.of(AtCommand.of(word.line()).spec(), given.profile), null, given.options);
        stage = Stage.OUT;
        seat = asking;
        round().written(given.now(), proof.get(given).isAwaited());
        proof.get(given).written(word, given.now());
        secondBegins();
        host.armScanner();
        host.writeProbe(asking.prepared);
    }

    private void secondBegins() {
        Seat asking = seat;
        if (asking != null) {
            long second = asking.prepared.allowance(given.wire, null, given.options.probeTimeout());
            setDeadline(given.deadlines, given.now() + round().patience(second));
        }
    }

    @Override
    protected void timeUp() {
        switch (stage) {
            case OUT -> {
                round().silent += proof.get(given).takeRefusal() ? 0 : 1;
                next();
            }
            case PACED -> next();
            case SILENCE, IDLE -> {}
        }
    }

    public ListeningOnDemand listening() {
        return listening;
    }

    /** Called with every line that arrives. */
    public void heard(AtLine line) {
        listening.heard(line, isActive());
    }

    private Listening own() {
        return listening.get(given, owed, this);
    }

    private Round round() {
        return own().round;
    }

    /** Whether the line may belong to a word's answer, or be its echo. */
    public boolean takes(AtLine line) {
        boolean answer = proof.get(given).takes(line);
        if (answer && isActive()) {
            round().lines++;
        }
        return answer || proof.get(given).isEcho(line);
    }

    /**
     * A text of another answer or event arrived among the answers.
     *
     * @param told whether its lines were distinguished from others
     */
    public void textCame(boolean told) {
        if (listens()) {
            proof.get(given).textCame(told);
        }
    }

    /** A final result arrived. @return whether it concerned the words, or arrived during a round */
    public boolean finalCame(FinalResult result, AtLine line) {
        boolean active = isActive();
        listening.finalComes();
        Proof.Finding finding = proof.get(given).finalCame(result.isOk(), active && owed.size() == 0);
        if (finding != Proof.Finding.PROVEN && listening.takesFinal()) {
            return true;
        }
        switch (finding) {
            case PROVEN -> inStep();
            case READ ->
                presume("it takes no more than a single read command, and a copy of that would be answered alike");
            case NEARER -> {
                if (active) {
                    nearer();
                }
            }
            case REFUSED -> {
                round().answers++;
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

    /** The words, and the lines that were written to find the modem. */
    public ProofOnDemand words() {
        return proof;
    }

    private void nearer() {
        round().answers++;
        round().nearer(given.now());
        if (stage != Stage.OUT) {
            return;
        }
        if (proof.get(given).isAwaited()) {
            secondBegins();
        } else {
            own().readAnswered();
            next();
        }
    }

    private void stray(FinalResult result, AtLine line) {
        secondBegins();
        Seat late = own().strayCame(line, proof.get(given).cameBare());
        if (late != null && result.isOk()) {
            // If it was a word's instead, another operation waits a little longer: no harm.
            pending.acceptedLate(late);
        }
    }

    private void inStep() {
        host.inStep(own().proven(), proof.get(given).answer());
        over();
    }

    boolean isUnheard() {
        return round().isUnheard();
    }

    /** Nothing shows that the session is out of step, and nothing proves that it is in step. */
    void presume(String why) {
        host.presumeInStep(why);
        over();
    }

    private void over() {
        proof.get(given).over();
        stop();
        done.run();
    }

    /** Stops, since a data entry must be closed first. Unanswered words stay so. */
    void stop() {
        stage = Stage.IDLE;
        seat = null;
        clearDeadline();
        listening.stop();
    }

    void fail(String why) {
        fail(why, round().isAnswered());
    }

    /** @param answered whether the modem answers, though its answers prove nothing */
    void fail(String why, boolean answered) {
        stop();
        host.fail("the modem is out of step: " + why + round().heard, answered);
        done.run();
    }
}
