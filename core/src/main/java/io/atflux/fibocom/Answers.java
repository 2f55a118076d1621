package io.atflux.fibocom;

import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;
import java.time.Duration;
import java.util.List;

/** The reply of a command that turned out to have worked, though its own answer was lost. */
final class Answers {

    private Answers() {}

    static AtReply ok() {
        return new AtReply(FinalResult.OK, List.of(), null, 1, false, Duration.ZERO);
    }
}
