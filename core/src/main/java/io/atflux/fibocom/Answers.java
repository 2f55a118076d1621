package io.atflux.fibocom;

import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;

/** The reply of a command that has worked although its own answer was lost. */
final class Answers {

    private Answers() {}

    static AtReply ok() {
        return AtReply.of(FinalResult.OK);
    }
}
