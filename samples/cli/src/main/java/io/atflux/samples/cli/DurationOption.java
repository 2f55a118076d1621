package io.atflux.samples.cli;

import io.atflux.error.AtUsageException;
import io.atflux.transport.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 500ms}, {@code 2s}, {@code 3m}. */
public final class DurationOption implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            return Durations.parse(text);
        } catch (AtUsageException e) {
            throw new TypeConversionException("'" + text + "' is no duration such as 500ms, 2s, 3m or 1h");
        }
    }
}
