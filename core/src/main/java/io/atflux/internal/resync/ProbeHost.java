package io.atflux.internal.resync;

import io.atflux.SessionEvent;
import io.atflux.internal.ledger.Prepared;
import io.atflux.line.AtLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions of a session that its resynchronisation needs. */
public interface ProbeHost {

    /** Sets the scanner for the frames that may arrive now. */
    void armScanner();

    /** Writes everything that may be written now. */
    void drain();

    void writeProbe(Prepared probe);

    /** The earliest time for a write, since the modem may have to be woken before; now if it is awake. */
    long awakeAt();

    /**
     * Session and modem are in step.
     *
     * @param event null if the session was not out of step
     * @param answer the lines by which the word was answered
     */
    void inStep(SessionEvent.@Nullable Resynchronised event, List<AtLine> answer);

    /** Nothing shows that the session is out of step, and nothing can prove that it is in step. */
    void presumeInStep(String why);

    /**
     * The proof failed: the line is of no more use, unless the modem can be brought into a state in which it answers.
     *
     * @param answered whether any word was answered
     */
    void fail(String why, boolean answered);
}
