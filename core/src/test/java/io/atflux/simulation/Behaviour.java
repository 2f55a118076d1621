package io.atflux.simulation;

/**
 * The modem's conduct for one attempt. Times in nanoseconds.
 *
 * @param delay from the command, or the end of its data, to the final result
 * @param ending the final result
 * @param early whether the information lines come at once instead of with the final result
 * @param promptDelay from the command to the prompt
 * @param result the content of an asynchronous command's result code
 * @param resultDelay from the final result to the result code
 * @param resultFirst whether the result code comes before the final result
 * @param urcs the boundaries of the reply at which a result code comes in between, one bit each
 * @param okFirst whether OK comes before the prompt as well
 */
record Behaviour(
        long delay,
        Ending ending,
        boolean early,
        long promptDelay,
        Result result,
        long resultDelay,
        boolean resultFirst,
        int urcs,
        boolean okFirst) {

    /** Final results, and none. */
    enum Ending {
        OK("OK"),
        ERROR("ERROR"),
        CME("+CME ERROR: 30"),
        CMS("+CMS ERROR: 500"),
        TEXT("COMMAND NOT SUPPORT"),
        /** Sent only after the character that aborts a command. */
        ABORTED("ABORTED"),
        SILENCE("");

        final String text;

        Ending(String text) {
            this.text = text;
        }
    }

    /** The content of a settling result code. */
    enum Result {
        SUCCESS,
        FAILURE,
        NEVER
    }
}
