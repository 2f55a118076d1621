package io.atflux.samples.modem.engine;

import java.util.EnumMap;
import java.util.Map;

/** The settings of the basic commands; all return to their defaults at power-up. */
public final class Settings {

    /** AT&amp;D2: calls are hung up. */
    public static final int DEFAULT_DTR_FALL = 2;

    /** ATX4: all result codes. */
    public static final int DEFAULT_RESULT_CODES = 4;

    /** ATE. */
    public boolean echo = true;
    /** ATV. */
    public boolean verbose = true;
    /** ATQ. */
    public boolean quiet;
    /** ATX, 0 to 4. */
    public int resultCodes = DEFAULT_RESULT_CODES;
    /** AT+CMEE, 0 to 2. */
    public int cmee;
    /** AT&amp;D, 0 to 2: the effect of a fall of DTR. */
    public int dtrFall = DEFAULT_DTR_FALL;
    /** ATS3, held apart because every byte is compared with it. */
    int lineEnd = Register.S3.initial();
    /** ATS4. */
    int lineFeed = Register.S4.initial();
    /** ATS5. */
    int backspace = Register.S5.initial();

    private final Map<Register, Integer> registers = new EnumMap<>(Register.class);

    /** An S register's value. */
    public int register(Register which) {
        return registers.getOrDefault(which, which.initial());
    }

    /** Sets an S register; S3 to S5 apply from the next character on. */
    public void register(Register which, int value) {
        registers.put(which, value);
        lineEnd = register(Register.S3);
        lineFeed = register(Register.S4);
        backspace = register(Register.S5);
    }

    /** AT&amp;F, ATZ. */
    public void reset() {
        echo = true;
        verbose = true;
        quiet = false;
        resultCodes = DEFAULT_RESULT_CODES;
        cmee = 0;
        dtrFall = DEFAULT_DTR_FALL;
        registers.clear();
        register(Register.S3, Register.S3.initial());
    }
}
