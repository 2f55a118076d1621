package io.atflux.samples.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 500ms}, {@code 2s}, {@code 1.5s}, {@code 3m}, {@code 1h}, as in URLs; a bare number is seconds. */
public final class DurationOption implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,3}))?(ms|s|m|h|)");

    @Override
    public Duration convert(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new TypeConversionException("'" + text + "' is no duration such as 500ms, 2s, 3m or 1h");
        }
        long unit =
                switch (form.group(3)) {
                    case "ms" -> 1;
                    case "s", "" -> 1_000;
                    case "m" -> 60_000;
                    default -> 3_600_000;
                };
        String fraction = form.group(2);
        long thousandths = fraction == null ? 0 : Long.parseLong((fraction + "00").substring(0, 3));
        return Duration.ofMillis(Long.parseLong(form.group(1)) * unit + thousandths * unit / 1_000);
    }
}
