package io.atflux.simulation;

/**
 * The limits that the judges may forgive. Each names a limit in {@code docs/correctness.md}, and is granted only if the
 * simulation itself made the condition of that limit.
 */
enum Excuse {
    /** The bytes that the modem read are not known, so neither its action is known nor whether it takes data. */
    WRITE_DAMAGED("bytes damaged or lost on their way to the modem"),
    /** Its lines differ from its text, may stand in another line, or are missing. */
    REPLY_DAMAGED("a reply, an echo or a prompt of which bytes were damaged or lost"),
    /** Only the prompt shows that a raw command asks for data. */
    RAW_PROMPT_LOST("the prompt of a raw command that was lost, damaged, or came after its time"),
    /** No host can know of that data entry. */
    PROMPT_LATE_AND_LOST("a prompt that came after its time and was lost or damaged"),
    /** After this silence the session assumes that no data entry opened. */
    PROMPT_BEYOND_PATIENCE("a prompt that the module prints later than its own data entries last"),
    /** A lone prompt does not say which attempt it belongs to. */
    PROMPT_OF_AN_EARLIER_ATTEMPT("a prompt of an earlier attempt that comes when a later one's is awaited"),
    /** Until its first proof a process knows nothing of another process's writes. */
    MEMORY_LOST("the replies and result codes still owed to an earlier process, until the first proof of this one"),
    /** This process does not know the secret, so its mask cannot hide it. */
    SECRET_OF_AN_EARLIER_PROCESS("the late echo of a secret that an earlier process wrote"),
    /** Copies of a single read get the same answer, and a session that waits long enough hears none. */
    PRESUMED("a modem that accepts only single reads, with which a session presumes to be in step, and reports that"),
    /** Its lines have all leads and ends of the module's own lines. */
    TEXT_HOLDS_THE_FULL_GAP(
            "a text of unknown length that holds the whole gap between two of the modem's own lines, until the next proof"),
    /** No line is more of a text during a probe, so that no text can imitate the proof. */
    TEXT_WHILE_PROBING("a text of unknown length, or in quotes, that comes during a probe, and imitates the modem"),
    /** By the declared line ends everything after it is more of it, until the line has shown others. */
    CUT_AMONG_OTHER_ENDS(
            "the lines after a text that a word cuts, on a line with other ends than its profile declares, until the next proof"),
    /** Only the lead of a line tells it from the text before it. */
    DAMAGED_BEHIND_A_TEXT(
            "a line whose lead was damaged, a prompt without a lead, or an echo that the session does not know or expect, directly after a text of unknown length, and the text that belongs to it");

    /** The limit, in the words of the documentation. */
    final String limit;

    Excuse(String limit) {
        this.limit = limit;
    }
}
