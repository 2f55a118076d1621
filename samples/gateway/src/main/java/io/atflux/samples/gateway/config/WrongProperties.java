package io.atflux.samples.gateway.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Properties that are invalid or unknown: each by its name and the reason, without a value. */
public final class WrongProperties {

    /** A name in brackets is kept as it is. */
    private static final Pattern CAPITAL = Pattern.compile("\\[[^\\]]*]|[A-Z]");

    private WrongProperties() {}

    /** One sentence for each; empty if the failure is about none. */
    public static List<String> in(Throwable failure) {
        return List.copyOf(found(failure));
    }

    private static Set<String> found(Throwable failure) {
        if (failure instanceof BindValidationException invalid) {
            String at = invalid.getValidationErrors().getName().toString();
            return invalid.getValidationErrors().getAllErrors().stream()
                    .map(error -> name(at, error) + " " + error.getDefaultMessage() + from(Origin.from(error)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        if (failure instanceof UnboundConfigurationPropertiesException unbound) {
            return unbound.getUnboundProperties().stream()
                    .map(property -> property.getName() + " is no property of the gateway" + from(property.getOrigin()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        return Set.of();
    }

    private static String name(String at, ObjectError error) {
        return error instanceof FieldError field
                ? at + "." + CAPITAL.matcher(field.getField()).replaceAll(WrongProperties::dashed)
                : at;
    }

    private static String dashed(MatchResult part) {
        return part.group().startsWith("[")
                ? Matcher.quoteReplacement(part.group())
                : "-" + part.group().toLowerCase(Locale.ROOT);
    }

    private static String from(@Nullable Origin origin) {
        return origin == null ? "" : " (" + origin + ")";
    }

    /** Called by Boot before its own analyzers, which show the types of the service. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class Analyzer implements FailureAnalyzer {

        @Override
        public @Nullable FailureAnalysis analyze(Throwable failure) {
            for (Throwable each = failure; each != null; each = each.getCause()) {
                List<String> wrong = in(each);
                if (!wrong.isEmpty()) {
                    return new FailureAnalysis(
                            String.join(System.lineSeparator(), wrong),
                            "Mend what is named; docs/gateway.md lists the properties.",
                            each);
                }
            }
            return null;
        }
    }
}
