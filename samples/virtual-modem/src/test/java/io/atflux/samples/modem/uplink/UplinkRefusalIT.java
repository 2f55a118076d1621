package io.atflux.samples.modem.uplink;

import static io.atflux.samples.modem.uplink.Requests.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that fail for reasons other than TLS. */
@Timeout(60)
class UplinkRefusalIT {

    private static final HiveMqUplink UPLINK = new HiveMqUplink();
    /** For servers that never answer. */
    private static final HiveMqUplink HASTY = new HiveMqUplink(Duration.ofSeconds(1));

    @AfterAll
    static void close() {
        UPLINK.close();
        HASTY.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void brokersReturnCodeComesThrough(int code) throws Exception {
        Refusal refusal = refusal(request().login(bytes("code" + code), bytes("x")));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.BROKER);
        assertThat(refusal.code()).isEqualTo(code);
    }

    @Test
    void wrongPasswordIsReturnCode4() throws Exception {
        Refusal refusal = refusal(request().login(bytes(Requests.USER), bytes("wrong-and-secret")));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.BROKER);
        assertThat(refusal.code()).isEqualTo(4);
        assertThat(refusal.reason()).doesNotContain("secret");
    }

    @Test
    void noUserIsReturnCode5() throws Exception {
        Refusal refusal = refusal(request().login(null, null));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.BROKER);
        assertThat(refusal.code()).isEqualTo(5);
    }

    @Test
    void emptyClientIdWithAPersistentSessionIsReturnCode2() throws Exception {
        Refusal refusal = refusal(request().persistent(""));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.BROKER);
        assertThat(refusal.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-host.invalid", "", " ", "two words", "a..b"})
    void unknownHostIsAName(String host) throws Exception {
        assertThat(refusal(request().host(host)).kind()).isEqualTo(Refusal.Kind.NAME);
    }

    @Test
    void refusedPortIsTheNetwork() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThat(refusal(Requests.to(port)).kind()).isEqualTo(Refusal.Kind.NETWORK);
    }

    @Test
    void serverThatSaysNothingIsTheNetwork() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Recorder events = new Recorder();
            HASTY.open(Requests.to(silent.getLocalPort()).request(), events);
            assertThat(events.refusal().kind()).isEqualTo(Refusal.Kind.NETWORK);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", "", "\u0020\u0005\0\0\0\0\0"})
    void serverThatIsNoBrokerIsTheNetwork(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Recorder events = new Recorder();
            UPLINK.open(Requests.to(server.getLocalPort()).request(), events);
            try (Socket socket = server.accept()) {
                socket.getInputStream().read();
                socket.getOutputStream().write(bytes(answer));
            }
            assertThat(events.refusal().kind()).isEqualTo(Refusal.Kind.NETWORK);
            events.assertSilent();
        }
    }

    @Test
    void valuesThatNoConnectCanCarryAreRefused() throws Exception {
        byte[] notUtf8 = {(byte) 0xC3, 0x28};
        assertThat(refusal(request().login(notUtf8, bytes("x"))).kind()).isEqualTo(Refusal.Kind.NETWORK);
        assertThat(refusal(request().clientId("a\0b")).kind()).isEqualTo(Refusal.Kind.NETWORK);
        OpenRequest.Will wildcard = new OpenRequest.Will(bytes("a/#"), 0, false, bytes("x"));
        assertThat(refusal(request().will(wildcard)).kind()).isEqualTo(Refusal.Kind.NETWORK);
    }

    @Test
    void abortedAttemptClosesItsSocketAndReportsNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Recorder events = new Recorder();
            Uplink.Connection connection =
                    UPLINK.open(Requests.to(silent.getLocalPort()).request(), events);
            try (Socket socket = silent.accept()) {
                assertThat(socket.getInputStream().read()).as("CONNECT").isEqualTo(0x10);
                connection.abort();
                drain(socket);
            }
            assertThat(UPLINK.connections()).isZero();
            events.assertSilent();
        }
    }

    @Test
    void attemptAbortedAtOnceReportsNothing() throws Exception {
        for (int i = 0; i < 50; i++) {
            Recorder events = new Recorder();
            Uplink.Connection connection =
                    UPLINK.open(request().clientId("hasty").request(), events);
            connection.abort();
        }
        assertThat(UPLINK.connections()).isZero();
        // If an attempt were still in progress, it would now take the id over.
        Recorder events = new Recorder();
        Uplink.Connection last = UPLINK.open(request().clientId("hasty").request(), events);
        events.awaitOpened();
        assertThat(Recorder.ask(result -> last.publish(bytes("a"), 1, false, bytes("x"), result)))
                .isTrue();
        assertThat(Recorder.ask(last::close)).isTrue();
        events.assertSilent();
    }

    private static void drain(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // Reads to the expected end.
        }
    }

    private static Requests request() {
        return Requests.to(SharedBroker.BROKER.port());
    }

    private static Refusal refusal(Requests request) throws InterruptedException {
        Recorder events = new Recorder();
        UPLINK.open(request.request(), events);
        Refusal refusal = events.refusal();
        events.assertSilent();
        return refusal;
    }
}
