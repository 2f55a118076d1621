package io.atflux.internal.resync;

import io.atflux.line.AtLine;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The proof that session and modem are in step: between two final results exactly the lines of the word written last, by any
 * session, then OK. A modem answers in order, so every command written before that word is then complete.
 *
 * <p>A single read proves nothing while an earlier copy of it is unanswered, and the session cannot know of copies: a busy modem
 * keeps commands of an earlier session or another process. A word is drawn out of 2^24, so there is no copy of it.
 *
 * <p>Times are the session clock's nanoseconds. Confined to the event loop.
 */
public final class Proof {

    /** No answer has more relevant lines. */
    private static final int MOST_LINES = 64;

    /** The conclusion from a final result about the words. */
    public enum Finding {
        /** In step. */
        PROVEN,
        /** In step, unless a copy of the single read was unanswered. */
        READ,
        /** The modem has reached an earlier word, or has answered one that proves too little. */
        NEARER,
        /** The word written last was refused. */
        REFUSED,
        /** The final result belongs to something else, or ends the word's answer without proving anything. */
        STRAY
    }

    /** The knowledge that a session passes to the next one on the same modem. */
    public static final class Memory {

        /** Nothing is known of the modem. */
        public static final Memory NONE = new Memory(null, List.of(), 0, false);

        private final @Nullable Habits habits;
        private final List<UnansweredWords.Aged> words;
        private final int beyond;
        private final boolean others;

        private Memory(@Nullable Habits habits, List<UnansweredWords.Aged> words, int beyond, boolean others) {
            this.habits = habits;
            this.words = words;
            this.beyond = beyond;
            this.others = others;
        }

        /** The same memory, the given time later. */
        public Memory aged(long nanos) {
            return new Memory(habits, words.stream().map(w -> w.later(nanos)).toList(), beyond, others);
        }

        /** Whether words, or lines that were written to find the modem, may still be answered. */
        public boolean isOwed() {
            return others || !words.isEmpty();
        }
    }

    /** An answer that ended after the last word without being its answer; sure if no other reply was known to be owed. */
    private record Instead(List<String> seen, boolean ok, boolean sure) {}

    private final RandomGenerator random;
    private final Habits habits;
    private final UnansweredWords unanswered;
    private final List<AtLine> lines = new ArrayList<>(0);
    /** The single reads of this round. */
    private final List<String> asked = new ArrayList<>(0);

    /** The lines that answered the last word in full. */
    private List<AtLine> answer = List.of();

    private @Nullable Instead instead;
    /** A text arrived among the lines since the last final result: some lines may be missing. */
    private boolean textAmong;
    /** No word of this round was written yet. */
    private boolean begins;

    /**
     * @param reads the read commands that words may consist of
     * @param register whether a register may be used for a modem that takes no row of reads
     * @param longestLine the size of the modem's command buffer, bytes
     * @param random draws the words; null for a secure generator
     */
    public Proof(
            List<String> reads,
            boolean register,
            int longestLine,
            @Nullable RandomGenerator random,
            Memory former,
            long now) {
        this.random = random == null ? SecureWords.RANDOM : random;
        Habits known = former.habits;
        this.habits = known == null ? new Habits(Alphabet.of(reads, longestLine), register) : known.forNextSession();
        this.unanswered = new UnansweredWords(former.words, former.beyond, former.others, now);
    }

    /** For the next session. */
    public Memory leave(long now) {
        return new Memory(habits.forNextSession(), unanswered.leave(now), unanswered.beyond(), unanswered.hasOthers());
    }

    /** Whether written words are unanswered. */
    public boolean isOut() {
        return !unanswered.isEmpty();
    }

    /** Whether a modem that now refuses all words once took them: then noise may have refused them. */
    boolean onceProved() {
        return habits.onceProved();
    }

    /** A round begins: single reads may be used again. */
    public void begin() {
        begins = true;
        asked.clear();
        instead = null;
    }

    /**
     * The next word to write. If a round finds no word at its beginning, the refusals learned before no longer count: noise refuses
     * any word, and a modem that takes none refuses them again at once.
     *
     * @param owed names that the answers to other commands may still carry
     * @return null if no word is left that could prove it
     */
    public @Nullable Word next(List<String> owed) {
        Word word = left(owed);
        if (word == null && begins) {
            habits.forget();
            word = left(owed);
        }
        return word;
    }

    private @Nullable Word left(List<String> owed) {
        return switch (habits.strongest()) {
            case READS -> fresh(true);
            case REGISTER -> fresh(false);
            case READ -> single(owed);
        };
    }

    private @Nullable Word single(List<String> owed) {
        List<String> taken = new ArrayList<>(owed);
        taken.addAll(asked);
        unanswered.ofKind(Word.Kind.READ).forEach(word -> taken.addAll(word.answers()));
        return habits.single(taken);
    }

