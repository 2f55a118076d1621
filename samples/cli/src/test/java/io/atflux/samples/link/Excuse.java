package io.atflux.samples.link;

/** The reason why a message of the broker may be lost or duplicated: each is a limit that the documentation states. */
enum Excuse {
    /** The output of a module whose line is closed is lost: the module does not store it. */
    LINE_DOWN,
    /** A message that is damaged on the line is lost. */
    LINE_DISTURBED,
    /** A module that restarts drops its pending output. */
    MODULE_OFF,
    /** The listener left, or the process died, before the message was through. */
    LISTENER_LEFT,
    /** A module that answers a command only after its completion holds unsolicited lines until then. */
    MODULE_HOLDS,
    /** A module that reconnects silently has lost a clean session's subscriptions, and does not report it. */
    SILENT_RECONNECT,
    /** A message to the MQTT client that a dead process has left open does not reach the client of the next process. */
    LEFT_OPEN,
    /**
     * A message whose end is not marked: an unexpected echo of a command is read as part of it, and while the session proves that it is in
     * step, its further lines are not.
     */
    END_NOT_MARKED,
    /** A slow listener loses the messages that it allowed to be dropped. */
    OVERFLOW
}
