package io.atflux.transport.tcp.internal.telnet;

import io.atflux.error.AtConnectionException;
import io.atflux.error.AtConnectionException.Reason;
import io.atflux.error.Outcome;
import io.atflux.transport.tcp.rfc2217.ComPort;
import io.atflux.transport.tcp.rfc2217.ComPortEvent;
import io.atflux.transport.tcp.rfc2217.ComPortSettings;
import io.atflux.transport.tcp.rfc2217.Purge;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Sends the requests over telnet. */
final class RemoteComPort implements ComPort {

    /** The number of events that wait for a subscriber without demand; after that, the oldest are dropped. */
    static final int MOST_EVENTS = 256;

    private final String line;
    private final EventLoop loop;
    private final Function<ComPortRequest, Future<Integer>> sender;
    private final ComPortEvents events;

    RemoteComPort(String line, EventLoop loop, Function<ComPortRequest, Future<Integer>> sender, ComPortEvents events) {
        this.line = line;
        this.loop = loop;
        this.sender = sender;
        this.events = events;
    }

    @Override
    public Flux<ComPortEvent> events() {
        return Flux.<ComPortEvent>create(sink -> onLoop(() -> events.add(sink), sink::error))
                .onBackpressureBuffer(MOST_EVENTS, dropped -> {}, BufferOverflowStrategy.DROP_OLDEST);
    }

    @Override
    public Mono<Integer> baudRate(int bitsPerSecond) {
        if (bitsPerSecond < 1) {
            throw new IllegalArgumentException("baud rate " + bitsPerSecond + " is not positive");
        }
        return send(ComPortRequest.baudRate(bitsPerSecond));
    }

    @Override
    public Mono<Void> framing(ComPortSettings settings) {
        return send(ComPortRequest.dataBits(settings.dataBits()))
                .then(send(ComPortRequest.parity(settings.parity())))
                .then(send(ComPortRequest.stopBits(settings.stopBits())))
                .then(send(ComPortRequest.flowControl(settings.flowControl())))
                .then();
    }

    @Override
    public Mono<Boolean> dtr(boolean on) {
        ComPortRequest request = ComPortRequest.dtr(on);
        return send(request).map(granted -> (granted == request.value()) ? on : !on);
    }

    @Override
    public Mono<Boolean> rts(boolean on) {
        ComPortRequest request = ComPortRequest.rts(on);
        return send(request).map(granted -> (granted == request.value()) ? on : !on);
    }

    @Override
    public Mono<Void> sendBreak(Duration length) {
        if (length.compareTo(Duration.ofMillis(1)) < 0 || length.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("a break of " + length + " is not within 1 ms to 1 day");
        }
        Mono<Void> pause =
                Mono.create(sink -> loop.schedule(() -> sink.success(), length.toMillis(), TimeUnit.MILLISECONDS));
        return send(ComPortRequest.breakSignal(true))
                .then(pause)
                .then(send(ComPortRequest.breakSignal(false)))
                .then();
    }

    @Override
    public Mono<Void> purge(Purge what) {
        return send(ComPortRequest.purge(what)).then();
    }

    private Mono<Integer> send(ComPortRequest request) {
        return Mono.create(sink -> onLoop(() -> sendNow(request, sink), sink::error));
    }

    private void sendNow(ComPortRequest request, MonoSink<Integer> sink) {
        Future<Integer> answer = sender.apply(request);
        Outcome lost = answer.isDone() ? Outcome.NOT_SENT : Outcome.UNKNOWN;
        answer.addListener(done -> {
            Throwable cause = done.cause();
            if (cause == null) {
                sink.success(answer.getNow());
            } else {
                String why = cause instanceof ClosedChannelException ? "the line was closed" : cause.getMessage();
                sink.error(new AtConnectionException(
                        cause instanceof ClosedChannelException ? Reason.LOST : Reason.OTHER,
                        line + ": " + request + ": " + why,
                        null,
                        lost,
                        cause));
            }
        });
    }

    private void onLoop(Runnable step, Consumer<Throwable> failed) {
        if (loop.inEventLoop()) {
            step.run();
            return;
        }
        try {
            loop.execute(step);
        } catch (RejectedExecutionException stopped) {
            failed.accept(new AtConnectionException(
                    AtConnectionException.Reason.CLOSED, line + ": its event loop has ended", null));
        }
    }

    @Override
    public String toString() {
        return line;
    }
}
