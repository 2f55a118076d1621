package io.atflux.mqtt;

import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.error.AtOverflowException;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtUsageException;
import io.atflux.modem.internal.ProgressReporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/**
 * Reads one client's messages from the module's buffer, one at a time, and only while every subscriber has demand. The lock
 * guards the fields; nothing is sent or delivered while it is held.
 */
final class PulledMessages {

    /**
     * The number of failed reads in a row that is an error. After a read without an answer, or with a damaged one, the next is
     * tried.
     */
    private static final int MOST_FAILURES = 3;

    private record Listener(Predicate<MqttMessage> wanted, FluxSink<MqttMessage> sink) {}

    private final ProgressReporter reporter;
    private final MqttDialect dialect;
    private final int id;
    private final Flux<MqttEvent> events;
    private final AtomicInteger drains = new AtomicInteger();

    private final List<Listener> listeners = new ArrayList<>();
    private @Nullable Disposable announcements;
    private boolean reading;
    private int failures;
    /** Counts the events that may have put a message into the buffer; the second field is the count up to which the buffer was read. */
    private int news;

    private int read;

    PulledMessages(ProgressReporter reporter, MqttDialect dialect, int id, Flux<MqttEvent> events) {
        this.reporter = reporter;
        this.dialect = dialect;
        this.id = id;
        this.events = events;
    }

    /** Whether the module reports that it has a buffer. */
    Mono<Boolean> isPossible() {
        return reporter.send("MQTT buffered mode?", dialect::bufferedModeQuestion)
                .map(yes -> true)
                .onErrorReturn(PulledMessages::isRefusal, false);
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof AtRejectedException
                || failure instanceof AtUsageException usage && usage.reason() == AtUsageException.Reason.UNSUPPORTED;
    }

    /** Makes the module buffer messages until they are read, or print them on arrival; for all of its clients. */
    Mono<Void> mode(boolean buffered) {
        return reporter.send("MQTT buffered mode", () -> dialect.bufferedMode(buffered))
                .then();
    }

    /** Sets the mode again, for a module that may have restarted; nothing without a subscriber. */
    Mono<Void> renew() {
        return Mono.defer(() -> isUsed() ? mode(true) : Mono.empty());
    }

    synchronized boolean isUsed() {
        return !listeners.isEmpty();
    }

    /** Checks for the buffered mode and switches it on; errors with the module's refusal if it has none. */
    Mono<Void> switchOn() {
        return reporter.send("MQTT buffered mode?", dialect::bufferedModeQuestion)
                .onErrorMap(
                        AtRejectedException.class, no -> no.explained("this module's firmware has no buffered mode"))
                .then(mode(true));
    }

    /** The messages in the module's buffer, and those that it announces. */
    Flux<MqttMessage> listen(Predicate<MqttMessage> wanted) {
        return Flux.create(
                sink -> {
                    Listener listener = new Listener(wanted, sink);
                    sink.onRequest(more -> drain());
                    sink.onDispose(() -> leave(listener));
                    join(listener);
                    arrived();
                },
                FluxSink.OverflowStrategy.BUFFER);
    }

    private void join(Listener listener) {
        Disposable.Swap first = null;
        synchronized (this) {
            listeners.add(listener);
            if (announcements == null) {
                first = Disposables.swap();
                announcements = first;
            }
        }
        if (first != null) {
            first.update(events.ofType(MqttEvent.Announced.class).subscribe(one -> arrived(), this::fail));
        }
    }

    private void leave(Listener listener) {
        Disposable last = null;
        synchronized (this) {
            listeners.remove(listener);
            if (listeners.isEmpty()) {
                last = announcements;
                announcements = null;
            }
        }
        if (last != null) {
            last.dispose();
        }
        // The leaving subscriber may have been the one without demand.
        drain();
    }

    private void arrived() {
        synchronized (this) {
            news++;
        }
        drain();
    }

    private void drain() {
        if (drains.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            readNext();
            missed = drains.addAndGet(-missed);
        } while (missed != 0);
    }

    private void readNext() {
        List<Listener> audience;
        int known;
        synchronized (this) {
            boolean asked = listeners.stream().allMatch(each -> each.sink().requestedFromDownstream() > 0);
            if (reading || news == read || listeners.isEmpty() || !asked) {
                return;
            }
            reading = true;
            audience = List.copyOf(listeners);
            known = news;
        }
        session()
                .send(command())
                .subscribe(found -> deliver(found, audience, known), failure -> failed(failure, known));
    }

    private AtSession session() {
        return reporter.session();
    }

    private AtCommand<Optional<MqttMessage>> command() {
        return dialect.read(id);
    }

    private void deliver(Optional<MqttMessage> found, List<Listener> audience, int known) {
        found.ifPresent(message -> audience.stream()
                .filter(listener -> listener.wanted().test(message))
                .forEach(listener -> listener.sink().next(message)));
        over(found.isPresent() ? null : known);
    }

    /** @param settled the count up to which the buffer is empty; null if it may not be */
    private void over(@Nullable Integer settled) {
        synchronized (this) {
            reading = false;
            failures = 0;
            if (settled != null) {
                read = settled;
            }
        }
        drain();
    }

    /**
     * A closed client refuses, and so may one with an empty buffer; a restart empties the buffer. The next announcement starts
     * the next read.
     */
    private void failed(Throwable failure, int known) {
        if (failure instanceof AtRejectedException || AtTimeoutException.isRestart(failure)) {
            over(known);
        } else if (isOfOneReading(failure) && mayAskAgain()) {
            drain();
        } else {
            synchronized (this) {
                reading = false;
            }
            fail(failure);
        }
    }

    private static boolean isOfOneReading(Throwable failure) {
        return failure instanceof AtTimeoutException
                || failure instanceof AtProtocolException
                || failure instanceof AtOverflowException;
    }

    private synchronized boolean mayAskAgain() {
        reading = false;
        return ++failures < MOST_FAILURES;
    }

    private void fail(Throwable failure) {
        List<Listener> all;
        synchronized (this) {
            all = List.copyOf(listeners);
            failures = 0;
        }
        all.forEach(listener -> listener.sink().error(failure));
    }
}
