package io.atflux.samples.e2e;

import static io.atflux.samples.e2e.Rig.done;
import static io.atflux.samples.e2e.Rig.ends;
import static io.atflux.samples.e2e.Rig.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtDeadline;
import io.atflux.AtOptions;
import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.SessionState;
import io.atflux.command.AtReply;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.error.AtOverflowException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.error.Outcome;
import io.atflux.fibocom.L610;
import io.atflux.line.AtLine;
import io.atflux.modem.Apn;
import io.atflux.test.Proofs;
import io.atflux.transport.tcp.TcpTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** No line, a bad line, a lost line, and a peer that is not a modem: a typed error each time, and no hang. */
@Execution(ExecutionMode.CONCURRENT)
class BadLineIT {

    private static final AtOptions HASTY = AtOptions.builder()
            .rawTimeout(Duration.ofMillis(300))
            .drain(Duration.ofMillis(200))
            .probeTimeout(Duration.ofMillis(200))
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.255.255.254", "localhost"})
    void closedPortIsSaidWithItsAddress(String host) throws Exception {
        int port;
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = once.getLocalPort();
        }
        AtConnectionException no = failure(
                AtConnectionException.class,
                L610.over(TcpTransport.to(host, port)).connect());
        assertThat(no.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(no)
                .hasMessageContaining("tcp://" + host + ":" + port)
                .hasMessageEndingWith("refused the connection");
    }

    @Test
    void unknownHostIsSaid() {
        AtConnectionException no = failure(
                AtConnectionException.class,
                L610.over(TcpTransport.to("modem.invalid", 7000).connectTimeout(Duration.ofSeconds(20)))
                        .connect());
        assertThat(no).hasMessageContaining("modem.invalid");
        assertThat(no.outcome()).isEqualTo(Outcome.NOT_SENT);
    }

