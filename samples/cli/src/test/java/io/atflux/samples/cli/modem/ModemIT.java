package io.atflux.samples.cli.modem;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.cli.Run;
import io.atflux.samples.cli.Streams;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** The virtual module alone, with an external broker. */
@Timeout(60)
class ModemIT {

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final ModemCommand command = new ModemCommand(new Streams(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(new Lines(said), true, StandardCharsets.UTF_8),
            new PrintStream(new Lines(said), true, StandardCharsets.UTF_8)));

    /** A thread for each task, since the common pool may have only one. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        command.stop();
        threads.shutdownNow();
    }

    @Test
    void everyHostLeadsToTheGivenBroker() throws Exception {
        try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            broker.setSoTimeout(20_000);
            CompletableFuture<Integer> running =
                    start("--broker=127.0.0.1:" + broker.getLocalPort(), "--switch=without-bearer=open");
            String url = nextUrl();
            CompletableFuture<Run> open = CompletableFuture.supplyAsync(
                    () -> Run.of("send", "--linger", "100ms", url, "AT+MQTTOPEN=1,\"somewhere.example\",1883,0,60"),
                    threads);

            try (Socket client = broker.accept()) {
                client.setSoTimeout(20_000);
                assertThat(client.getInputStream().read()).as("CONNECT").isEqualTo(0x10);
            }
            open.get(20, TimeUnit.SECONDS);
            command.stop();
            assertThat(running.get(20, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void severalModulesHaveAPortEach() throws Exception {
        CompletableFuture<Integer> running = start("--broker=127.0.0.1:1", "--modules=3");
        List<String> urls = List.of(nextUrl(), nextUrl(), nextUrl());

        assertThat(urls).doesNotHaveDuplicates();
        assertThat(urls).allSatisfy(url -> assertThat(Run.of("send", url, "AT").status())
                .isZero());
        command.stop();
        assertThat(running.get(20, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void aModuleIsReachedByEitherWayOneAfterTheOther() throws Exception {
        CompletableFuture<Integer> running = start("--broker=127.0.0.1:1", "--rfc2217=127.0.0.1:0");
        String plain = nextUrl();
        String serialServer = nextUrl("rfc2217");

        assertThat(Run.of("send", plain, "AT+CREG=1").status()).isZero();
        Run otherSpeed = Run.of("send", "--no-init", "--timeout=300ms", serialServer + "?baud=9600", "AT");
        assertThat(otherSpeed.out()).contains("no final result within 300 ms");
        assertThat(Run.of("send", serialServer, "AT+CREG?", "AT+IPR=9600").out())
                .contains("+CREG: 1,1");
        assertThat(Run.of("send", serialServer + "?baud=9600", "AT+CREG?").out())
                .contains("+CREG: 1,1");
        command.stop();
        assertThat(running.get(20, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void wrongRequestsAreRefused() throws Exception {
        assertThat(Run.of("modem", "--listen", "7001").err()).contains("'7001' is no HOST:PORT");
        assertThat(modemOnAnyPort("--switch", "colour=red").err()).contains("no switch 'colour'");
        assertThat(modemOnAnyPort("--switch", "timing=soon").err()).contains("no position 'soon'");
        assertThat(modemOnAnyPort("--modules", "0").status()).isEqualTo(2);
        assertThat(Run.of("modem", "--broker=127.0.0.1:1", "--listen", "nobody.invalid:7001")
                        .err())
                .contains("cannot listen on nobody.invalid:7001: unknown host");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.of("modem", "--broker=127.0.0.1:1", "--listen", "127.0.0.1:" + taken.getLocalPort());
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains("cannot listen on");
            Run control = modemOnAnyPort("--control", String.valueOf(taken.getLocalPort()));
            assertThat(control.status()).isEqualTo(1);
            assertThat(control.err())
                    .contains("; --control 127.0.0.1:0 takes a free port")
                    .doesNotContain("--listen");
        }
    }

    @Test
    void withoutAWayItListensOnAUsualPortAndSaysAtOnceThatItIsTaken() throws Exception {
        try (ServerSocket own = usualPort()) {
            assertThat(own.isClosed()).isFalse();
            // The built-in broker is not started for that.
            Run run = Run.of("modem");

            assertThat(run.err())
                    .startsWith("atflux: cannot listen on 127.0.0.1:7001: ")
                    .contains("--listen 127.0.0.1:0 takes a free port");
            assertThat(run.out()).isEmpty();
            assertThat(run.status()).isEqualTo(1);
        }
    }

    /** Bound by this test, or by another program already. */
    private static ServerSocket usualPort() throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress("127.0.0.1", 7001));
        } catch (BindException taken) {
            return socket;
        }
        return socket;
    }

    @Test
    void theControlPortActsOnTheModule() throws Exception {
        CompletableFuture<Integer> running = start("--broker=127.0.0.1:1", "--control=0");
        String url = nextUrl();
        String at = said.poll(20, TimeUnit.SECONDS);
        assertThat(at).startsWith("control at 127.0.0.1:");
        int port = Integer.parseInt(Objects.requireNonNull(at).replaceFirst(".*:", ""));
        assertThat(Run.of("send", url, "AT").status()).isZero();
        try (Socket control = new Socket(InetAddress.getLoopbackAddress(), port)) {
            control.setSoTimeout(20_000);
            control.getOutputStream().write("switch csq=7,99\nbark\n".getBytes(StandardCharsets.UTF_8));
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(control.getInputStream(), StandardCharsets.UTF_8));
            assertThat(answers.readLine()).isEqualTo("OK");
            assertThat(answers.readLine()).isEqualTo("ERROR unknown-command: 'bark'; help lists the commands");
        }
        assertThat(Run.of("send", url, "AT+CSQ").out()).contains("+CSQ: 7,99");
        command.stop();
        assertThat(running.get(20, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void theSwitchesAreListed() {
        Run run = Run.of("modem", "--switches");

        assertThat(run.out())
                .contains("autobaud=", "[lost]", "length-max=")
                .contains("\n    identity of the module (at the next power-up)\n")
                .contains("\n    name in AT+COPS?\n");
        assertThat(run.status()).isZero();
    }

    private static Run modemOnAnyPort(String... more) {
        return Run.of("modem", "--broker=127.0.0.1:1", "--listen=127.0.0.1:0", more[0], more[1]);
    }

    private CompletableFuture<Integer> start(String... more) {
        String[] args = {"--listen=127.0.0.1:0", "--switch=timing=instant", "--switch=autobaud=off", more[0], more[1]};
        return CompletableFuture.supplyAsync(() -> new CommandLine(command).execute(args), threads);
    }

    private String nextUrl() throws InterruptedException {
        return nextUrl("tcp");
    }

    private String nextUrl(String scheme) throws InterruptedException {
        String line = said.poll(20, TimeUnit.SECONDS);
        assertThat(line).startsWith("L610 at " + scheme + "://127.0.0.1:");
        return Objects.requireNonNull(line).replaceFirst("L610 at ", "");
    }

    /** Passes on each written line. */
    private static final class Lines extends OutputStream {
        private final BlockingQueue<String> lines;
        private final StringBuilder line = new StringBuilder();

        Lines(BlockingQueue<String> lines) {
            this.lines = lines;
        }

        @Override
        public synchronized void write(int b) {
            if (b == '\n') {
                lines.add(line.toString().strip());
                line.setLength(0);
            } else {
                line.append((char) b);
            }
        }
    }
}
