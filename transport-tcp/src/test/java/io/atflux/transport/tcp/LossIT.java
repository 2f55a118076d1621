package io.atflux.transport.tcp;

import static io.atflux.test.KeptLine.answer;
import static io.atflux.test.KeptLine.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.ConnectionState.Connected;
import io.atflux.ConnectionState.Connecting;
import io.atflux.ConnectionState.Failed;
import io.atflux.ConnectionState.Lost;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Payload;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.Outcome;
import io.atflux.profile.Profiles;
import io.atflux.test.KeptLine;
import io.atflux.test.Relay;
import io.atflux.test.TransportTck;
import io.netty.channel.epoll.Epoll;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Each way in which a line is lost: it is noticed, every command has its outcome, and the next session works. */
@Timeout(90)
class LossIT {

    /** A dead peer within 2 s. */
    private static final KeepAlive SOON = KeepAlive.builder()
            .idle(Duration.ofSeconds(1))
            .interval(Duration.ofSeconds(1))
            .probes(1)
            .build();

    @AfterEach
    void leaveNothing() {
        TcpLoops.dispose().block(TransportTck.LIMIT);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "looks into /proc to see that ser2net is ready")
    void aServerThatIsRestartedIsConnectedToAgain() throws Exception {
        try (Ser2net server = new Ser2net("", port -> TcpTransport.to("127.0.0.1", port));
                KeptLine line = new KeptLine(AtClient.over(server.transport()))) {
            var received = AnsweringServer.on(server);
            AtSession first = line.next();
            CompletableFuture<AtReply> inFlight = first.send("AT+SILENT").toFuture();
            CompletableFuture<AtReply> waiting = first.send("AT").toFuture();
            AnsweringServer.await(received, "AT+SILENT");

            server.hangUp();

            assertLost(failure(inFlight), Outcome.UNKNOWN);
            assertLost(failure(waiting), Outcome.NOT_SENT);
            server.startAgain();
            assertThat(answer(line.next(), "AT+CSQ")).isEqualTo("+CSQ: 21,99");
            assertThat(line.states().get(0)).isEqualTo(new Connecting(1));
            assertThat(line.states().get(1)).isEqualTo(new Connected(first));
            assertThat(line.states().get(2)).isInstanceOf(Lost.class);
        }
    }

    @Test
    void aServerThatIsDownIsTriedUntilItIsUp() throws Exception {
        AnsweringServer before = new AnsweringServer();
        try (KeptLine line = new KeptLine(AtClient.over(TcpTransport.to("127.0.0.1", before.port())))) {
            line.next();
            before.close();
            line.ask();
            line.await(Failed.class);

            try (AnsweringServer after = new AnsweringServer(before.port())) {
                assertThat(answer(line.take(), "AT+CSQ")).isEqualTo("+CSQ: 21,99");
                after.await("AT+CSQ");
            }
        }
    }

    @Test
    void aPeerThatStopsReadingEndsTheLineByTheWriteTimeout() throws Exception {
        try (AnsweringServer server = new AnsweringServer();
                KeptLine line = new KeptLine(AtClient.over(
                                TcpTransport.to("127.0.0.1", server.port()).writeTimeout(Duration.ofMillis(400)))
                        .profile(Profiles.generic()
                                .mutate()
                                .dataEntryIdle(Duration.ofMillis(500))
                                .build()))) {
            AtSession first = line.next();
            // More than all buffers on the way.
            CompletableFuture<AtReply> inFlight = first.send(AtCommand.raw("AT+STOP")
                            .payload(Payload.counted(new byte[1 << 26]))
                            .timeout(Duration.ofMinutes(10)))
                    .toFuture();
            CompletableFuture<AtReply> waiting = first.send("AT").toFuture();

            assertLost(failure(inFlight), Outcome.UNKNOWN);
            assertThat(failure(inFlight)).hasMessageContaining("took no bytes for 400 ms");
            assertLost(failure(waiting), Outcome.NOT_SENT);
            assertThat(answer(line.next(), "AT+CSQ")).isEqualTo("+CSQ: 21,99");
        }
    }

