package io.atflux.samples.modem.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An unsolicited result code.
 *
 * @param lines a result code's line, and its text, if any
 * @param code the result code that has a number with ATV0, or null; {@code lines} is empty then
 * @param wanted evaluated before it is printed; false if the event that it reports is over
 */
record Urc(List<byte[]> lines, @Nullable ResultCode code, BooleanSupplier wanted) {

    static Urc of(byte[]... lines) {
        return new Urc(Arrays.asList(lines), null, () -> true);
    }

    static Urc of(String line) {
        return of(line.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Urc of(ResultCode code) {
        return new Urc(List.of(), code, () -> true);
    }

    Urc onlyIf(BooleanSupplier condition) {
        return new Urc(lines, code, condition);
    }

    int size() {
        return lines.stream().mapToInt(line -> line.length).sum();
    }
}
