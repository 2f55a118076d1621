package io.atflux.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.Payload;
import io.atflux.error.AtTimeoutException;
import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;

/**
 * Checks with BlockHound that a session on a transport never blocks its event loop. BlockHound changes its JVM, so
 * these tests run in a separate one, started with {@code -XX:+AllowRedefinitionToAddDeleteMethods}.
 */
@Tag("blockhound")
@Timeout(60)
public interface NonBlockingTck {

    /** The blocking calls in threads that must not block. */
    Queue<BlockingOperationError> FOUND = new ConcurrentLinkedQueue<>();

    /** A new far end, and a transport that connects to it on event loops of the test. */
    FarEnd farEnd() throws IOException;

    @BeforeAll
    static void watch() {
        BlockHound.install(builder -> builder.blockingMethodCallback(method -> {
                    BlockingOperationError error = new BlockingOperationError(method);
                    FOUND.add(error);
                    throw error;
                })
                // A loop without sockets waits here for its next task.
                .allowBlockingCallsInside("io.netty.channel.local.LocalIoHandler", "run"));
    }

    @Test
    default void aSessionNeverBlocksItsLoop() throws IOException {
        FOUND.clear();
        try (FarEnd far = farEnd();
                Answering modem = new Answering(far)) {
            AtSession session = Objects.requireNonNull(
                    AtClient.over(far.transport()).connect().block(TransportTck.LIMIT));
            session.urcs().subscribe(line -> {}, lost -> {});
            for (int i = 0; i < 20; i++) {
                session.send("AT").block(TransportTck.LIMIT);
            }
            // A time-out, and the resynchronisation after it.
            assertThatThrownBy(() -> session.send(AtCommand.of("AT+SILENT").timeout(Duration.ofMillis(200)))
                            .block(TransportTck.LIMIT))
                    .isInstanceOf(AtTimeoutException.class);
            session.send("AT").block(TransportTck.LIMIT);
            session.send(AtCommand.of("AT+DATA=5")
                            .timeout(TransportTck.LIMIT)
                            .payload(Payload.counted("12345".getBytes(StandardCharsets.US_ASCII))))
                    .block(TransportTck.LIMIT);
            session.close().block(TransportTck.LIMIT);
            assertThat(modem.commands()).contains("AT+SILENT", "AT+DATA=5");
        }
        assertThat(List.copyOf(FOUND)).isEmpty();
    }

    /** Without this test, the other one might pass because nothing is watched. */
    @Test
    default void aBlockingCallOnTheLoopIsFound() throws Exception {
        try (FarEnd far = farEnd()) {
            Channel channel = Objects.requireNonNull(
                    far.transport().connect(new RecordingHandler()).block(TransportTck.LIMIT));
            assertThatThrownBy(() -> channel.eventLoop()
                            .submit(() -> {
                                Thread.sleep(1);
                                return null;
                            })
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(BlockingOperationError.class);
            assertThat(FOUND).isNotEmpty();
            channel.close().await(TransportTck.LIMIT.toMillis());
        }
    }
}