    @Test
    void aLineThatLetsNothingPassEndsByItsCommandsTimeout() throws Exception {
        try (AnsweringServer server = new AnsweringServer();
                Relay relay = new Relay(server.port());
                KeptLine line = new KeptLine(impatient(relay.port()))) {
            AtSession first = line.next();
            assertThat(answer(first, "AT+CSQ")).isEqualTo("+CSQ: 21,99");

            relay.goSilent();

            CompletableFuture<AtReply> inFlight = first.send("AT+CSQ").toFuture();
            CompletableFuture<AtReply> waiting = first.send("AT").toFuture();
            assertThat(failure(inFlight))
                    .isInstanceOf(AtTimeoutException.class)
                    .returns(Outcome.UNKNOWN, e -> e.outcome());
            assertLost(failure(waiting), Outcome.NOT_SENT);
            assertThat(failure(waiting)).hasMessageContaining("no answer to 3 probes");
            relay.recover();
            assertThat(answer(line.next(), "AT+CSQ")).isEqualTo("+CSQ: 21,99");
        }
    }

    @Test
    void anIdleLineThatLetsNothingPassIsFoundOutByAskingTheModem() throws Exception {
        try (AnsweringServer server = new AnsweringServer();
                Relay relay = new Relay(server.port());
                KeptLine line = new KeptLine(impatient(relay.port()).liveness(Duration.ofMillis(200)))) {
            AtSession first = line.next();
            server.await("AT");

            relay.goSilent();

            Throwable why = Objects.requireNonNull(first.onClose().materialize().block(TransportTck.LIMIT))
                    .getThrowable();
            assertThat(why).isInstanceOf(AtConnectionException.class).hasMessageContaining("no answer to 3 probes");
            relay.recover();
            assertThat(answer(line.next(), "AT+CSQ")).isEqualTo("+CSQ: 21,99");
        }
    }

    @Test
    void aMachineThatVanishesIsFoundOutByKeepAlive() throws Exception {
        try (OtherMachine machine = new OtherMachine();
                KeptLine line = new KeptLine(AtClient.over(
                        TcpTransport.to(OtherMachine.HOST, OtherMachine.PORT).keepAlive(SOON)))) {
            AtSession first = line.next();
            assertThat(answer(first, "AT+CSQ")).isEqualTo("+CSQ: 21,99");

            machine.vanish();

            assertThatThrownBy(() -> first.onClose().block(TransportTck.LIMIT))
                    .isInstanceOf(AtConnectionException.class)
                    .hasMessageContaining("the connection was lost");
            machine.reappear();
            assertThat(answer(line.next(), "AT+CSQ")).isEqualTo("+CSQ: 21,99");
        }
    }

    @Test
    void aMachineThatVanishesUnderACommandIsFoundOutByWhatItDoesNotAcknowledge() throws Exception {
        Assumptions.assumeTrue(Epoll.isAvailable(), "only the native transport can set TCP_USER_TIMEOUT");
        try (OtherMachine machine = new OtherMachine();
                KeptLine line = new KeptLine(AtClient.over(TcpTransport.to(OtherMachine.HOST, OtherMachine.PORT)
                                .keepAlive(SOON))
                        .rawTimeout(Duration.ofMinutes(10)))) {
            AtSession first = line.next();
            assertThat(answer(first, "AT+CSQ")).isEqualTo("+CSQ: 21,99");

            machine.vanish();

            CompletableFuture<AtReply> inFlight = first.send("AT+CSQ").toFuture();
            CompletableFuture<AtReply> waiting = first.send("AT").toFuture();
            assertLost(failure(inFlight), Outcome.UNKNOWN);
            assertLost(failure(waiting), Outcome.NOT_SENT);
            machine.reappear();
            assertThat(answer(line.next(), "AT+CSQ")).isEqualTo("+CSQ: 21,99");
        }
    }

    private static AtClient impatient(int port) {
        AtClient client = AtClient.over(TcpTransport.to("127.0.0.1", port));
        return client.options(io.atflux.AtOptions.builder()
                .rawTimeout(Duration.ofMillis(500))
                .drain(Duration.ofMillis(100))
                .probeTimeout(Duration.ofMillis(300))
                .build());
    }

    private static void assertLost(Throwable failure, Outcome outcome) {
        assertThat(failure).isInstanceOf(AtConnectionException.class).satisfies(e -> assertThat(
                        ((AtConnectionException) e).outcome())
                .isEqualTo(outcome));
    }
}
