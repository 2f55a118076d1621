package io.atflux.internal.resync;

/** What has been asked and has come in one round of asking for the proof. Confined to the event loop. */
final class Round {

    /** No modem owes so many final results. */
    private static final int MOST_ANSWERS = 64;

    /** Words that were written. */
    int written;
    /** Words in whose second nothing came. */
    int silent;
    /** Final results that were not the proof. */
    int answers;
    /** Of these, OK without a line that could belong to a word. */
    int bare;
    /** Replies that were owed when it began, and did not come. */
    int lost;

    final LastLines heard = new LastLines();

    void begin(int owed) {
        written = 0;
        silent = 0;
        answers = 0;
        bare = 0;
        lost = owed;
        heard.clear();
    }

    /** @param probes how many silent words end it */
    boolean isInVain(int probes) {
        return silent >= probes || answers > MOST_ANSWERS;
    }

    /** Each word was answered by OK, by nothing else, and by no more than one. */
    boolean isBarelyAnswered() {
        return written > 0 && written == answers && written == bare && silent == 0;
    }

    String unproven() {
        String probes = written + (written == 1 ? " probe" : " probes");
        return answers == 0
                ? "no answer to " + probes
                : answers + " answers came to " + probes + ", none was the proof";
    }
}
