package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** The signals that a subscriber received, on the calling thread. */
public final class Got<T> {

    public final List<T> values = new ArrayList<>();
    public final List<Throwable> errors = new ArrayList<>();
    public final Disposable subscription;
    public boolean completed;

    public Got(Mono<T> mono) {
        subscription = mono.subscribe(values::add, errors::add, () -> completed = true);
    }

    public boolean isEmpty() {
        return values.isEmpty() && errors.isEmpty();
    }

    public <E extends Throwable> E error(Class<E> type) {
        assertThat(errors).hasSize(1).first().isInstanceOf(type);
        return type.cast(errors.get(0));
    }
}
