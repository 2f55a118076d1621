package io.atflux.samples.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.test.Ser2netProcess;
import io.atflux.transport.tcp.TcpTransport;
import io.atflux.transport.tcp.rfc2217.ComPort;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** pyserial as the module's host, and as the serial server between the module and this project's client. */
@Timeout(60)
class PyserialIT {

    private static final String HOST = "127.0.0.1";

    @TempDir
    private Path folder;

    private Bench bench;
    private String python;

    @BeforeEach
    void setUp() throws Exception {
        bench = new Bench(folder);
        python = bench.python("serial", "apt-get install python3-serial, or pip install pyserial");
    }

    @AfterEach
    void clear() {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void isAHostOverPlainTcp() throws Exception {
        assertIdentified(client("socket", bench.listen().getPort(), "ATE0", "AT+CGSN", "AT+COPS?"));
    }

    @Test
    void isAHostOverTheModulesOwnSerialServer() throws Exception {
        int port = bench.listenRfc2217().getPort();

        assertIdentified(client("rfc2217", port, "ATE0", "AT+IPR=9600", "speed=9600", "AT+CGSN", "AT+COPS?"));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "looks into /proc to see that ser2net is ready")
    void isAHostOverSer2net() throws Exception {
        try (Ser2netProcess server = new Ser2netProcess("", bench.openPty("l610"))) {
            assertIdentified(client("socket", server.port(), "ATE0", "AT+CGSN", "AT+COPS?"));
        }
    }

    @Test
    void isAnRfc2217ServerForOurClient() throws Exception {
        Program server = bench.start(
                python,
                script("server.py"),
                url("rfc2217", bench.listenRfc2217().getPort()));
        int port = Integer.parseInt(server.await("listening on (\\d+)"));
        CompletableFuture<ComPort> opened = new CompletableFuture<>();
        AtSession session = Objects.requireNonNull(
                AtClient.over(TcpTransport.rfc2217(HOST, port).baudRate(115_200).onComPort(opened::complete))
                        .connect()
                        .block(Program.LIMIT));
        server.await("client accepts RFC 2217");
        ComPort serialPort = opened.get(Program.LIMIT.toSeconds(), TimeUnit.SECONDS);

        assertThat(answer(session, "AT+CGSN")).contains(Bench.IMEI);
        answer(session, "AT+IPR=9600");
        assertThat(serialPort.baudRate(9600).block(Program.LIMIT)).isEqualTo(9600);
        server.await("set baud rate: 9600");
        assertThat(answer(session, "AT+COPS?")).contains("CHINA MOBILE");
        assertThat(serialPort.dtr(false).block(Program.LIMIT)).isFalse();
        server.await("changed DTR to inactive");
        session.close().block(Program.LIMIT);
        server.await("the client has gone");
    }

    private static String answer(AtSession session, String command) {
        return Objects.requireNonNull(session.send(command).block(Program.LIMIT))
                .lines()
                .toString();
    }

    private static void assertIdentified(String answers) {
        assertThat(answers)
                .contains("AT+CGSN b'\\r\\n" + Bench.IMEI + "\\r\\n\\r\\nOK\\r\\n'\n")
                .contains("AT+COPS? b'\\r\\n+COPS: 0,0,\"CHINA MOBILE\",7\\r\\n\\r\\nOK\\r\\n'\n");
    }

    private String client(String scheme, int port, String... steps) throws Exception {
        String[] arguments = new String[steps.length + 2];
        arguments[0] = script("client.py");
        arguments[1] = url(scheme, port);
        System.arraycopy(steps, 0, arguments, 2, steps.length);
        return bench.run(python, arguments);
    }

    private static String url(String scheme, int port) {
        return scheme + "://" + HOST + ":" + port;
    }

    private String script(String name) throws Exception {
        try (InputStream text = Objects.requireNonNull(PyserialIT.class.getResourceAsStream(name))) {
            Path file = folder.resolve(name);
            Files.copy(text, file);
            return file.toString();
        }
    }
}
