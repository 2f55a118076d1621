package io.atflux.simulation;

import io.atflux.Discipline;

/**
 * The settings of one whole script. Times in nanoseconds.
 *
 * @param chunk the size of reads: 0 as printed, 1 byte by byte, n in pieces of 1 to n
 * @param lineDelay the longest time that a byte takes on the line, each way
 * @param prompt this modem's prompt
 * @param escapeEnds whether ESC ends a data entry; otherwise it is data
 * @param escapeAnswer the final result of a data entry that ESC ended
 * @param queueWait the longest wait of a command, 0 for no limit
 * @param disturbsProbes whether result codes come around the answer of a probe
 * @param abortAnswer the final result of a command that a character aborted
 * @param skill which lines that prove the modem takes
 * @param probeDelays this modem's times for one probe after the other
 * @param extras the features that only some scripts have
 */
record Setup(
        Discipline discipline,
        boolean echo,
        int chunk,
        long lineDelay,
        String prompt,
        boolean escapeEnds,
        Behaviour.Ending escapeAnswer,
        int maxQueue,
        long queueWait,
        boolean disturbsProbes,
        Behaviour.Ending abortAnswer,
        Probes.Skill skill,
        long[] probeDelays,
        Extras extras) {

    Setup with(Extras others) {
        return with(queueWait, skill, others);
    }

    Setup with(long wait, Probes.Skill able, Extras others) {
        return new Setup(
                discipline,
                echo,
                chunk,
                lineDelay,
                prompt,
                escapeEnds,
                escapeAnswer,
                maxQueue,
                wait,
                disturbsProbes,
                abortAnswer,
                able,
                probeDelays,
                others);
    }

    @Override
    public String toString() {
        return discipline + (echo ? ", echo" : "") + ", chunk " + chunk + ", line delay " + lineDelay + " ns, prompt \""
                + prompt.replace("\r", "\\r").replace("\n", "\\n") + "\", ESC "
                + (escapeEnds ? "ends with " + escapeAnswer : "is data") + ", queue " + maxQueue + ", queue wait "
                + queueWait + " ns, " + "aborted: " + abortAnswer + ", " + (disturbsProbes ? "disturbed " : "")
                + "probes (" + skill + ") after "
                + java.util.Arrays.toString(probeDelays) + " ns" + (extras.equals(Extras.NONE) ? "" : ", " + extras);
    }
}
