package io.atflux.internal.resync;

import io.atflux.line.AtLine;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The words that were written and may still be answered, oldest first, by whichever session. They are remembered so that none is
 * drawn twice and a busy modem's buffer does not run over; the proof does not need the memory. Times are the session clock's
 * nanoseconds. Confined to the event loop.
 */
final class UnansweredWords {

    /** So many words may be unanswered before the modem is given more and more time for each. */
    private static final int FREELY = 3;

    private static final long[] PACE = {10_000_000_000L, 20_000_000_000L, 40_000_000_000L};
    private static final int MOST_REMEMBERED = 16;

    /** A word that another session wrote. */
    record Aged(Word word, long age, boolean refused, boolean proves) {

        Aged later(long nanos) {
            return new Aged(word, age + nanos, refused, proves);
        }
    }

    static final class Unanswered {
        final Word word;
        private final long written;
        /** Something else came in the place of its answer: it is no longer waited for, but may still be answered. */
        boolean refused;
        /** The lines before an error were its own: it has no more to say. */
        private boolean ended;
        /** Nothing was written after it but words. */
        private boolean proves;

        Unanswered(Word word, long written, boolean refused, boolean proves) {
            this.word = word;
            this.written = written;
            this.refused = refused;
            this.proves = proves;
            this.ended = refused;
        }
    }

    private final ArrayDeque<Unanswered> words = new ArrayDeque<>(4);
    /** How many words went out beside those that may be unanswered freely. */
    private int beyond;

    UnansweredWords(List<Aged> former, int beyond, long now) {
        this.beyond = beyond;
        former.forEach(w -> words.add(new Unanswered(w.word(), now - w.age(), w.refused(), w.proves())));
    }

    /** For the next session. */
    List<Aged> leave(long now) {
        return words.stream()
                .map(u -> new Aged(u.word, now - u.written, u.refused, u.proves))
                .toList();
    }

    int beyond() {
        return beyond;
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    @Nullable
    Unanswered last() {
        return words.peekLast();
    }

    /** Whether the word is what was written last of all. */
    boolean isLast(Word word) {
        Unanswered last = words.peekLast();
        return last != null && last.word == word && last.proves;
    }

    /** Something else was written, which is answered after them. */
    void otherWritten() {
        words.forEach(u -> u.proves = false);
    }

    boolean any(Predicate<Word> such) {
        return words.stream().anyMatch(u -> such.test(u.word));
    }

    List<Word> ofKind(Word.Kind kind) {
        return words.stream()
                .map(u -> u.word)
                .filter(word -> word.kind() == kind)
                .toList();
    }

    /** How many of them may still be answered, as far as is known. */
    long waitedFor() {
        return words.stream().filter(u -> !u.refused).count();
    }

    /**
     * The earliest instant for the next word: at once while few are unanswered, later and later then, since a busy modem's
     * buffer runs over in silence.
     */
    long earliest(long now) {
        Unanswered last = words.peekLast();
        return last == null || waitedFor() < FREELY ? now : last.written + PACE[Math.min(beyond, PACE.length - 1)];
    }

    void written(Word word, long now) {
        if (waitedFor() >= FREELY) {
            beyond++;
        }
        if (words.size() == MOST_REMEMBERED) {
            words.poll();
        }
        words.add(new Unanswered(word, now, false, true));
    }

    /** The latest whose answer the lines are; null for none. */
    @Nullable
    Word answeredBy(List<AtLine> came) {
        for (var it = words.descendingIterator(); it.hasNext(); ) {
            Word word = it.next().word;
            if (word.isAnsweredBy(came)) {
                return word;
            }
        }
        return null;
    }

    /** The lines before an error tell which word it refuses: the oldest whose answer begins with them, also if something else was taken for its refusal. */
    @Nullable
    Unanswered refusedAfter(List<AtLine> came) {
        for (Unanswered u : words) {
            List<String> seen = u.word.relevant(came);
            if (!u.ended && !seen.isEmpty() && u.word.beginsWith(seen)) {
                u.ended = true;
                return u;
            }
        }
        return null;
    }

    /** The word and all that were written before it are over. */
    void drop(Word word) {
        Unanswered first = words.poll();
        while (first != null && first.word != word) {
            first = words.poll();
        }
        beyond = 0;
    }

    void clear() {
        words.clear();
        beyond = 0;
    }
}
