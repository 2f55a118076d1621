package io.atflux.transport.tcp;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.transport.AtTransport;
import io.atflux.transport.tcp.dialin.DialInEvent;
import io.atflux.transport.tcp.dialin.ListenSettings;
import io.atflux.transport.tcp.dialin.TcpListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** A listener on its own port, and all its events. */
final class Listening implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(20);

    private final TcpListener listener;
    private final BlockingQueue<DialInEvent> events = new LinkedBlockingQueue<>();

    Listening(UnaryOperator<ListenSettings> change) {
        listener = done(change.apply(TcpListener.on("127.0.0.1", 0)).bind());
        listener.events().subscribe(events::add);
    }

    TcpListener listener() {
        return listener;
    }

    /** The next event; waits for it. */
    DialInEvent event() throws InterruptedException {
        DialInEvent next = events.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing happened");
        }
        return next;
    }

    /** The next event of this kind, after any others. */
    DialInEvent event(DialInEvent.Kind kind) throws InterruptedException {
        List<DialInEvent> others = new ArrayList<>();
        DialInEvent next = events.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        while (next != null && next.kind() != kind) {
            others.add(next);
            next = events.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        if (next == null) {
            throw new AssertionError("no " + kind + ", but " + others);
        }
        return next;
    }

    AtSession session(String id) {
        return session(listener.device(id));
    }

    static AtSession session(AtTransport transport) {
        return done(AtClient.over(transport).connect());
    }

    /** Whether a command and its answer pass. */
    static boolean works(AtSession session, Dtu dtu) throws Exception {
        var reply = session.send("AT+CSQ").toFuture();
        String heard = dtu.hear(7);
        dtu.say("\r\n+CSQ: 25,99\r\n\r\nOK\r\n");
        return heard.equals("AT+CSQ\r")
                && reply.get(LIMIT.toSeconds(), TimeUnit.SECONDS).texts().equals(List.of("+CSQ: 25,99"));
    }

    static <T> T done(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(LIMIT), "ended without a value");
    }

    @Override
    public void close() {
        listener.close().block(LIMIT);
    }
}
