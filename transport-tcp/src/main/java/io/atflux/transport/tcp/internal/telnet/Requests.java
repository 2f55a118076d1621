package io.atflux.transport.tcp.internal.telnet;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests that wait for their answers. Confined to the connection's event loop. */
final class Requests {

    private static final Logger LOG = LoggerFactory.getLogger(TelnetHandler.class);

    /** The limit of waiting requests. */
    private static final int MOST = 256;

    private record Waiting(ComPortRequest request, Promise<Integer> promise, Future<?> limit) {}

    private final String line;
    private final Duration limit;
    private final List<Waiting> waiting = new ArrayList<>();

    Requests(String line, Duration limit) {
        this.line = line;
        this.limit = limit;
    }

    /** Adds a request; the promise succeeds with the granted value, and fails if the answer does not come in time. */
    Future<Integer> add(ComPortRequest request, EventExecutor loop) {
        Promise<Integer> promise = loop.newPromise();
        if (waiting.size() == MOST) {
            return promise.setFailure(new IOException("more than " + MOST + " requests wait for their answers"));
        }
        Future<?> timer = loop.schedule(
                () -> promise.tryFailure(
                        new NoAnswerException("no answer within " + limit.toMillis() + " ms to: " + request)),
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
        Waiting one = new Waiting(request, promise, timer);
        waiting.add(one);
        promise.addListener(done -> {
            timer.cancel(false);
            waiting.remove(one);
        });
        return promise;
    }

    /** Assigns an answer to the oldest request that it fits. */
    void answered(byte[] answer) {
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
            Waiting one = all.next();
            ComPortRequest request = one.request();
            if (request.isAnsweredBy(answer)) {
                int granted = request.granted(answer);
                if (granted != request.value()) {
                    LOG.warn("{}: asked for {}, granted {}", line, request, request.text(granted));
                }
                all.remove();
                one.promise().trySuccess(granted);
                return;
            }
        }
        LOG.debug("{}: unexpected answer: command {}", line, answer[0] & 0xFF);
    }

    void closed() {
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(one -> one.promise().tryFailure(new ClosedChannelException()));
    }

    /** The server left a request unanswered. */
    static final class NoAnswerException extends IOException {
        private static final long serialVersionUID = 1L;

        NoAnswerException(String message) {
            super(message);
        }
    }
}
