package io.atflux.samples.gateway.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The service does not start, for a reason that its operator can mend: Boot shows the two texts instead of a stack. */
public final class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String action;

    /**
     * A refusal.
     *
     * @param why names the property
     * @param action how it is mended
     */
    public StartRefusedException(String why, String action) {
        super(why);
        this.action = action;
    }

    /** Called by Boot. */
    static final class Analyzer extends AbstractFailureAnalyzer<StartRefusedException> {

        @Override
        protected FailureAnalysis analyze(Throwable root, StartRefusedException refused) {
            return new FailureAnalysis(String.valueOf(refused.getMessage()), refused.action, refused);
        }
    }
}
