package io.atflux.transport.tcp.dialin;

import io.atflux.error.AtConnectionException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The listeners of URLs: one for each address and port, as long as it is open. */
final class SharedListeners {

    private static final Map<String, Shared> OPEN = new HashMap<>();

    /** A listener that is open or being opened. */
    private static final class Shared {
        final Map<String, String> options;
        final Mono<TcpListener> listener;

        @Nullable
        TcpListener open;

        Shared(ListenSettings settings, Map<String, String> options) {
            this.options = options;
            this.listener = settings.bind()
                    .doOnNext(this::opened)
                    .doOnError(failed -> remove(this))
                    .cache();
        }

        private void opened(TcpListener listening) {
            synchronized (OPEN) {
                open = listening;
            }
            listening.whenClosed(() -> remove(this));
        }

        boolean isOver() {
            return open != null && open.isClosed();
        }
    }

    private SharedListeners() {}

    /** Errors if the port is open with other options, or cannot be opened. */
    static Mono<TcpListener> get(ListenSettings settings, Map<String, String> options) {
        return Mono.defer(() -> {
            String place = settings.toString();
            synchronized (OPEN) {
                Shared known = OPEN.get(place);
                if (known == null || known.isOver()) {
                    known = new Shared(settings, options);
                    OPEN.put(place, known);
                }
                return known.options.equals(options) ? known.listener : Mono.error(differ(place));
            }
        });
    }

    private static AtConnectionException differ(String place) {
        return new AtConnectionException(
                AtConnectionException.Reason.IN_USE,
                "cannot open " + place + ": it is listened on already, with other options than these",
                null);
    }

    private static void remove(Shared over) {
        synchronized (OPEN) {
            OPEN.values().remove(over);
        }
    }
}
