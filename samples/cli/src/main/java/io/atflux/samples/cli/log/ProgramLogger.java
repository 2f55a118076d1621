package io.atflux.samples.cli.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * The logger of one name. It consults {@link ProgramLog} at each call, so that a new level also applies to existing
 * loggers.
 */
final class ProgramLogger extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1L;

    ProgramLogger(String name) {
        this.name = name;
    }

    @Override
    public boolean isTraceEnabled() {
        return ProgramLog.isShown(name, Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return ProgramLog.isShown(name, Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return ProgramLog.isShown(name, Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return ProgramLog.isShown(name, Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return ProgramLog.isShown(name, Level.ERROR);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        ProgramLog.show(level, MessageFormatter.basicArrayFormat(message, arguments), failure);
    }
}
