package io.atflux.internal.resync;

import io.atflux.SessionEvent;
import io.atflux.internal.ledger.Prepared;
import io.atflux.line.AtLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the way back into step needs of the session that it is for. */
public interface ProbeHost {

    /** Lets the scanner look for what may come now. */
    void armScanner();

    /** Writes whatever may be written now. */
    void drain();

    void writeProbe(Prepared probe);

    /** When something may be written at the earliest, because the modem is woken before; now if it is awake. */
    long awakeAt();

    /**
     * Session and modem are in step.
     *
     * @param event null if the session was not out of step
     * @param answer the lines by which the word was answered
     */
    void inStep(SessionEvent.@Nullable Resynchronised event, List<AtLine> answer);

    /** Nothing shows that it is out of step, and nothing can prove the contrary. */
    void presumeInStep(String why);

    /**
     * Nothing proved it: the line is of no more use, unless the modem can be brought into a state in which it answers.
     *
     * @param answered whether anything was answered to what should prove it
     */
    void fail(String why, boolean answered);
}
