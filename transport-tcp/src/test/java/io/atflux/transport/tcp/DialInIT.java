package io.atflux.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.error.AtConnectionException;
import io.atflux.error.Outcome;
import io.atflux.transport.tcp.dialin.DeviceRegistration;
import io.atflux.transport.tcp.dialin.DialInDevice;
import io.atflux.transport.tcp.dialin.DialInEvent;
import io.atflux.transport.tcp.dialin.DialInEvent.Kind;
import io.atflux.transport.tcp.dialin.Heartbeat;
import io.atflux.transport.tcp.dialin.TcpListener;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.BaseSubscriber;
import reactor.test.StepVerifier;

/** Devices that dial in correctly. */
@Timeout(60)
class DialInIT {

    private static final DeviceRegistration BY_LINE = DeviceRegistration.regex(Pattern.compile("ID=(\\w+)\n"));

    @AfterEach
    void leaveNothing() {
        TcpLoops.dispose().block(Listening.LIMIT);
    }

    @Test
    void aDeviceIsASessionByItsId() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE));
                Dtu dtu = Dtu.saying(at.listener(), "ID=a1\n")) {
            AtSession session = at.session("a1");

            assertThat(Listening.works(session, dtu)).isTrue();
            assertThat(session.name()).startsWith(at.listener() + "?device=a1#");
            assertThat(at.listener().device("a1").address()).contains(InetAddress.getLoopbackAddress());
            assertThat(at.listener().device("a2").address()).isEmpty();
        }
    }

    @Test
    void connectingWaitsForTheDeviceThatIsMeant() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE))) {
            CompletableFuture<AtSession> second =
                    AtClient.over(at.listener().device("b")).connect().toFuture();
            try (Dtu a = Dtu.saying(at.listener(), "ID=a\n")) {
                assertThat(at.event(Kind.REGISTERED).id()).contains("a");
                assertThat(second).isNotDone();
                try (Dtu b = Dtu.saying(at.listener(), "ID=b\n")) {
                    assertThat(Listening.works(second.get(20, TimeUnit.SECONDS), b))
                            .isTrue();
                    assertThat(Listening.works(at.session("a"), a)).isTrue();
                }
            }
        }
    }

    @Test
    void whatComesBehindTheRegistrationIsTheSessionsAlsoWhileNobodyHasTakenIt() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE));
                Dtu dtu = Dtu.saying(at.listener(), "ID=a\n\r\n+SIM READY\r\n\r\n+CR")) {
            at.event(Kind.REGISTERED);
            Bytes session = new Bytes("\r\n+SIM READY\r\n\r\n+CREG: 1\r\n");
            at.listener().device("a").connect(session).block(Listening.LIMIT);
            dtu.say("EG: 1\r\n");

            session.came.get(20, TimeUnit.SECONDS);
        }
    }

    /** A session's handler that waits for these bytes, and no others. */
    private static final class Bytes extends SimpleChannelInboundHandler<ByteBuf> {
        private final CompletableFuture<String> came = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final String expected;

        Bytes(String expected) {
            this.expected = expected;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            came.completeExceptionally(cause);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
            text.append(bytes.toString(StandardCharsets.ISO_8859_1));
            if (text.length() >= expected.length()) {
                assertThat(text).hasToString(expected);
                came.complete(text.toString());
            }
        }
    }

    @Test
    void withoutARegistrationTheAddressIsTheDevice() throws Exception {
        try (Listening at = new Listening(s -> s);
                Dtu dtu = new Dtu(at.listener())) {
            assertThat(Listening.works(at.session("127.0.0.1"), dtu)).isTrue();
        }
    }

    @Test
    void anOpenEndedRegistrationEndsWithSilence() throws Exception {
        try (Listening at = new Listening(s -> s.registration(DeviceRegistration.regex(Pattern.compile("ID=(\\d+)"))));
                Dtu dtu = Dtu.saying(at.listener(), "ID=12")) {
            dtu.say("34");

            assertThat(at.event().id()).contains("1234");
            assertThat(Listening.works(at.session("1234"), dtu)).isTrue();
        }
    }

    @Test
    void aBinaryRegistrationIsFoundInBinary() throws Exception {
        try (Listening at = new Listening(s -> s.registration(DeviceRegistration.binary("7e01iiiiff")));
                Dtu dtu = Dtu.saying(at.listener(), "~\u0001\u0012\u00ab\u00ff")) {
            assertThat(Listening.works(at.session("12ab"), dtu)).isTrue();
        }
    }

    @Test
    void aNewerConnectionReplacesTheOlderAndItsSessionEndsWithThatReason() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE));
                Dtu old = Dtu.saying(at.listener(), "ID=a\n")) {
            AtSession session = at.session("a");
            CompletableFuture<?> reply = session.send("AT+CSQ").toFuture();
            old.hear(7);
            try (Dtu young = Dtu.saying(at.listener(), "ID=a\n")) {
                assertThatThrownBy(() -> reply.get(20, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isInstanceOfSatisfying(AtConnectionException.class, lost -> assertThat(lost.outcome())
                                .isEqualTo(Outcome.UNKNOWN))
                        .hasMessageContaining("device 'a': it dialled in again, from " + young.peer());
                assertThat(old.isEnded()).isTrue();
                assertThat(Listening.works(at.session("a"), young)).isTrue();

                DialInEvent replaced = at.event(Kind.REPLACED);
                assertThat(replaced.peer()).isEqualTo(old.peer());
                assertThat(replaced.id()).contains("a");
                assertThat(at.listener().count(Kind.REPLACED)).isEqualTo(1);
            }
        }
    }

    @Test
    void aLostSessionIsOpenedAgainByTheNextDialIn() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE))) {
            for (int round = 0; round < 3; round++) {
                try (Dtu dtu = Dtu.saying(at.listener(), "ID=a\n")) {
                    AtSession session = at.session("a");
                    assertThat(Listening.works(session, dtu)).isTrue();
                    dtu.hangUp();
                    StepVerifier.create(session.onClose())
                            .expectError(AtConnectionException.class)
                            .verify(Listening.LIMIT);
                }
                assertThat(at.event(Kind.GONE).text()).isEqualTo("its line ended");
            }
        }
    }

    @Test
    void eachDeviceIsAnElementOnceAndWorksUnchanged() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE));
                Dtu a = Dtu.saying(at.listener(), "ID=a\n")) {
            at.event(Kind.REGISTERED);
            BlockingQueue<DialInDevice> devices = new LinkedBlockingQueue<>();
            at.listener().devices().subscribe(devices::add);
            DialInDevice first = devices.poll(20, TimeUnit.SECONDS);
            assertThat(first).isNotNull();
            assertThat(first.id()).isEqualTo("a");
            assertThat(Listening.works(Listening.session(first), a)).isTrue();
            try (Dtu again = Dtu.saying(at.listener(), "ID=a\n");
                    Dtu b = Dtu.saying(at.listener(), "ID=b\n")) {
                DialInDevice second = devices.poll(20, TimeUnit.SECONDS);
                assertThat(second).isNotNull();
                assertThat(second.id()).isEqualTo("b");
                assertThat(Listening.works(Listening.session(second), b)).isTrue();
                assertThat(Listening.works(Listening.session(first), again)).isTrue();
            }
        }
    }

    @Test
    void aSlowSubscriberGetsEveryDeviceWhenItAsks() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE))) {
            BlockingQueue<String> got = new LinkedBlockingQueue<>();
            BaseSubscriber<DialInDevice> slow = new BaseSubscriber<>() {
                @Override
                protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                    // Requests later.
                }

                @Override
                protected void hookOnNext(DialInDevice device) {
                    got.add(device.id());
                }
            };
            at.listener().devices().subscribe(slow);
            for (String id : List.of("a", "b", "c")) {
                Dtu.saying(at.listener(), "ID=" + id + "\n");
                at.event(Kind.REGISTERED);
            }
            assertThat(got).isEmpty();

            slow.request(2);
            assertThat(got.poll(20, TimeUnit.SECONDS)).isEqualTo("a");
            assertThat(got.poll(20, TimeUnit.SECONDS)).isEqualTo("b");
            slow.request(2);
            assertThat(got.poll(20, TimeUnit.SECONDS)).isEqualTo("c");
            slow.cancel();
        }
    }

    @Test
    void anyDeviceIsWhicheverWaitsTheLongest() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE));
                Dtu a = Dtu.saying(at.listener(), "ID=a\n")) {
            at.event(Kind.REGISTERED);
            try (Dtu b = Dtu.saying(at.listener(), "ID=b\n")) {
                at.event(Kind.REGISTERED);
                assertThat(Listening.works(Listening.session(at.listener().any()), a))
                        .isTrue();
                assertThat(Listening.works(Listening.session(at.listener().any()), b))
                        .isTrue();
                CompletableFuture<AtSession> next =
                        AtClient.over(at.listener().any()).connect().toFuture();
                try (Dtu c = Dtu.saying(at.listener(), "ID=c\n")) {
                    assertThat(Listening.works(next.get(20, TimeUnit.SECONDS), c))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void whoGaveUpWaitingGetsNothingAndTheNextGetsTheDevice() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE))) {
            AtClient.over(at.listener().device("a")).connect().subscribe().dispose();
            CompletableFuture<AtSession> next =
                    AtClient.over(at.listener().device("a")).connect().toFuture();
            try (Dtu dtu = Dtu.saying(at.listener(), "ID=a\n")) {
                assertThat(Listening.works(next.get(20, TimeUnit.SECONDS), dtu)).isTrue();
            }
        }
    }

    @Test
    void heartbeatsAreNobodysLines() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE).heartbeat(Heartbeat.text("HB")));
                Dtu dtu = Dtu.saying(at.listener(), "ID=a\nHB")) {
            AtSession session = at.session("a");
            dtu.say("HB");
            CompletableFuture<List<String>> lines =
                    session.send("AT+X").map(reply -> reply.texts()).toFuture();
            dtu.hear(5);
            dtu.say("H").say("B").say("\r\nHBX: 1\r\nHB\r\n+X: HB\r\n\r\nO").say("K\r\nHB");

            assertThat(lines.get(20, TimeUnit.SECONDS)).containsExactly("HBX: 1", "+X: HB");
            assertThat(session.stats().unclassified()).isZero();
        }
    }

    @Test
    void waitingHasALimitThatIsNamed() {
        try (Listening at = new Listening(s -> s.connectTimeout(Duration.ofMillis(50)))) {
            assertThatThrownBy(() -> at.session("a"))
                    .isInstanceOfSatisfying(AtConnectionException.class, lost -> assertThat(lost.outcome())
                            .isEqualTo(Outcome.NOT_SENT))
                    .hasMessage("cannot open " + at.listener() + "?device=a: the device did not dial in within 50 ms");
            assertThatThrownBy(() -> Listening.session(at.listener().any()))
                    .hasMessage("cannot open " + at.listener() + ": no device dialled in within 50 ms");
        }
    }

    @Test
    void whoWaitedInVainIsToldWhatWasRefusedMeanwhile() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE).connectTimeout(Duration.ofMillis(200)))) {
            String why = "";
            // On a busy machine the refusal may come after the limit.
            while (!why.contains("meanwhile")) {
                var waiting = AtClient.over(at.listener().device("a"))
                        .connect()
                        .materialize()
                        .toFuture();
                try (Dtu stranger = Dtu.saying(at.listener(), "GET / HTTP/1.1\r\n")) {
                    assertThat(at.event(Kind.NOT_REGISTERED).peer()).isEqualTo(stranger.peer());
                }
                why = String.valueOf(waiting.get(20, TimeUnit.SECONDS).getThrowable());
            }
            assertThat(why)
                    .matches(
                            ".*\\?device=a: the device did not dial in within 200 ms; 1 refused meanwhile, the last one: "
                                    + "NOT_REGISTERED 127\\.0\\.0\\.1:\\d+: no registration packet: .*")
                    .doesNotContain("HTTP");
        }
    }

    @Test
    void closingEndsSessionsWaitersStreamsAndConnections() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE));
                Dtu taken = Dtu.saying(at.listener(), "ID=a\n")) {
            AtSession session = at.session("a");
            try (Dtu held = Dtu.saying(at.listener(), "ID=b\n");
                    Dtu unknown = new Dtu(at.listener())) {
                at.event(Kind.REGISTERED);
                at.event(Kind.REGISTERED);
                CompletableFuture<AtSession> waiter =
                        AtClient.over(at.listener().device("c")).connect().toFuture();
                CompletableFuture<Void> devices = at.listener().devices().then().toFuture();

                at.listener().close().block(Listening.LIMIT);

                assertThat(taken.isEnded()).isTrue();
                assertThat(held.isEnded()).isTrue();
                assertThat(unknown.isEnded()).isTrue();
                devices.get(20, TimeUnit.SECONDS);
                StepVerifier.create(session.onClose())
                        .expectErrorSatisfies(lost -> assertThat(lost)
                                .isInstanceOf(AtConnectionException.class)
                                .hasMessageContaining(at.listener() + " was closed"))
                        .verify(Listening.LIMIT);
                assertThatThrownBy(() -> waiter.get(20, TimeUnit.SECONDS))
                        .hasMessageContaining("the listener is closed");
                assertThatThrownBy(() -> at.session("a")).hasMessageContaining("the listener is closed");
                assertThat(at.listener().events().blockLast(Listening.LIMIT)).isNull();
            }
        }
    }

    @Test
    void aPortInUseAndAnAddressOfAnotherMachineAreNamed() {
        try (Listening at = new Listening(s -> s)) {
            int port = at.listener().port();
            assertThatThrownBy(() -> TcpListener.on("127.0.0.1", port).bind().block(Listening.LIMIT))
                    .isInstanceOf(AtConnectionException.class)
                    .hasMessage("cannot open listen://127.0.0.1:" + port + ": the port is in use")
                    .extracting(e -> ((AtConnectionException) e).reason())
                    .isEqualTo(AtConnectionException.Reason.IN_USE);
            assertThatThrownBy(() -> TcpListener.on("192.0.2.1", 0).bind().block(Listening.LIMIT))
                    .hasMessage("cannot open listen://192.0.2.1:0: the address is none of this machine");
            assertThatThrownBy(() ->
                            TcpListener.on("no-such-host.invalid", 0).bind().block(Listening.LIMIT))
                    .hasMessageContaining("unknown host");
        }
    }
}
