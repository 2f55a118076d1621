package io.atflux.samples.cli.info;

import io.atflux.command.FinalResult;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one question.
 *
 * @param value null if it is not known
 * @param refusal the modem's words of refusal; null if it answered
 */
record Fact<T>(@Nullable T value, @Nullable String refusal) {

    static <T> Fact<T> unasked() {
        return new Fact<>(null, null);
    }

    static <T> Fact<T> of(T value) {
        return new Fact<>(value, null);
    }

    static <T> Fact<T> refused(AtException why) {
        FinalResult result = why instanceof AtRejectedException no ? no.result() : null;
        if (result instanceof FinalResult.Cme cme && cme.reason() != null) {
            return new Fact<>(null, cme.reason());
        }
        return new Fact<>(null, result == null ? String.valueOf(why.getMessage()) : result.text());
    }

    /** The value mapped by the function; null if there is none, or the function returns null. */
    <S> @Nullable S get(Function<T, @Nullable S> part) {
        T known = value;
        return known == null ? null : part.apply(known);
    }

    /** As text: the value in words, or the reason why there is none. */
    String words(Function<T, @Nullable String> words) {
        String known = get(words);
        if (known != null) {
            return known;
        }
        return refusal == null ? "not known" : "not known: " + Objects.requireNonNull(refusal);
    }
}
