package io.atflux.modem;

import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;
import io.atflux.line.AtLine;
import java.util.Arrays;

/** Replies in a module's form. */
public final class Said {

    private Said() {}

    /** Information lines, then OK. */
    public static AtReply ok(String... lines) {
        return AtReply.of(FinalResult.OK, Arrays.stream(lines).map(AtLine::of).toArray(AtLine[]::new));
    }
}
