package io.atflux.standard;

import java.time.Duration;
import java.util.Random;

/**
 * One modem's habits, drawn at random.
 *
 * @param chaining what becomes of several extended commands in one line (V.250 5.2.1)
 * @param knowsS8 whether it has the register S8 (V.250 6.3.11), several parameters in one line included
 * @param lineLimit the longest command line that it takes; V.250 5.2.1 asks for 40 characters
 * @param echo whether it sends command lines back
 * @param echoesAtOnce whether it does so when they come, not when it reads them
 * @param leadsEach whether each information line, and not only the first one, begins with CR LF
 * @param errorCodes as {@code AT+CMEE} has it
 * @param knowsIpr whether it answers {@code AT+IPR?}
 * @param knowsSerial whether it answers {@code AT+CGSN?}, which 27.007 does not have
 * @param interrupts whether it prints what nobody asked for also while a command runs
 * @param slowShare how many commands of a hundred are slow
 * @param slowest how long a slow command takes at most
 * @param unasked how often it prints what nobody asked for: once in so long a time, on average
 */
record Habits(
        Chaining chaining,
        boolean knowsS8,
        int lineLimit,
        boolean echo,
        boolean echoesAtOnce,
        boolean leadsEach,
        int errorCodes,
        boolean knowsIpr,
        boolean knowsSerial,
        boolean interrupts,
        int slowShare,
        Duration slowest,
        Duration unasked) {

    private static final Duration PROMPT = Duration.ofSeconds(25);

    enum Chaining {
        ALL,
        FIRST,
        NONE
    }

    /**
     * Whether a host can prove that it is in step: by a line of several reads, of which at least three are answered, or by S8. Of any
     * other modem it can but presume it after a long silence, and must say so.
     */
    boolean canProve() {
        boolean reads = chaining == Chaining.ALL && lineLimit >= 128 && (knowsIpr || knowsSerial);
        return knowsS8 || reads;
    }

    static Habits draw(Random random) {
        int[] limits = {40, 80, 400, 12_288};
        return new Habits(
                random.nextInt(3) < 2 ? Chaining.ALL : Chaining.values()[random.nextInt(3)],
                random.nextBoolean(),
                limits[random.nextInt(4) == 0 ? random.nextInt(4) : 3],
                random.nextBoolean(),
                random.nextInt(4) == 0,
                random.nextBoolean(),
                random.nextInt(3),
                random.nextInt(4) > 0,
                random.nextInt(4) > 0,
                random.nextInt(4) == 0,
                random.nextInt(30),
                Duration.ofSeconds(1 + random.nextInt(180)),
                Duration.ofSeconds(5 + random.nextInt(120)));
    }

    /** The same modem, but one whose prompts come before it would itself have lost patience. */
    Habits prompting() {
        return with(lineLimit, slowest.compareTo(PROMPT) > 0 ? PROMPT : slowest, unasked);
    }

    /** The same modem, but a fast one, in a busier place. */
    Habits quick(Duration between) {
        return with(12_288, Duration.ofSeconds(2), between);
    }

    private Habits with(int otherLimit, Duration otherSlowest, Duration otherUnasked) {
        return new Habits(
                chaining,
                knowsS8,
                otherLimit,
                echo,
                echoesAtOnce,
                leadsEach,
                errorCodes,
                knowsIpr,
                knowsSerial,
                interrupts,
                slowShare,
                otherSlowest,
                otherUnasked);
    }
}
