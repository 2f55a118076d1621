package io.atflux.standard;

import java.time.Duration;
import java.util.Random;

/**
 * One modem's habits, drawn at random.
 *
 * @param chaining the handling of several extended commands in one line (V.250 5.2.1)
 * @param knowsS8 whether it has the register S8 (V.250 6.3.11), several parameters in one line included
 * @param lineLimit the longest command line that it takes; V.250 5.2.1 asks for 40 characters
 * @param echo whether it sends command lines back
 * @param echoesAtOnce whether it echoes them on arrival, not when it reads them
 * @param leadsEach whether each information line, and not only the first one, begins with CR LF
 * @param errorCodes the value of {@code AT+CMEE}
 * @param knowsIpr whether it answers {@code AT+IPR?}
 * @param knowsSerial whether it answers {@code AT+CGSN?}, which is not in 27.007
 * @param interrupts whether it prints unsolicited lines also while a command runs
 * @param slowShare the percentage of slow commands
 * @param slowest the longest time of a slow command
 * @param unasked the average time between unsolicited lines
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
     * Whether a host can prove that it is in step: by a line of several reads, of which at least three are answered, or
     * by S8. With any other modem it can only presume it after a long silence, and must report that.
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

    /** The same modem, but its prompts come before its own data-entry time-out. */
    Habits prompting() {
        return with(lineLimit, slowest.compareTo(PROMPT) > 0 ? PROMPT : slowest, unasked);
    }

    /** The same modem, but a fast one, with more frequent unsolicited lines. */
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
