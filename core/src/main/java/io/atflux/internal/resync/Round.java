package io.atflux.internal.resync;

/** What has been asked and has come in one round of asking for the proof. Confined to the event loop. */
final class Round {

    /** No modem owes so many final results. */
    private static final int MOST_ANSWERS = 64;
    /** No word is waited for longer than so many times what it has by itself. */
    private static final int MOST_SECONDS = 4;

    /** Words that were written. */
    int written;
    /** Words in whose second nothing came. */
    int silent;
    /** Final results that were not the proof. */
    int answers;
    /** Lines that answer a word, whether its final result came or not. */
    int lines;
    /** Of the final results, OK without a line that could belong to a word. */
    int bare;
    /** Replies that were owed when it began, and did not come. */
    int lost;

    /** Since when the modem may be at the next word that it has; nanoseconds. */
    private long since;
    /** The longest that a word took; nanoseconds. */
    private long slowest;

    final LastLines heard = new LastLines();

    void begin(int owed) {
        written = 0;
        silent = 0;
        answers = 0;
        lines = 0;
        bare = 0;
        lost = owed;
        slowest = 0;
        heard.clear();
    }

    /** @param after whether another word is still out, so that this one's turn comes after it */
    void written(long now, boolean after) {
        written++;
        if (!after) {
            since = now;
        }
    }

    /** A word was answered, and the next one's turn comes: it was not silent after all. */
    void nearer(long now) {
        slowest = Math.max(slowest, now - since);
        since = now;
        silent = Math.max(0, silent - 1);
    }

    /** For how long the last word is waited for: one that is as slow as those before it has twice their time, within bounds. */
    long patience(long second) {
        return Math.max(second, Math.min(2 * slowest, MOST_SECONDS * second));
    }

    /** @param probes how many silent words end it */
    boolean isInVain(int probes) {
        return silent >= probes || answers > MOST_ANSWERS;
    }

    /** The modem is not silent: something came that answers a word, though it proves nothing. */
    boolean isAnswered() {
        return answers > 0 || lines > 0;
    }

    /** Nothing came at all. */
    boolean isUnheard() {
        return answers == 0 && heard.isEmpty();
    }

    /** Each word was answered by OK, by nothing else, and by no more than one. */
    boolean isBarelyAnswered() {
        return written > 0 && written == answers && written == bare && silent == 0;
    }

    String unproven() {
        String probes = written + (written == 1 ? " probe" : " probes");
        if (answers > 0) {
            return answers + " answers came to " + probes + ", none was the proof";
        }
        return (lines > 0 ? "no whole answer to " : "no answer to ") + probes;
    }
}
