package io.atflux.link.request;

import io.atflux.internal.foreign.Foreign;
import io.atflux.link.MqttLink;
import io.atflux.link.request.RequestException.Reason;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Listens to responses from the first request on. Thread-safe. */
final class Responses {

    private final MqttLink link;
    private final String filter;
    private final Qos qos;
    private final RequestCorrelation correlation;
    private final Pending pending;
    private @Nullable Listening current;
    private boolean closed;

    Responses(MqttLink link, String filter, Qos qos, RequestCorrelation correlation, Pending pending) {
        this.link = link;
        this.filter = filter;
        this.qos = qos;
        this.correlation = correlation;
        this.pending = pending;
    }

    /** A subscription, and the signal that it has begun. Complete by its nature. */
    private record Listening(Disposable.Swap subscription, Sinks.Empty<Void> begun) {}

    /** Completes once the link has registered the subscription: later publishes are sent after it. */
    Mono<Void> listen() {
        return Mono.defer(() -> {
            Listening mine = new Listening(Disposables.swap(), Sinks.empty());
            Listening known = joined(mine);
            if (known == mine) {
                subscribe(mine);
            }
            return known.begun.asMono();
        });
    }

    private synchronized Listening joined(Listening mine) {
        if (closed) {
            throw over(null);
        }
        Listening known = current;
        if (known == null) {
            current = mine;
            return mine;
        }
        return known;
    }

    private void subscribe(Listening mine) {
        mine.subscription.update(link.messages(filter, qos)
                .subscribe(this::received, failure -> ended(mine, failure), () -> ended(mine, null)));
        mine.begun.tryEmitEmpty();
    }

    /** An exception of the correlation or of a response's receiver must not end the subscription that all requests share. */
    private void received(MqttMessage message) {
        try {
            pending.answer(id(message), message);
        } catch (Throwable thrown) {
            Foreign.containReader("the receiver of a response", correlation, thrown);
        }
    }

    private @Nullable String id(MqttMessage message) {
        return Foreign.<String>call(() -> correlation.idOf(message), thrown -> {
            Foreign.containReader("the correlation of a response", correlation, thrown);
            return null;
        });
    }

    /** The filter was refused, or the link is closed: the next request subscribes again. */
    private void ended(Listening mine, @Nullable Throwable why) {
        synchronized (this) {
            if (current == mine) {
                current = null;
            }
        }
        pending.failAll(over(why));
    }

    private static RequestException over(@Nullable Throwable why) {
        return new RequestException(
                Reason.CLOSED, "no response can come" + (why == null ? "" : ": " + why.getMessage()), null, why);
    }

    void close() {
        Listening open;
        synchronized (this) {
            closed = true;
            open = current;
            current = null;
        }
        if (open != null) {
            open.subscription.dispose();
        }
        pending.failAll(over(null));
    }
}