    private Word fresh(boolean reads) {
        while (true) {
            Word word = reads ? habits.alphabet.draw(random, habits.refusedHead()) : Registers.draw(random);
            if (!unanswered.any(other -> other.line().equals(word.line()))) {
                return word;
            }
        }
    }

    /**
     * The earliest instant for the next word: at once while few are unanswered, then at growing intervals, since a busy modem's
     * buffer overflows silently.
     */
    public long earliest(long now) {
        return unanswered.earliest(now);
    }

    /** Whether the word written last may still be answered. */
    public boolean isAwaited() {
        UnansweredWords.Unanswered last = unanswered.last();
        return last != null && !last.refused;
    }

    public void written(Word word, long now) {
        begins = false;
        if (unanswered.waitedFor() == 0) {
            // Nothing is under way: a text that came before is not among the lines of this word's answer.
            textAmong = false;
        }
        if (word.kind() == Word.Kind.READ) {
            asked.addAll(word.answers());
        }
        unanswered.written(word, now, lines.size());
        instead = null;
    }

    /** Whether the line may belong to a word's answer; it is kept if so. */
    public boolean takes(AtLine line) {
        boolean counts = Word.isNumber(line)
                ? unanswered.any(word -> word.kind() == Word.Kind.REGISTER)
                : !line.name().isEmpty() && habits.alphabet.has(Word.name(line));
        if (counts && lines.size() < MOST_LINES) {
            lines.add(line);
        }
        return counts;
    }

    /**
     * A text of another answer or event arrived among the answers.
     *
     * @param told whether its lines were distinguished from others; if not, an OK in it might end the answer before it
     */
    public void textCame(boolean told) {
        textAmong = true;
        if (!told) {
            lines.clear();
            unanswered.answerEnded();
        }
    }

    /** A line other than a word was written: only a later word proves anything. */
    public void otherWritten() {
        unanswered.otherWritten();
    }

    public void otherAnswered() {
        unanswered.otherAnswered();
    }

    /** Whether the line is the echo of a word, or ends with it. */
    public boolean isEcho(AtLine line) {
        return unanswered.any(word -> line.text().endsWith(word.line()));
    }

    /**
     * A final result arrived.
     *
     * @param sure whether no other reply is known to be owed, so that a refusal is the word's
     */
    public Finding finalCame(boolean ok, boolean sure) {
        List<AtLine> came = List.copyOf(lines);
        lines.clear();
        boolean complete = !textAmong;
        textAmong = false;
        Word found = ok ? unanswered.answeredBy(came) : null;
        UnansweredWords.Unanswered refused = ok || !complete ? null : unanswered.refusedAfter(came);
        unanswered.answerEnded();
        if (found != null) {
            answer = came;
            habits.answered(found);
            instead = null;
            boolean isLast = unanswered.isLast(found);
            boolean isAlone = sure && unanswered.waitedFor() == 1;
            unanswered.drop(found);
            if (isLast && found.kind() != Word.Kind.READ) {
                return Finding.PROVEN;
            }
            // An unsolicited line and a final result of another command look like the answer to a single read.
            return isLast && isAlone && !habits.provesMore(found.kind()) ? Finding.READ : Finding.NEARER;
        }
        UnansweredWords.Unanswered last = unanswered.last();
        if (last == null) {
            return Finding.STRAY;
        }
        if (refused != null) {
            habits.failed(refused.word, refused.word.relevant(came), false);
            refused.refused = true;
            instead = null;
            return refused == last ? Finding.REFUSED : Finding.NEARER;
        }
        // It may belong to another party's command: only a second of silence after it makes it the word's refusal.
        instead = new Instead(last.word.relevant(came), ok, sure && complete);
        if (sure) {
            unanswered.oldestEnded();
        }
        return Finding.STRAY;
    }

    /** Whether the last final result was OK, with no line before it, and no other reply was known to be owed. */
    public boolean cameBare() {
        Instead what = instead;
        return what != null && what.ok() && what.sure() && what.seen().isEmpty();
    }

    /** The last word's time is over. @return whether another answer arrived instead of its own, which counts as its refusal */
    public boolean takeRefusal() {
        Instead what = instead;
        UnansweredWords.Unanswered last = unanswered.last();
        if (what == null || last == null) {
            return false;
        }
        instead = null;
        last.refused = true;
        if (what.sure()) {
            habits.failed(last.word, what.seen(), what.ok());
        }
        return true;
    }

    public List<AtLine> answer() {
        return answer;
    }

    /** The session is in step or presumed so: earlier writes no longer matter. */
    public void over() {
        unanswered.clear();
        answer = List.of();
        lines.clear();
        textAmong = false;
        asked.clear();
        instead = null;
    }

    /** The modem restarted: its former reactions no longer count. */
    public void forgetModem() {
        habits.forget();
    }
}
