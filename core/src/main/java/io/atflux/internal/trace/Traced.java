package io.atflux.internal.trace;

import reactor.util.context.ContextView;

/** The part of a command that the log needs. */
public interface Traced {

    /** The Reactor context of the subscriber that sent the command. */
    ContextView context();

    /** The command line, masked. */
    String shown();
}
