package io.atflux.internal.trace;

import reactor.util.context.ContextView;

/** A command, as the log has to know it. */
public interface Traced {

    /** The Reactor context of whoever sent it. */
    ContextView context();

    /** The command line, masked. */
    String shown();
}
