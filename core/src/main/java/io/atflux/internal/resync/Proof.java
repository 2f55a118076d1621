package io.atflux.internal.resync;

import io.atflux.line.AtLine;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The proof that session and modem are in step: between two final results exactly the lines of the word written last, whichever
 * session wrote it, then OK. A modem answers in order, so everything that was written before that word is over then.
 *
 * <p>A single read proves nothing while an earlier copy of it is unanswered, and copies are not known of: a busy modem keeps what an
 * earlier session, or another process, wrote. A word is drawn out of 2^24, so there is no copy of it.
 *
 * <p>Times are the session clock's nanoseconds. Confined to the event loop.
 */
public final class Proof {

    /** No answer has more lines that count. */
    private static final int MOST_LINES = 64;

    /** What a final result says about the words. */
    public enum Finding {
        /** In step. */
        PROVEN,
        /** In step, unless a copy of the single read was unanswered. */
        READ,
        /** The modem has come to an earlier word, or has answered one that proves too little. */
        NEARER,
        /** The word written last was refused. */
        REFUSED,
        /** It belongs to something else, or ends the word's answer without proving anything. */
        STRAY
    }

    /** What a session leaves to the next one on the same modem. */
    public static final class Memory {

        /** Nothing is known of the modem. */
        public static final Memory NONE = new Memory(null, List.of(), 0);

        private final @Nullable Habits habits;
        private final List<UnansweredWords.Aged> words;
        private final int beyond;

        private Memory(@Nullable Habits habits, List<UnansweredWords.Aged> words, int beyond) {
            this.habits = habits;
            this.words = words;
            this.beyond = beyond;
        }

        /** The same, so much later. */
        public Memory aged(long nanos) {
            return new Memory(habits, words.stream().map(w -> w.later(nanos)).toList(), beyond);
        }

        /** Whether words are out that were not answered. */
        public boolean hasWords() {
            return !words.isEmpty();
        }
    }

    /** What ended, while a word was the last one, without being its answer; sure if nothing else was known to be owed. */
    private record Instead(List<String> seen, boolean ok, boolean sure) {}

    private final RandomGenerator random;
    private final Habits habits;
    private final UnansweredWords unanswered;
    private final List<AtLine> lines = new ArrayList<>(0);
    /** Single reads of this round. */
    private final List<String> asked = new ArrayList<>(0);

    /** The lines by which the last word was answered in full. */
    private List<AtLine> answer = List.of();

    private @Nullable Instead instead;
    /** A text stands between the lines that came since the last final result: some may be missing. */
    private boolean textAmong;

    /**
     * @param reads the read commands that words may be made of
     * @param register whether a modem that takes no row of reads may be asked by a register
     * @param longestLine what the modem's command buffer takes, bytes
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
        this.habits = known == null ? new Habits(Alphabet.of(reads, longestLine), register) : known.copy();
        this.unanswered = new UnansweredWords(former.words, former.beyond, now);
    }

    /** For the next session. */
    public Memory leave(long now) {
        return new Memory(habits.copy(), unanswered.leave(now), unanswered.beyond());
    }

    /** Whether words are out that were not answered. */
    public boolean isOut() {
        return !unanswered.isEmpty();
    }

    /** A round begins: single reads may be asked again. */
    public void begin() {
        asked.clear();
        instead = null;
    }

    /**
     * The next word to be written.
     *
     * @param owed names that the answers to other commands may still carry
     * @return null if nothing is left that could prove it
     */
    public @Nullable Word next(List<String> owed) {
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
     * The earliest instant for the next word: at once while few are unanswered, later and later then, since a busy modem's
     * buffer runs over in silence.
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
        if (word.kind() == Word.Kind.READ) {
            asked.addAll(word.answers());
        }
        unanswered.written(word, now);
        instead = null;
    }

    /** Whether the line may be one of a word's answer; it is kept if so. */
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
     * Somebody's text stands among the answers.
     *
     * @param told whether its lines are told from others; if not, its OK might end the answer that stands before it
     */
    public void textCame(boolean told) {
        textAmong = true;
        if (!told) {
            lines.clear();
        }
    }

    /** Something other than a word was written: only a word after it proves anything. */
    public void otherWritten() {
        unanswered.otherWritten();
    }

    /** Whether the line is the echo of a word, or ends with it. */
    public boolean isEcho(AtLine line) {
        return unanswered.any(word -> line.text().endsWith(word.line()));
    }

    /**
     * A final result came.
     *
     * @param sure whether nothing else is known to be owed, so that a refusal is the word's
     */
    public Finding finalCame(boolean ok, boolean sure) {
        List<AtLine> came = List.copyOf(lines);
        lines.clear();
        boolean complete = !textAmong;
        textAmong = false;
        Word found = ok ? unanswered.answeredBy(came) : null;
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
            // A line that came unasked, and a final result of something else, look like the answer to a single read.
            return isLast && isAlone && !habits.provesMore(found.kind()) ? Finding.READ : Finding.NEARER;
        }
        UnansweredWords.Unanswered last = unanswered.last();
        if (last == null) {
            return Finding.STRAY;
        }
        UnansweredWords.Unanswered refused = ok || !complete ? null : unanswered.refusedAfter(came);
        if (refused != null) {
            habits.failed(refused.word, refused.word.relevant(came), false);
            refused.refused = true;
            instead = null;
            return refused == last ? Finding.REFUSED : Finding.NEARER;
        }
        // It may be what somebody else left behind: only a second of silence after it makes it the word's refusal.
        instead = new Instead(last.word.relevant(came), ok, sure && complete);
        return Finding.STRAY;
    }

    /** The final result that came last was OK, with no line before it, and nothing else was known to be owed. */
    public boolean cameBare() {
        Instead what = instead;
        return what != null && what.ok() && what.sure() && what.seen().isEmpty();
    }

    /** The last word's time is over: whether something came instead of its answer, which is taken for its refusal. */
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

    /** In step, or as good as that: nothing that was written before matters. */
    public void over() {
        unanswered.clear();
        answer = List.of();
        lines.clear();
        textAmong = false;
        asked.clear();
        instead = null;
    }

    /** The modem restarted: nothing that was seen of it counts any more. */
    public void forgetModem() {
        habits.forget();
    }
}
