package io.atflux.samples.fuzz;

import io.atflux.command.AtCommand;
import io.atflux.fibocom.L610Commands;
import io.atflux.fibocom.L610Profile;
import java.util.function.BiFunction;

/**
 * A command with a text parameter.
 *
 * @param isSecret whether the text must be masked
 */
record Encoder(BiFunction<L610Commands, String, AtCommand<?>> command, boolean isSecret) {

    AtCommand<?> encode(L610Profile profile, String text) {
        return command.apply(L610Commands.of(profile), text);
    }
}
