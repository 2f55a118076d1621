package io.atflux.internal.session;

/**
 * A transport's question whether the modem is still there, as a user event in the pipeline of a line: a session that has nothing
 * in flight writes {@code AT}. The transport sees by what comes whether it was answered.
 */
public enum LineQuestion {
    ASKED
}
