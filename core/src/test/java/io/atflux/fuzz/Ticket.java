package io.atflux.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.error.AtException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** The outcome of one request. */
final class Ticket {

    private final Disposable subscription;
    private int ends;
    private boolean cancelled;
    private @Nullable Throwable error;

    Ticket(Publisher<?> request) {
        subscription = Flux.from(request)
                .subscribe(
                        value -> {},
                        e -> {
                            ends++;
                            error = e;
                        },
                        () -> ends++);
    }

    void cancel() {
        cancelled |= ends == 0;
        subscription.dispose();
    }

    void hasEnded() {
        assertThat(ends).isEqualTo(cancelled ? 0 : 1);
        if (error != null) {
            isTyped(error);
        }
    }

    /** An error of atflux, which hides no error of another kind except a decoder's. */
    static void isTyped(Throwable error) {
        assertThat(error).isInstanceOf(AtException.class);
        Throwable cause = error.getCause();
        boolean known = cause == null
                || cause instanceof AtException
                || cause instanceof IOException
                || cause instanceof IllegalArgumentException;
        if (!known) {
            throw new AssertionError("an unclassified exception: " + cause, cause);
        }
    }
}
