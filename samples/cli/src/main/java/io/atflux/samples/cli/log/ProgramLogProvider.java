package io.atflux.samples.cli.log;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Binds SLF4J to {@link ProgramLog}. A system property names it; it is not registered as a service, so programs that
 * use the classes of this jar keep their own logging.
 */
public final class ProgramLogProvider implements SLF4JServiceProvider {

    private static final String SLF4J_PROPERTY = "slf4j.provider";

    private final ILoggerFactory loggers = ProgramLogger::new;
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new BasicMDCAdapter();

    /** Chooses this logging for the process, unless the user chose another. Called before the first logger is made. */
    public static void choose() {
        if (System.getProperty(SLF4J_PROPERTY) == null) {
            System.setProperty(SLF4J_PROPERTY, ProgramLogProvider.class.getName());
            // SLF4J would report the choice on standard error.
            System.setProperty("slf4j.internal.verbosity", "WARN");
        }
    }

    /** Whether this is the process's logging. */
    public static boolean isChosen() {
        return ProgramLogProvider.class.getName().equals(System.getProperty(SLF4J_PROPERTY));
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return loggers;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {
        // There is nothing to initialise.
    }
}
