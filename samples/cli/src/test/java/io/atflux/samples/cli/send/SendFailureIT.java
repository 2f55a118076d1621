package io.atflux.samples.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atflux.samples.cli.FakeModem;
import io.atflux.samples.cli.Run;
import io.atflux.test.Proofs;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program's messages if there is no modem at the other end, or another device. */
@Timeout(60)
class SendFailureIT {

    private static final String LOST =
            "{'type':'error','command':%s,'error':'CONNECTION','outcome':'NOT_SENT','lines':[]}";

    @Test
    void aRefusedPortAnswersEveryCommand() throws Exception {
        String url = refusedUrl();
        Run run = Run.of("send", "--json", url, "AT+A", "AT+B");

        assertThat(run.shapes()).containsExactly(LOST.formatted("'AT+A'"), LOST.formatted("'AT+B'"));
        assertThat(run.objects().get(0).get("message").asText()).contains(url, "refused");
        assertThat(run.objects().get(0).get("millis").asInt()).isZero();
        assertThat(run.status()).isEqualTo(3);
    }

    @Test
    void aRefusedPortIsToldWhereThereAreNoCommandsToo() throws Exception {
        Run run = Run.of("send", "--json", refusedUrl());

        assertThat(run.shapes()).containsExactly(LOST.formatted("null"));
        assertThat(run.status()).isEqualTo(3);
    }

    @Test
    void anUnknownHostIsNamed() {
        Run run = Run.of("send", "tcp://no-such-host.invalid:7001", "AT");

        assertThat(run.out()).contains("> AT", "! CONNECTION", "no-such-host.invalid:7001", "unknown host");
        assertThat(run.status()).isEqualTo(3);
    }

