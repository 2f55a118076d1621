package io.atflux.link.internal.machine;

import io.atflux.link.LinkCause;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosed fault. Complete by its nature.
 *
 * @param cause the cause that represents all that cannot be distinguished
 * @param others the causes that cannot be distinguished from it
 * @param detail the observed symptom, for people; null for none
 */
public record Finding(
        LinkCause cause, Set<LinkCause> others, @Nullable String detail) {

    /** A finding with a single possible cause. */
    public static Finding of(LinkCause cause, @Nullable String detail) {
        return new Finding(cause, Set.of(), detail);
    }

    /** Whether a rung can repair every possible cause: otherwise it is not taken. */
    boolean isMendableBy(io.atflux.link.Rung rung) {
        return cause.isMendableBy(rung);
    }
}
