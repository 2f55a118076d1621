package io.atflux.internal.session;

/**
 * A transport's request to check that the modem still answers, as a user event in the pipeline of a line: a session with no command
 * in flight writes {@code AT}. The transport sees from the received bytes whether it was answered.
 */
public enum LineQuestion {
    ASKED
}