    @Test
    void aCommandWithoutAFinalResultTimesOutWithWhatCame() throws Exception {
        FakeModem.Script script = (line, m) -> m.say(
                switch (line) {
                    case "AT+A" -> "\r\n+A: 1\r\n";
                    default -> Proofs.is(line) ? Proofs.answer(line) : "\r\nOK\r\n";
                });
        try (FakeModem modem = new FakeModem(script)) {
            Run run = Run.of("send", "--json", "--no-init", "--timeout", "300ms", modem.url(), "AT+A", "AT+B");

            assertThat(run.shapes())
                    .containsExactly(
                            "{'type':'error','command':'AT+A','error':'TIMEOUT','outcome':'UNKNOWN','lines':['+A: 1']}",
                            "{'type':'reply','command':'AT+B','result':'OK','lines':[]}");
            assertThat(run.objects().get(0).get("millis").asInt()).isBetween(300, 2_000);
            // The three seconds of the resynchronisation do not count for the second command.
            assertThat(run.objects().get(1).get("millis").asInt()).isLessThan(2_000);
            assertThat(run.objects().get(0).get("message").asText()).contains("AT+A", "300 ms", "UNKNOWN");
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @Test
    void aTimeoutCountsFromTheWriteAlsoBehindAResynchronisation() throws Exception {
        FakeModem.Script script = (line, m) -> m.say(Proofs.is(line) ? Proofs.answer(line) : "\r\nhm\r\n");
        try (FakeModem modem = new FakeModem(script)) {
            Run run = Run.of("send", "--json", "--no-init", "--timeout", "300ms", modem.url(), "AT+A", "AT+B");

            assertThat(run.objects()).allSatisfy(error -> {
                assertThat(error.get("error").asText()).isEqualTo("TIMEOUT");
                assertThat(error.get("millis").asInt()).isBetween(300, 2_000);
            });
            assertThat(run.objects()).hasSize(2);
        }
    }

    @Test
    void aServerThatSaysNothingEndsWithinTheTimeout() throws Exception {
        try (FakeModem modem = FakeModem.silent()) {
            Run run = Run.of("send", "--json", "--timeout", "500ms", modem.url(), "AT+A", "AT+B");

            assertThat(run.shapes())
                    .containsExactly(
                            "{'type':'error','command':'AT+A','error':'TIMEOUT','outcome':'NOT_SENT','lines':[]}",
                            "{'type':'error','command':'AT+B','error':'TIMEOUT','outcome':'NOT_SENT','lines':[]}");
            assertThat(modem.heard()).containsOnly("AT");
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionDroppedInMidCommandLeavesTheRestUnsent() throws Exception {
        FakeModem.Script script = (line, m) -> {
            if (line.equals("AT+A")) {
                m.say("\r\nOK\r\n");
            } else {
                m.say("\r\n+B: 1\r\n\r\n+B: 2");
                m.hangUp();
            }
        };
        try (FakeModem modem = new FakeModem(script)) {
            Run run = Run.of("send", "--json", "--no-init", modem.url(), "AT+A", "AT+B", "AT+C", "AT+D");

            assertThat(run.shapes())
                    .containsExactly(
                            "{'type':'reply','command':'AT+A','result':'OK','lines':[]}",
                            "{'type':'error','command':'AT+B','error':'CONNECTION','outcome':'UNKNOWN','lines':['+B: 1']}",
                            LOST.formatted("'AT+C'"),
                            LOST.formatted("'AT+D'"));
            assertThat(run.status()).isEqualTo(3);
        }
    }

    @Test
    void aConnectionLostWhileListeningIsTold() throws Exception {
        FakeModem.Script script = (line, m) -> {
            m.say("\r\nOK\r\n");
            m.hangUp();
        };
        try (FakeModem modem = new FakeModem(script)) {
            Run run = Run.of("send", "--json", "--no-init", "--linger", "30s", modem.url(), "AT");

            assertThat(run.shapes())
                    .containsExactly(
                            "{'type':'reply','command':'AT','result':'OK','lines':[]}", LOST.formatted("null"));
            assertThat(run.status()).isEqualTo(3);
        }
    }

    @Test
    void inputThatNeverEndsIsNotWaitedForOnceTheLineIsLost() throws Exception {
        try (FakeModem modem = new FakeModem((line, m) -> m.hangUp());
                PipedOutputStream keyboard = new PipedOutputStream()) {
            PipedInputStream input = new PipedInputStream(keyboard);
            keyboard.write("AT+A\nAT+B\n".getBytes(StandardCharsets.US_ASCII));
            keyboard.flush();

            Run run = Run.withInput(input, "send", "--json", "--no-init", modem.url());

            assertThat(run.objects()).extracting(o -> o.get("outcome").asText()).containsExactly("UNKNOWN", "NOT_SENT");
            assertThat(run.status()).isEqualTo(3);
        }
    }

    @Test
    void aWebServerIsNoModem() throws Exception {
        FakeModem.Script web = (line, m) -> {
            m.say("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            m.hangUp();
        };
        try (FakeModem server = new FakeModem(web)) {
            Run bare = Run.of("send", "--json", "--no-init", server.url(), "AT+A", "AT+B");
            Run initialising = Run.of("send", "--json", server.url(), "AT+A");

            JsonNode first = bare.objects().get(0);
            assertThat(first.get("error").asText()).isEqualTo("CONNECTION");
            assertThat(first.get("lines").get(0).asText()).isEqualTo("HTTP/1.1 400 Bad Request");
            assertThat(bare.objects()).hasSize(2);
            assertThat(bare.status()).isEqualTo(3);
            assertThat(initialising.shapes())
                    .containsExactly("{'type':'error','command':'AT+A','error':'CONNECTION','outcome':'NOT_SENT',"
                            + "'lines':['HTTP/1.1 400 Bad Request','Content-Length: 0','Connection: close']}");
            assertThat(initialising.objects().get(0).get("message").asText())
                    .startsWith("not sent, for the initialisation failed: AT:")
                    .endsWith("; the other end said: HTTP/1.1 400 Bad Request | Content-Length: 0 | Connection: close");
            assertThat(initialising.status()).isEqualTo(3);
        }
    }

    /** The message of ser2net to a second client. */
    @Test
    void aPortThatSomebodyElseHasSaysSo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread busy = new Thread(() -> refuseOne(server), "ser2net");
            busy.start();
            Run run = Run.of("send", "--json", "tcp://127.0.0.1:" + server.getLocalPort(), "AT+A", "AT+B");

            assertThat(run.shapes())
                    .containsExactly(
                            "{'type':'error','command':'AT+A','error':'CONNECTION','outcome':'NOT_SENT',"
                                    + "'lines':['Port already in use']}",
                            "{'type':'error','command':'AT+B','error':'CONNECTION','outcome':'NOT_SENT',"
                                    + "'lines':['Port already in use']}");
            assertThat(run.objects().get(0).get("message").asText())
                    .endsWith("; the other end said: Port already in use");
            busy.join();
        }
    }

    private static void refuseOne(ServerSocket server) {
        try (Socket client = server.accept()) {
            client.getOutputStream().write("Port already in use\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException over) {
            return;
        }
    }

    /** A prompt on an unfinished line, which echoes input. */
    @Test
    void aLoginIsNoModem() throws Exception {
        FakeModem.Script getty = (line, m) -> m.say(line);
        try (FakeModem host = new FakeModem("\r\nbox login: ", getty)) {
            Run json = Run.of("send", "--json", "--timeout", "500ms", host.url(), "AT+A");
            Run text = Run.of("send", "--timeout", "500ms", host.url(), "AT+A");

            assertThat(json.objects().get(0).get("lines").get(0).asText()).startsWith("box login:");
            assertThat(json.objects().get(0).get("message").asText()).contains("; the other end said: box login:");
            assertThat(text.out()).contains("! TIMEOUT", "the other end said: box login:");
        }
    }

    @Test
    void somebodysSecretThatTheFarEndRepeatsIsMasked() throws Exception {
        FakeModem.Script shared = (line, m) -> m.say("\r\nAT+MQTTUSER=1,\"user\",\"hunter2\"\r\n");
        try (FakeModem modem = new FakeModem(shared)) {
            Run run = Run.of("send", "--json", "--timeout", "500ms", modem.url(), "AT+A");

            assertThat(run.objects().get(0).get("lines").get(0).asText()).startsWith("AT+MQTTUSER=1,");
            assertThat(run.out()).doesNotContain("hunter2");
        }
    }

    @Test
    void garbageFailsTheInitialisationAndIsCounted() throws Exception {
        byte[] noise = new byte[5_000];
        new Random(1).nextBytes(noise);
        String garbage = new String(noise, StandardCharsets.ISO_8859_1);
        try (FakeModem modem = new FakeModem(garbage, (line, m) -> {})) {
            Run run = Run.of("send", "--json", "--timeout", "500ms", modem.url(), "AT+A");

            assertThat(run.objects().get(0).get("message").asText())
                    .endsWith("; the other end sent 5000 bytes that are no text");
            assertThat(run.objects().get(0).get("lines").size()).isBetween(1, 20);
        }
    }

    @Test
    void garbageIsNoAnswer() throws Exception {
        byte[] noise = new byte[50_000];
        new Random(1).nextBytes(noise);
        String garbage = new String(noise, StandardCharsets.ISO_8859_1);
        try (FakeModem modem = new FakeModem(garbage, (line, m) -> m.say(garbage))) {
            Run run = Run.of("send", "--json", "--no-init", "--timeout", "500ms", modem.url(), "AT+A");

            assertThat(run.objects()).hasSize(1);
            assertThat(run.objects().get(0).get("error").asText()).isIn("TIMEOUT", "OVERFLOW", "PROTOCOL");
            assertThat(run.objects().get(0).get("outcome").asText()).isEqualTo("UNKNOWN");
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @Test
    void aLineOfAMegabyteFailsItsCommandAndTheNextOneWorks() throws Exception {
        String endless = "\r\n+A: " + "x".repeat(1 << 20) + "\r\n\r\nOK\r\n";
        try (FakeModem modem = new FakeModem((line, m) -> m.say(line.equals("AT+A") ? endless : "\r\nOK\r\n"))) {
            Run run = Run.of("send", "--json", "--no-init", "--urcs", modem.url(), "AT+A", "AT+B");

            assertThat(run.shapes())
                    .containsExactly(
                            "{'type':'error','command':'AT+A','error':'OVERFLOW','outcome':'UNKNOWN','lines':[]}",
                            "{'type':'reply','command':'AT+B','result':'OK','lines':[]}");
            assertThat(run.objects().get(0).get("message").asText()).contains("AT+A", "limit");
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @Test
    void aLineOfAMegabyteThatNobodyAskedForIsToldToListeners() throws Exception {
        String endless = "\r\n+A: " + "x".repeat(1 << 20) + "\r\n";
        try (FakeModem modem = new FakeModem((line, m) -> m.say("\r\nOK\r\n" + endless))) {
            Run run = Run.of("send", "--json", "--no-init", "--urcs", "--linger", "1s", modem.url(), "AT");

            assertThat(run.shapes())
                    .containsExactly(
                            "{'type':'reply','command':'AT','result':'OK','lines':[]}",
                            "{'type':'error','command':null,'error':'OVERFLOW','outcome':'UNKNOWN','lines':[]}");
            assertThat(run.status()).isZero();
        }
    }

    private static String refusedUrl() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "tcp://127.0.0.1:" + server.getLocalPort();
        }
    }
}
