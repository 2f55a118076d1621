package io.atflux.samples.modem.engine;

/** What the basic commands set: all of it back at its default after power-up. */
public final class Settings {

    /** AT&D2: calls are hung up. */
    public static final int DEFAULT_DTR_FALL = 2;

    /** ATE. */
    public boolean echo = true;
    /** ATV. */
    public boolean verbose = true;
    /** ATQ. */
    public boolean quiet;
    /** AT+CMEE, 0 to 2. */
    public int cmee;
    /** AT&D, 0 to 2: what a fall of DTR does. */
    public int dtrFall = DEFAULT_DTR_FALL;
    /** ATS3, the command line's end. */
    public int lineEnd = '\r';
    /** ATS4, the line feed. */
    public int lineFeed = '\n';
    /** ATS5, the editing character. */
    public int backspace = '\b';

    /** AT&F, ATZ. */
    public void reset() {
        echo = true;
        verbose = true;
        quiet = false;
        cmee = 0;
        lineEnd = '\r';
        lineFeed = '\n';
        backspace = '\b';
        dtrFall = DEFAULT_DTR_FALL;
    }
}
