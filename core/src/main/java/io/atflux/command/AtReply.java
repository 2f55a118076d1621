package io.atflux.command;

import io.atflux.line.AtLine;
import io.atflux.line.Parameters;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command got. As text it is masked, as its lines are; their values are not.
 *
 * @param result the final result code
 * @param lines the information lines, in order
 * @param urc the unsolicited result code that settled an asynchronous command, null for the others
 * @param attempts how often the command was written, 1 or more
 * @param possiblyDuplicated whether an earlier attempt may have been carried out as well
 * @param elapsed from the first write to the end
 */
public record AtReply(
        FinalResult result,
        List<AtLine> lines,
        @Nullable AtLine urc,
        int attempts,
        boolean possiblyDuplicated,
        Duration elapsed) {

    /** The first information line with a name, or null. */
    public @Nullable AtLine line(String name) {
        for (AtLine line : lines) {
            if (line.isNamed(name)) {
                return line;
            }
        }
        return null;
    }

    /**
     * The parameters of the first information line with a name. For decoders, where what it throws reaches the caller as
     * {@link io.atflux.error.AtProtocolException}.
     *
     * @throws IllegalArgumentException where the reply has no such line
     */
    public Parameters parameters(String name) {
        AtLine line = line(name);
        if (line == null) {
            throw new IllegalArgumentException("no " + name + " line in the answer");
        }
        return line.parameters();
    }

    /** The information lines' texts as they came, for programs; {@code lines().toString()} is for people. */
    public List<String> texts() {
        return lines.stream().map(AtLine::text).toList();
    }
}