    @Test
    void lineThatDropsInMidCommandSaysWhatBecameOfEachCommand() throws Exception {
        try (FakeServer server = new FakeServer((in, out) -> {
            line(in);
            out.write("\r\n+CSQ: 2".getBytes(StandardCharsets.ISO_8859_1));
        })) {
            L610 module = connect(server);
            Mono<AtReply> waiting = module.session().send("AT+COPS?").cache();
            Mono<AtReply> inFlight = module.session().send("AT+CSQ").cache();
            inFlight.subscribe(reply -> {}, failure -> {});
            waiting.subscribe(reply -> {}, failure -> {});
            AtConnectionException cut = failure(AtConnectionException.class, inFlight);
            assertThat(cut.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(cut.command()).isEqualTo("AT+CSQ");
            AtConnectionException never = failure(AtConnectionException.class, waiting);
            assertThat(never.outcome()).isEqualTo(Outcome.NOT_SENT);
            assertThat(never.command()).isEqualTo("AT+COPS?");
            AtConnectionException late =
                    failure(AtConnectionException.class, module.session().send("AT"));
            assertThat(late.outcome()).isEqualTo(Outcome.NOT_SENT);
            assertThat(module.session().state()).isEqualTo(SessionState.CLOSED);
            failure(AtConnectionException.class, module.session().onClose());
        }
    }

    @Test
    void flowThatLosesItsLineEndsWithTheStepThatItWasIn() throws Exception {
        try (FakeServer server = new FakeServer((in, out) -> {
            for (String command = line(in); !command.startsWith("AT+CGDCONT"); command = line(in)) {
                String answer = command.equals("AT+CPIN?") ? "\r\n+CPIN: READY\r\n" : "";
                answer += command.equals("AT+CIMI?") ? "\r\n+CIMI: 460001234567890\r\n" : "";
                String all = Proofs.is(command) ? Proofs.answer(command) : answer + "\r\nOK\r\n";
                out.write(all.getBytes(StandardCharsets.ISO_8859_1));
            }
        })) {
            AtConnectionException cut =
                    failure(AtConnectionException.class, connect(server).modem().attach());
            assertThat(cut)
                    .hasMessageContaining("AT+CGDCONT=1,\"IP\",\"cmnet\"")
                    .hasMessageContaining("UNKNOWN");
        }
    }

    @Test
    void silentServerEndsInATimeOutAndThenInAClosedSession() throws Exception {
        try (FakeServer server = FakeServer.mute()) {
            AtSession session = connect(server).session();
            AtTimeoutException late = failure(AtTimeoutException.class, session.send("AT+CSQ"));
            assertThat(late.phase()).isEqualTo(Phase.FINAL);
            assertThat(late.limit()).isEqualTo(Duration.ofMillis(300));
            assertThat(late.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(late)
                    .hasMessage("AT+CSQ: no final result within 300 ms; not one byte came since the line was opened"
                            + " [UNKNOWN]");
            AtConnectionException given = failure(AtConnectionException.class, session.send("AT+COPS?"));
            assertThat(given.outcome()).isEqualTo(Outcome.NOT_SENT);
            assertThat(session.state()).isEqualTo(SessionState.CLOSED);
        }
    }

    @Test
    void callersDeadlineEndsAnAttachToASilentServer() throws Exception {
        try (FakeServer server = FakeServer.mute()) {
            AtTimeoutException late = failure(
                    AtTimeoutException.class,
                    connect(server).modem().attach().contextWrite(AtDeadline.within(Duration.ofMillis(1500))));
            assertThat(late.phase()).isEqualTo(Phase.DEADLINE);
            assertThat(late).hasMessageContaining("AT: ").hasMessageContaining("1500 ms");
        }
    }

    @Test
    void webServerThatClosesIsAConnectionLostWithWhatItSaid() throws Exception {
        try (FakeServer server =
                FakeServer.saying("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n<html>OK</html>\r\n")) {
            AtConnectionException no = failure(
                    AtConnectionException.class, connect(server).session().send("AT"));
            assertThat(no.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(no.lines()).extracting(AtLine::text).contains("HTTP/1.1 400 Bad Request", "<html>OK</html>");
        }
    }

    @Test
    void webServerThatStaysIsATimeOutWithWhatItSaid() throws Exception {
        try (FakeServer server = new FakeServer((in, out) -> {
            line(in);
            out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            in.transferTo(OutputStream.nullOutputStream());
        })) {
            AtTimeoutException no =
                    failure(AtTimeoutException.class, connect(server).session().send("AT"));
            assertThat(no.lines()).extracting(AtLine::text).containsExactly("HTTP/1.1 400 Bad Request");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void garbageEndsInATypedErrorAndAClosedSession(long seed) throws Exception {
        try (FakeServer server = new FakeServer((in, out) -> {
            Random random = new Random(seed);
            byte[] garbage = new byte[4096];
            while (in.read() >= 0) {
                random.nextBytes(garbage);
                out.write(garbage);
            }
        })) {
            L610 module = connect(server);
            AtException no = failure(
                    AtException.class,
                    module.modem().attach().contextWrite(AtDeadline.within(Duration.ofMillis(1500))));
            assertThat(no.outcome()).isNotNull();
            assertThat(no).hasMessageContaining("AT");
            ends(module.close());
            assertThat(module.session().state()).isEqualTo(SessionState.CLOSED);
        }
    }

    @Test
    void lineOfAMegabyteIsDiscardedReportedAndSurvived() throws Exception {
        byte[] megabyte = "x".repeat(1 << 20).getBytes(StandardCharsets.ISO_8859_1);
        try (FakeServer server = new FakeServer((in, out) -> {
            line(in);
            out.write(megabyte);
            out.write("\r\nOK\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (!line(in).isEmpty()) {
                out.write("\r\n+CSQ: 25,99\r\n\r\nOK\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
        })) {
            AtSession session = patient(server).session();
            Flux<SessionEvent> events = session.events().replay(8).autoConnect(0);
            AtOverflowException no = failure(AtOverflowException.class, session.send("AT+CGMR"));
            assertThat(no).hasMessageContaining("AT+CGMR").hasMessageContaining("16384 bytes a line");
            assertThat(no.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(done(events.ofType(SessionEvent.OverlongLine.class).next()))
                    .isEqualTo(new SessionEvent.OverlongLine(megabyte.length, 16 * 1024));
            assertThat(session.stats().overlongLines()).isEqualTo(1);
            assertThat(done(session.send("AT+CSQ")).lines())
                    .extracting(AtLine::text)
                    .containsExactly("+CSQ: 25,99");
        }
    }

    @Test
    void replyOfAMegabyteInShortLinesIsAnOverflowAndTheNextCommandWorks() throws Exception {
        byte[] kilobyte = ("y".repeat(1022) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        try (FakeServer server = new FakeServer((in, out) -> {
            line(in);
            for (int i = 0; i < 1024; i++) {
                out.write(kilobyte);
            }
            out.write("\r\nOK\r\n".getBytes(StandardCharsets.ISO_8859_1));
            for (String next = line(in); !next.isEmpty(); next = line(in)) {
                String name = next.substring(2, next.length() - 1);
                out.write(("\r\n" + name + ": 25\r\n\r\nOK\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
        })) {
            AtSession session = patient(server).session();
            AtOverflowException no = failure(AtOverflowException.class, session.send("AT+CGMR"));
            assertThat(no)
                    .hasMessageContaining("AT+CGMR")
                    .hasMessageContaining("262144")
                    .hasMessageContaining("UNKNOWN");
            assertThat(done(session.send("AT+CSQ?")).lines())
                    .extracting(AtLine::text)
                    .containsExactly("+CSQ: 25");
        }
    }

    private static L610 connect(FakeServer server) {
        return connect(server, HASTY);
    }

    private static L610 patient(FakeServer server) {
        return connect(server, AtOptions.defaults());
    }

    private static L610 connect(FakeServer server, AtOptions options) {
        return done(L610.over(TcpTransport.to(server.host(), server.port()))
                .apn(Apn.of("cmnet"))
                .session(client -> client.options(options))
                .connect());
    }

    /** The next command line; empty if the line is closed. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\r'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString();
    }
}
