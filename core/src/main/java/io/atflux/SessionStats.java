package io.atflux;

/**
 * Counters since the session's start.
 *
 * @param sent command lines written, probes included
 * @param lateReplies final results that came after their command had been given up
 * @param lateUrcs settling result codes that came after their command had been given up
 * @param resyncs how often the session had to find back into step
 * @param unclassified lines that were neither an answer nor a result code
 * @param dropped events that a subscriber's overflow policy dropped
 * @param noiseBytes bytes that were no part of any line
 * @param overlongLines lines that were discarded for their length
 * @param cutTexts texts that were cut: delivered, if at all, as {@link io.atflux.line.AtLine#isCut cut}, or followed by more of them
 * @param queued commands that wait now
 */
public record SessionStats(
        long sent,
        long lateReplies,
        long lateUrcs,
        long resyncs,
        long unclassified,
        long dropped,
        long noiseBytes,
        long overlongLines,
        long cutTexts,
        int queued) {}
