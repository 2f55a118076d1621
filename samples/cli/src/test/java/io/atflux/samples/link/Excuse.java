package io.atflux.samples.link;

/** Why a message that the broker sent need not have reached a listener, or more than once: each a limit that the documentation states. */
enum Excuse {
    /** What a module prints while nobody has the line is lost: the module has no memory of it. */
    LINE_DOWN,
    /** What is damaged on the line is no message any more. */
    LINE_DISTURBED,
    /** A module that restarts prints nothing of what was on its way. */
    MODULE_OFF,
    /** The listener left, or the process died, before the message was through. */
    LISTENER_LEFT,
    /** A module that answers a command only when all is done holds back what comes unasked until then. */
    MODULE_HOLDS,
    /** A module that connects by itself without a word has lost a clean session's subscriptions, and nobody knows. */
    SILENT_RECONNECT,
    /** What a broker sends to the MQTT client that a process which died has left open is not for the client of the next one. */
    LEFT_OPEN,
    /** The echo of a command that nobody expects to be echoed is taken for more of a message whose end nothing marks. */
    ECHO_IN_TEXT,
    /** A listener that does not keep up loses what it allowed to be dropped. */
    OVERFLOW
}
