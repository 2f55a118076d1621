package io.atflux.transport.tcp.dialin;

import io.atflux.internal.foreign.Foreign;
import java.util.function.Consumer;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/** Each device once, in the order of their first registration; nothing is queued for a slow subscriber. */
final class DeviceFlux extends Flux<DialInDevice> {

    private final ConnectionDispatcher dispatcher;
    private final LineTraits traits;

    DeviceFlux(ConnectionDispatcher dispatcher, LineTraits traits) {
        this.dispatcher = dispatcher;
        this.traits = traits;
    }

    @Override
    public void subscribe(CoreSubscriber<? super DialInDevice> actual) {
        Inner inner = new Inner(actual);
        actual.onSubscribe(inner);
        dispatcher.onLoop(() -> dispatcher.watch(inner), inner::end);
    }

    /** One subscriber. On the dispatcher's event loop. */
    final class Inner implements Subscription {

        private final CoreSubscriber<? super DialInDevice> actual;
        private long requested;
        private long last;
        private boolean draining;
        private boolean over;
        private volatile boolean cancelled;

        Inner(CoreSubscriber<? super DialInDevice> actual) {
            this.actual = actual;
        }

        void drain() {
            if (draining) {
                return;
            }
            draining = true;
            try {
                KnownDevice next = dispatcher.after(last);
                while (!cancelled && !over && requested > 0 && next != null) {
                    last = next.number;
                    requested = requested == Long.MAX_VALUE ? requested : requested - 1;
                    actual.onNext(new DialInDevice(dispatcher, next.id, traits));
                    next = dispatcher.after(last);
                }
            } catch (Throwable thrown) {
                // Its exception must not affect other subscribers.
                cancel();
                Foreign.passOnFatal(thrown);
                Operators.onErrorDropped(thrown, actual.currentContext());
            } finally {
                draining = false;
            }
        }

        void end() {
            if (!over && !cancelled) {
                over = true;
                actual.onComplete();
            }
        }

        @Override
        public void request(long n) {
            if (Operators.validate(n)) {
                onLoop(self -> {
                    self.requested = Operators.addCap(self.requested, n);
                    self.drain();
                });
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            onLoop(dispatcher::unwatch);
        }

        private void onLoop(Consumer<Inner> step) {
            dispatcher.onLoop(() -> step.accept(this), () -> {});
        }
    }
}
