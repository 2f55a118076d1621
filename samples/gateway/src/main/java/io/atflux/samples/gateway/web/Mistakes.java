package io.atflux.samples.gateway.web;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Names the fields and parameters that a request is refused for. */
final class Mistakes {

    /** How Jackson begins to say that an object has a key twice; the key follows in quotes. */
    private static final String TWICE = "Duplicate Object property ";

    private Mistakes() {}

    /** Each as a name and what is wrong with it; empty if the failure is about none. */
    static List<String> in(Throwable failure) {
        if (failure instanceof WebExchangeBindException fields) {
            return fields.getFieldErrors().stream().map(Mistakes::field).toList();
        }
        if (failure instanceof HandlerMethodValidationException parameters) {
            return parameters.getParameterValidationResults().stream()
                    .flatMap(each -> each.getResolvableErrors().stream()
                            .map(error ->
                                    each.getMethodParameter().getParameterName() + " " + error.getDefaultMessage()))
                    .toList();
        }
        if (failure instanceof MissingRequestValueException missing) {
            return List.of(missing.getName() + " is missing");
        }
        if (failure instanceof ServerWebInputException input) {
            return NestedExceptionUtils.getMostSpecificCause(input) instanceof JacksonException json
                    ? List.of(json(json))
                    : parameter(input.getMethodParameter());
        }
        return List.of();
    }

    /** A condition that is about several fields names them itself. */
    private static String field(FieldError error) {
        return "AssertTrue".equals(error.getCode())
                ? String.valueOf(error.getDefaultMessage())
                : error.getField() + " " + error.getDefaultMessage();
    }

    private static List<String> parameter(@Nullable MethodParameter parameter) {
        return parameter == null
                ? List.of()
                : List.of(parameter.getParameterName() + " has a value that it cannot have");
    }

    private static String json(JacksonException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return unknown.getPropertyName() + " is no field of this request";
        }
        if (failure instanceof StreamReadException
                && failure.getOriginalMessage().startsWith(TWICE)) {
            return failure.getOriginalMessage().substring(TWICE.length()).replace("\"", "") + " is given twice";
        }
        if (failure instanceof StreamReadException
                && failure.getOriginalMessage().startsWith("Invalid UTF-8")) {
            return "the body is not UTF-8";
        }
        String field = failure.getPath().stream()
                .map(step -> String.valueOf(step.getPropertyName()))
                .collect(Collectors.joining("."));
        return (failure instanceof DatabindException || failure instanceof InputCoercionException) && !field.isEmpty()
                ? field + " has a value that it cannot have"
                : "the body is not the JSON object that it has to be";
    }
}
