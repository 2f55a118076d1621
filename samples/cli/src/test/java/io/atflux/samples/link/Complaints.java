package io.atflux.samples.link;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** An error that the engine logs is a fault of the engine: in a run all happens on one thread, so it belongs to that run. */
final class Complaints extends AppenderBase<ILoggingEvent> {

    private static final ThreadLocal<Verdict> JUDGE = new ThreadLocal<>();

    static {
        Complaints all = new Complaints();
        all.start();
        ((Logger) LoggerFactory.getLogger("io.atflux")).addAppender(all);
    }

    private Complaints() {}

    /** Errors that this thread logs from now on break a promise of that run. */
    static void go(Verdict verdict) {
        JUDGE.set(verdict);
    }

    static void end() {
        JUDGE.remove();
    }

    @Override
    protected void append(ILoggingEvent event) {
        Verdict verdict = JUDGE.get();
        if (verdict != null && event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            verdict.violated("an error is logged: " + event.getFormattedMessage());
        }
    }
}
