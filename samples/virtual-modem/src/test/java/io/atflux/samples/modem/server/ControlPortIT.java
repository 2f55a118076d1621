package io.atflux.samples.modem.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.switches.Switches;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The control port, by its socket. */
@Timeout(60)
class ControlPortIT {

    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String READY = "\r\nAT command ready\r\n\r\n+SIM READY\r\n";

    private final ModemServer server = ModemServer.of(2, Switches.quick(), new FakeUplink());
    private RawSocket control;
    private RawSocket second;

    @BeforeEach
    void open() throws IOException {
        second = new RawSocket(server.listen(ANY).get(1));
        second.expect(READY);
        control = new RawSocket(server.listenControl(ANY));
    }

    @AfterEach
    void close() throws IOException {
        control.close();
        second.close();
        server.close();
    }

    @Test
    void linesAreAnsweredInTheirOrderAndMeanTheModuleThatWasChosen() throws Exception {
        control.exchange(
                "module 1\nregistration 7\r\nmessage 10086 \u00C3\u00A9\n\nswitch csq=7,99\ncall 10010\n",
                "OK\nERROR wrong-arguments: a status is a number from 0 to 5\nOK\nOK\nOK\n");
        second.expect("\r\n+CMTI: \"SM\",1\r\n\r\nRING\r\n");
        second.exchange("ATE0\r", "ATE0\r\r\nOK\r\n");
        second.exchange("AT+CMGF=1;+CSCS=\"UCS2\";+CSQ\r", "\r\n+CSQ: 7,99\r\n\r\nOK\r\n");
        second.send("AT+CMGL=\"ALL\"\r");
        second.expect("\r\n+CMGL: 1,\"REC UNREAD\",\"00310030003000380036\",,\"");
    }

    @Test
    void theLastLineNeedsNoLineEndAndItsAnswerStillComes() throws Exception {
        InetSocketAddress address = server.listenControl(ANY);
        try (Socket host = new Socket(address.getAddress(), address.getPort())) {
            host.setSoTimeout(20_000);
            host.getOutputStream().write("\nswitch csq=7,99\nregistration 7".getBytes(StandardCharsets.US_ASCII));
            host.shutdownOutput();
            assertThat(host.getInputStream().readAllBytes())
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("OK\nERROR wrong-arguments: a status is a number from 0 to 5\n");
        }
    }

    @Test
    void overlongAndUndecodableLinesAreRefusedAndTheNextOneIsNot() throws Exception {
        control.exchange("message 1 " + "x".repeat(9_000), "ERROR line-too-long: a line has at most 8192 bytes\n");
        control.exchange("yyy\nregistration 1\n", "OK\n");
        control.exchange("call \u00FF\nregistration 1\n", "ERROR not-utf-8: a line is text in UTF-8\nOK\n");
    }

    @Test
    void aPortThatIsTakenIsSaid() throws Exception {
        InetSocketAddress taken = server.listenControl(ANY);
        assertThatThrownBy(() -> server.listenControl(taken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on");
        assertThat(server.addresses()).doesNotContain(taken);
    }
}
