package io.atflux.samples.modem.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.VirtualModem;
import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.switches.Switches;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A module on a port with a scripted network, and a host that exchanges raw bytes with it. */
final class Host implements AutoCloseable {

    private final FakeUplink network = new FakeUplink();
    private final ModemServer server;
    private RawSocket socket;

    Host(Switches switches) throws IOException {
        this(switches, false);
    }

    /** Uses a serial server with RFC 2217 if {@code comPort}. */
    Host(Switches switches, boolean comPort) throws IOException {
        server = ModemServer.of(1, switches, network);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (comPort) {
            server.listenRfc2217(any);
        } else {
            server.listen(any);
        }
        socket = new RawSocket(server.address());
    }

    /** After the boot notices, with echo off. */
    Host quiet() throws IOException {
        expect("\r\nAT command ready\r\n\r\n+SIM READY\r\n");
        exchange("ATE0\r", "ATE0\r\r\nOK\r\n");
        return this;
    }

    /** Sets numeric errors instead of plain ERROR. */
    Host numbered() throws IOException {
        return exchange("AT+CMEE=1\r", "\r\nOK\r\n");
    }

    /** With a bearer. */
    Host online() throws IOException {
        return exchange("AT+MIPCALL=1\r", "\r\nOK\r\n\r\n+MIPCALL: 10.104.48.68\r\n");
    }

    /** With a bearer and MQTT client 1 open. */
    Host open() throws IOException {
        online();
        return exchange("AT+MQTTOPEN=1,\"broker\",1883,1,60\r", "\r\nOK\r\n\r\n+MQTTOPEN: 1,1\r\n");
    }

    Host send(String text) throws IOException {
        socket.send(text);
        return this;
    }

    Host expect(String text) throws IOException {
        socket.expect(text);
        return this;
    }

    Host exchange(String sent, String expected) throws IOException {
        socket.exchange(sent, expected);
        return this;
    }

    /** Reads, and repeats the command, until the answer is at the end of the bytes read; returns their number. */
    long readUntil(String asked, String answer) throws IOException {
        return socket.readUntil(asked, answer);
    }

    /** Asserts that nothing more was printed: the next bytes are the answer to a new command. Echo must be off. */
    Host nothingMore() throws IOException {
        return exchange("AT\r", "\r\nOK\r\n");
    }

    /** Asserts that the answer takes at least this time. */
    Host exchangeNotBefore(Duration time, String sent, String expected) throws IOException {
        long begin = System.nanoTime();
        exchange(sent, expected);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(time);
        return this;
    }

    /**
     * Drops the line, opens it again, and sends. The server refuses the new line until it has noticed the end of the
     * old one.
     */
    Host reconnect(String sent) throws IOException {
        socket.close();
        while (true) {
            socket = new RawSocket(server.address());
            if (socket.sendAndAwait(sent)) {
                return this;
            }
            socket.close();
        }
    }

    FakeUplink network() {
        return network;
    }

    VirtualModem modem() {
        return server.modem(0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        server.close();
    }
}
