package io.atflux.internal.session;

import io.atflux.error.AtException;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The line reserved for several commands with nothing in between. Confined to the event loop. */
final class Turn {

    final ArrayDeque<Operation<?>> queue = new ArrayDeque<>(2);
    /** Whose re-send is being decided in this turn; null for a caller's own turn. */
    final @Nullable Operation<?> recheckOf;

    private final Runnable begin;
    private final Consumer<AtException> refuse;
    private boolean over;

    /**
     * @param begin called once, when the line is this turn's
     * @param refuse called instead where the session ends before
     */
    Turn(@Nullable Operation<?> recheckOf, Runnable begin, Consumer<AtException> refuse) {
        this.recheckOf = recheckOf;
        this.begin = begin;
        this.refuse = refuse;
    }

    void begin() {
        begin.run();
    }

    void refuse(AtException error) {
        over = true;
        refuse.accept(error);
    }

    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }
}
