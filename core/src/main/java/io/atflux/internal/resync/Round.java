package io.atflux.internal.resync;

/** Counts the words and answers of one round of the proof. Confined to the event loop. */
final class Round {

    /** No modem owes this number of final results. */
    private static final int MOST_ANSWERS = 64;
    /** The longest wait for a word, as a multiple of its own time limit. */
    private static final int MOST_SECONDS = 4;

    /** Words written. */
    int written;
    /** Words without any answer in their time. */
    int silent;
    /** Final results that were not the proof. */
    int answers;
    /** Lines that answer a word, whether its final result arrived or not. */
    int lines;
    /** Of the final results, those that are OK without a line that could belong to a word. */
    int bare;
    /** Replies that were owed at the beginning, and did not arrive. */
    int lost;

    /** The earliest time at which the modem may have begun the next word; nanoseconds. */
    private long since;
    /** The longest time that a word took; nanoseconds. */
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

    /** @param after whether another word is still unanswered, so that the modem begins this one after it */
    void written(long now, boolean after) {
        written++;
        if (!after) {
            since = now;
        }
    }

    /** A word was answered, and the modem begins the next one: the earlier word was not silent after all. */
    void nearer(long now) {
        slowest = Math.max(slowest, now - since);
        since = now;
        silent = Math.max(0, silent - 1);
    }

    /** The wait for the last word: twice the time of the slowest word so far, within bounds. */
    long patience(long second) {
        return Math.max(second, Math.min(2 * slowest, MOST_SECONDS * second));
    }

    /** @param probes the number of silent words that end the round */
    boolean isInVain(int probes) {
        return silent >= probes || answers > MOST_ANSWERS;
    }

    /** The modem is not silent: an answer to a word arrived, though it proves nothing. */
    boolean isAnswered() {
        return answers > 0 || lines > 0;
    }

    /** No line arrived at all. */
    boolean isUnheard() {
        return answers == 0 && heard.isEmpty();
    }

    /** Each word was answered by exactly one OK and by nothing else. */
    boolean isBarelyAnswered() {
        return written > 0 && written == answers && written == bare && silent == 0;
    }

    String unproven() {
        String probes = written + (written == 1 ? " probe" : " probes");
        if (answers > 0) {
            return answers + " answers came to " + probes + ", none was the proof";
        }
        return (lines > 0 ? "no complete answer to " : "no answer to ") + probes;
    }
}
