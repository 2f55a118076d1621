package io.atflux.samples.modem.at;

/** How a command is written: {@code +X}, {@code +X?}, {@code +X=?}, {@code +X=...}. */
public enum Form {
    EXECUTE,
    READ,
    TEST,
    SET
}
