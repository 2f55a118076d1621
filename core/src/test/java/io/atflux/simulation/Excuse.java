package io.atflux.simulation;

/**
 * What the judges may forgive. Each names a limit that {@code docs/correctness.md} tells, and is granted only where the simulation
 * itself did what that limit speaks of.
 */
enum Excuse {
    /** Nobody knows what the modem read, so nobody knows what it did, nor whether it takes data. */
    WRITE_DAMAGED("bytes damaged or lost on their way to the modem"),
    /** Its lines are not its own text any more, may stand in another line, or are missing. */
    REPLY_DAMAGED("a reply, an echo or a prompt of which bytes were damaged or lost"),
    /** That a raw command asks for data shows in its prompt alone. */
    RAW_PROMPT_LOST("the prompt of a raw command that was lost, damaged, or came after its time"),
    /** Nobody can know of that data entry. */
    PROMPT_LATE_AND_LOST("a prompt that came after its time and was lost or damaged"),
    /** Behind so long a silence it is taken that no data entry opened. */
    PROMPT_BEYOND_PATIENCE("a prompt that the module prints later than its own data entries last"),
    /** A lone prompt does not say whose it is. */
    PROMPT_OF_AN_EARLIER_ATTEMPT("a prompt of an earlier attempt that comes when a later one's is awaited"),
    /** Until its first proof a process knows nothing of what another one wrote. */
    MEMORY_LOST("what an earlier process is still owed, until the first proof of this one"),
    /** Nobody in this process knows what its mask would have to hide. */
    SECRET_OF_AN_EARLIER_PROCESS("the late echo of a secret that an earlier process wrote"),
    /** Copies of a single read are answered alike, and whoever waits long enough hears none. */
    PRESUMED(
            "a modem that takes nothing but single reads, with which a session is presumed to be in step, and says so"),
    /** Its lines have all that the module's own have. */
    TEXT_HOLDS_THE_FULL_GAP(
            "a text of unknown length that holds all that stands between two lines of the modem's own, until the next proof"),
    /** No line is more of a text then, so that no text can imitate the proof. */
    TEXT_WHILE_PROBING(
            "a text of unknown length, or in quotes, that comes while a word is out, and imitates the modem"),
    /** By the line ends that are declared, all behind it is more of it, until the line has shown others. */
    CUT_AMONG_OTHER_ENDS(
            "what follows a text that a word cuts, on a line that ends otherwise than its profile declares, until the next proof"),
    /** What stands behind a text is told from it by its lead alone. */
    DAMAGED_BEHIND_A_TEXT(
            "a line whose lead was damaged, or an echo that the session does not know or expect, directly after a text of unknown length, and the text that belongs to it");

    /** As the documentation has it. */
    final String limit;

    Excuse(String limit) {
        this.limit = limit;
    }
}
