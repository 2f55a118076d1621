package io.atflux.internal.resync;

import io.atflux.command.CommandText;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The read commands that words consist of, and this modem's reactions to each. A letter is dropped after two refusals with no
 * answer between them, since one damaged byte can cause a single refusal.
 */
final class Alphabet {

    /** The least number of different words. */
    static final long WORDS = 1L << 24;

    static final int MOST_BYTES = 128;
    private static final int ENOUGH_REFUSALS = 2;
    private static final String HEAD = "AT";

    /** One read command. */
    private static final class Letter {
        private final String read;
        private final String name;
        private boolean answered;
        private int refusals;

        Letter(String read, String name) {
            this.read = read;
            this.name = name;
        }

        boolean isUsable() {
            return refusals < ENOUGH_REFUSALS;
        }

        Letter forNextSession() {
            Letter next = new Letter(read, name);
            next.answered = answered;
            next.refusals = answered ? 0 : refusals;
            return next;
        }
    }

    private final List<Letter> letters;
    private final int mostBytes;

    /**
     * @param reads read commands, {@code AT+CMEE?}, each answered by one line of its name
     * @param longestLine the size of the modem's command buffer, bytes
     */
    static Alphabet of(List<String> reads, int longestLine) {
        List<Letter> letters = new ArrayList<>(reads.size());
        for (String read : reads) {
            letters.add(new Letter(
                    read.substring(HEAD.length()), CommandText.of(read).answerName()));
        }
        return new Alphabet(letters, Math.min(MOST_BYTES, longestLine));
    }

    private Alphabet(List<Letter> letters, int mostBytes) {
        this.letters = letters;
        this.mostBytes = mostBytes;
    }

    Alphabet forNextSession() {
        return new Alphabet(letters.stream().map(Letter::forNextSession).toList(), mostBytes);
    }

    boolean has(String name) {
        return letters.stream().anyMatch(letter -> letter.name.equals(name));
    }

    /** The answered letters if they suffice for a word; otherwise all that were not refused. */
    private List<Letter> usable() {
        List<Letter> answered =
                letters.stream().filter(l -> l.answered && l.isUsable()).toList();
        return lengthOf(answered) > 0
                ? answered
                : letters.stream().filter(Letter::isUsable).toList();
    }

    /** The number of letters of a word; 0 if no word of them is both long and short enough. */
    private int lengthOf(List<Letter> of) {
        if (of.size() < 2) {
            return 0;
        }
        int length = 0;
        for (long words = 1; words < WORDS; words *= of.size()) {
            length++;
        }
        int longest = of.stream().mapToInt(l -> l.read.length() + 1).max().orElse(0);
        return HEAD.length() + length * longest - 1 <= mostBytes ? length : 0;
    }

    boolean makesWords() {
        return lengthOf(usable()) > 0;
    }

    /**
     * Draws a word with all letters that were not answered yet, if it is long enough: its answer then shows them too.
     *
     * @param otherThan a letter that must not come first, if there is a choice
     */
    Word draw(RandomGenerator random, String otherThan) {
        List<Letter> from = usable();
        int length = lengthOf(from);
        Word word = drawn(from, length, random, otherThan);
        while (from.size() <= length && !hasAllNew(from, word)) {
            word = drawn(from, length, random, otherThan);
        }
        return word;
    }

    private static boolean hasAllNew(List<Letter> of, Word word) {
        return of.stream().allMatch(l -> l.answered || word.answers().contains(l.name));
    }

    private static Word drawn(List<Letter> from, int length, RandomGenerator random, String otherThan) {
        StringBuilder line = new StringBuilder(HEAD);
        List<String> answers = new ArrayList<>(length);
        while (answers.size() < length) {
            Letter letter = from.get(random.nextInt(from.size()));
            if (answers.isEmpty() && letter.name.equals(otherThan)) {
                continue;
            }
            line.append(answers.isEmpty() ? "" : ";").append(letter.read);
            answers.add(letter.name);
        }
        return new Word(Word.Kind.READS, line.toString(), answers);
    }

    /** Each usable read command as a word. */
    List<Word> singles() {
        return letters.stream()
                .filter(Letter::isUsable)
                .map(l -> new Word(Word.Kind.READ, HEAD + l.read, List.of(l.name)))
                .toList();
    }

    void answered(String name) {
        letters.stream().filter(l -> l.name.equals(name)).forEach(letter -> {
            letter.answered = true;
            letter.refusals = 0;
        });
    }

    void refused(String name) {
        letters.stream().filter(l -> l.name.equals(name)).forEach(letter -> letter.refusals++);
    }

    /** The modem was replaced or switched off: its former reactions no longer count. */
    void forget() {
        letters.forEach(letter -> {
            letter.answered = false;
            letter.refusals = 0;
        });
    }
}
