package io.atflux.internal.resync;

import io.atflux.line.AtLine;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The words of any session that may still be answered, oldest first. They are remembered so that none is drawn twice and a busy
 * modem's buffer does not overflow; the proof does not need the memory. Times are the session clock's nanoseconds. Confined to the
 * event loop.
 */
final class UnansweredWords {

    /** The number of words that may be unanswered before the interval between words grows. */
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
        /** Another answer arrived in place of its own: the session no longer waits for it, but it may still arrive. */
        boolean refused;
        /** The lines before an error were its own: no more of its answer follows. */
        private boolean ended;
        /** Only words were written after it. */
        private boolean proves;
        /** The number of lines since the last final result that arrived before it was written: none is its answer's. */
        private int earlier;

        Unanswered(Word word, long written, boolean refused, boolean proves) {
            this.word = word;
            this.written = written;
            this.refused = refused;
            this.proves = proves;
            this.ended = refused;
        }

        /** A line that could answer it arrived before it was written: the answer that the lines belong to is another's. */
        private boolean isLaterThan(List<AtLine> lines) {
            return earlier > 0 && !word.relevant(lines.subList(0, earlier)).isEmpty();
        }
    }

    private final ArrayDeque<Unanswered> words = new ArrayDeque<>(4);
    /** The number of words written beyond those that may be unanswered freely. */
    private int beyond;

    /** A line other than a word may be unanswered. */
    private boolean others;

    UnansweredWords(List<Aged> former, int beyond, boolean others, long now) {
        this.beyond = beyond;
        this.others = others;
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

    boolean hasOthers() {
        return others;
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    @Nullable
    Unanswered last() {
        return words.peekLast();
    }

    /** Whether the word is the last line that was written. */
    boolean isLast(Word word) {
        Unanswered last = words.peekLast();
        return last != null && last.word == word && last.proves;
    }

    /** A final result arrived that is no other command's: in order, it is that of the oldest word. */
    void oldestEnded() {
        for (Unanswered u : words) {
            if (!u.refused && u != words.peekLast()) {
                u.refused = true;
                return;
            }
        }
    }

    /** A line other than a word was written, which is answered after the words. */
    void otherWritten() {
        others = true;
        words.forEach(u -> u.proves = false);
    }

    void otherAnswered() {
        others = false;
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

    /** The number of words that are not known to be refused. */
    long waitedFor() {
        return words.stream().filter(u -> !u.refused).count();
    }

    /**
     * The earliest instant for the next word: at once while few are unanswered, then at growing intervals, since a busy modem's
     * buffer overflows silently.
     */
    long earliest(long now) {
        Unanswered last = words.peekLast();
        return last == null || waitedFor() < FREELY ? now : last.written + PACE[Math.min(beyond, PACE.length - 1)];
    }

    /** @param lines the number of lines since the last final result */
    void written(Word word, long now, int lines) {
        if (waitedFor() >= FREELY) {
            beyond++;
        }
        if (words.size() == MOST_REMEMBERED) {
            words.poll();
        }
        Unanswered last = new Unanswered(word, now, false, true);
        last.earlier = lines;
        words.add(last);
    }

    /** A final result arrived: the next lines may answer any word. */
    void answerEnded() {
        words.forEach(u -> u.earlier = 0);
    }

    /** The latest word that the lines answer; null for none. */
    @Nullable
    Word answeredBy(List<AtLine> came) {
        for (var it = words.descendingIterator(); it.hasNext(); ) {
            Unanswered u = it.next();
            if (!u.isLaterThan(came) && u.word.isAnsweredBy(came)) {
                return u.word;
            }
        }
        return null;
    }

    /**
     * The lines before an error show which word it refuses: the oldest whose answer begins with them, even if another answer was
     * taken for its refusal.
     */
    @Nullable
    Unanswered refusedAfter(List<AtLine> came) {
        for (Unanswered u : words) {
            List<String> seen = u.word.relevant(came);
            if (!u.ended && !u.isLaterThan(came) && !seen.isEmpty() && u.word.beginsWith(seen)) {
                u.ended = true;
                return u;
            }
        }
        return null;
    }

    /** The word and all earlier ones are complete. */
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
        others = false;
    }
}
