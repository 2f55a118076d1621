package io.atflux.link.internal.machine;

import io.atflux.link.LinkCause;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was found to be wrong. Complete by its nature.
 *
 * @param cause the one that stands for all that cannot be told apart
 * @param others those that cannot be told from it
 * @param detail what was seen, for people; null for nothing
 */
public record Finding(
        LinkCause cause, Set<LinkCause> others, @Nullable String detail) {

    /** A cause that nothing else can be. */
    public static Finding of(LinkCause cause, @Nullable String detail) {
        return new Finding(cause, Set.of(), detail);
    }

    /** Whether every cause that it may be can be mended by a rung: none is taken that cannot mend. */
    boolean isMendableBy(io.atflux.link.Rung rung) {
        return cause.isMendableBy(rung);
    }
}
