package io.atflux.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.test.DroppedSignals;
import io.atflux.transport.tcp.dialin.DeviceRegistration;
import io.atflux.transport.tcp.dialin.DialInDevice;
import io.atflux.transport.tcp.dialin.DialInEvent;
import io.atflux.transport.tcp.dialin.DialInEvent.Kind;
import io.atflux.transport.tcp.dialin.ReplacementPolicy;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;

/** Any input of an unknown peer at the port is reported and ends its connection, and the devices are not affected. */
@Timeout(60)
class DialInBadInputIT {

    private static final DeviceRegistration BY_LINE = DeviceRegistration.regex(Pattern.compile("ID=(\\w+)\n"));

    /** Many times the amount held; more than the sockets' buffers take. */
    private static final String FLOOD = "+FLOOD: 1\r\n";

    private static final int FLOODS = 1 << 20;

    @AfterEach
    void leaveNothing() {
        TcpLoops.dispose().block(Listening.LIMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID=", "", "\u0000\u00ff\u0016\u0003\u0001 binary garbage ", "GET / HTTP/1.1\r\n"})
    void aMegabyteIsRefusedAfterItsBeginning(String beginning) throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE));
                Dtu device = Dtu.saying(at.listener(), "ID=good\n");
                Dtu stranger = new Dtu(at.listener())) {
            sayAll(stranger, beginning + "x".repeat(1 << 20));

            DialInEvent refused = at.event(Kind.NOT_REGISTERED);
            assertThat(refused.peer()).isEqualTo(stranger.peer());
            assertThat(refused.text()).startsWith("no registration packet").doesNotContain("xxx");
            assertThat(stranger.isEnded()).isTrue();
            assertThat(Listening.works(at.session("good"), device)).isTrue();
        }
    }

    /** The other side may hang up while it is written. */
    private static void sayAll(Dtu stranger, String text) {
        try {
            stranger.say(text);
        } catch (IOException hungUp) {
            assertThat(hungUp).isNotNull();
        }
    }

    @Test
    void aByteAtATimeIsAPacketAllTheSame() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE));
                Dtu dtu = new Dtu(at.listener())) {
            String packet = "ID=" + "x".repeat(100) + "\n";
            for (int i = 0; i < packet.length(); i++) {
                dtu.say(packet.substring(i, i + 1));
            }

            assertThat(Listening.works(at.session("x".repeat(100)), dtu)).isTrue();
        }
    }

    @Test
    void halfAPacketAndThenSilenceIsEndedInTime() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE).registrationTimeout(Duration.ofMillis(300)));
                Dtu half = Dtu.saying(at.listener(), "ID=secr");
                Dtu nothing = new Dtu(at.listener())) {
            assertThat(at.event()).satisfies(silent -> assertThat(silent.kind()).isEqualTo(Kind.SILENT));
            assertThat(at.event().text()).isEqualTo("did not register within 300 ms");
            assertThat(half.isEnded()).isTrue();
            assertThat(nothing.isEnded()).isTrue();
            assertThat(at.listener().count(Kind.SILENT)).isEqualTo(2);
        }
    }

    @Test
    void whoHangsUpBeforeItRegisteredIsToldToo() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE))) {
            Dtu.saying(at.listener(), "ID").close();

            assertThat(at.event().text()).isEqualTo("ended before it registered");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID=\n", "ID=a\u0007b\n"})
    void anIdThatIsNoneIsRefused(String packet) throws Exception {
        DeviceRegistration lax = DeviceRegistration.regex(Pattern.compile("ID=([^\n]*)\n"));
        try (Listening at = new Listening(s -> s.registration(lax));
                Dtu dtu = Dtu.saying(at.listener(), packet)) {
            assertThat(at.event().text()).isEqualTo("its id is not a valid device id");
            assertThat(dtu.isEnded()).isTrue();
        }
    }

    @Test
    void onlyDevicesThatAreAllowedRegister() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE).allow(List.of("good")));
                Dtu stranger = Dtu.saying(at.listener(), "ID=evil\n")) {
            DialInEvent refused = at.event();
            assertThat(refused.kind()).isEqualTo(Kind.NOT_ALLOWED);
            assertThat(refused.id()).contains("evil");
            assertThat(stranger.isEnded()).isTrue();
            try (Dtu device = Dtu.saying(at.listener(), "ID=good\n")) {
                assertThat(Listening.works(at.session("good"), device)).isTrue();
            }
        }
    }

    @Test
    void twoHundredAtOnceFromOneAddressLeaveRoomForNoMoreThanTheLimit() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE).maxPerAddress(50));
                Dtu device = Dtu.saying(at.listener(), "ID=good\n")) {
            at.event(Kind.REGISTERED);
            List<Dtu> crowd = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                crowd.add(new Dtu(at.listener()));
            }
            for (int i = 0; i < 151; i++) {
                DialInEvent refused = at.event();
                assertThat(refused.kind()).isEqualTo(Kind.OVER_LIMIT);
                assertThat(refused.text()).isEqualTo("there are 50 from its address already");
            }
            // Accepted in the order of arrival.
            for (Dtu late : crowd.subList(49, 200)) {
                assertThat(late.isEnded()).isTrue();
            }
            assertThat(Listening.works(at.session("good"), device)).isTrue();

            crowd.get(0).close();
            at.event(Kind.NOT_REGISTERED);
            try (Dtu next = Dtu.saying(at.listener(), "ID=next\n")) {
                assertThat(Listening.works(at.session("next"), next)).isTrue();
            }
            for (Dtu one : crowd) {
                one.close();
            }
        }
    }

    @Test
    void thereIsALimitInAll() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE).maxConnections(1));
                Dtu first = Dtu.saying(at.listener(), "ID=a\n")) {
            at.event(Kind.REGISTERED);
            try (Dtu second = new Dtu(at.listener())) {
                assertThat(at.event().text()).isEqualTo("there are 1 in all already");
                assertThat(second.isEnded()).isTrue();
            }
            assertThat(Listening.works(at.session("a"), first)).isTrue();
        }
    }

    @Test
    void aConnectionThatNobodyTakesIsEndedInTime() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE).holdFor(Duration.ofMillis(100)));
                Dtu dtu = Dtu.saying(at.listener(), "ID=a\n")) {
            assertThat(at.event().kind()).isEqualTo(Kind.REGISTERED);
            DialInEvent ended = at.event();
            assertThat(ended.kind()).isEqualTo(Kind.NOT_TAKEN);
            assertThat(ended.id()).contains("a");
            assertThat(ended.text()).isEqualTo("no session took it within 100 ms");
            assertThat(dtu.isEnded()).isTrue();
        }
    }

    @Test
    void aTakenConnectionHasNoSuchLimit() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE).holdFor(Duration.ofMillis(500)));
                Dtu dtu = Dtu.saying(at.listener(), "ID=a\n")) {
            var session = at.session("a");
            try (Dtu other = Dtu.saying(at.listener(), "ID=b\n")) {
                assertThat(at.event(Kind.NOT_TAKEN).peer()).isEqualTo(other.peer());
            }
            assertThat(Listening.works(session, dtu)).isTrue();
        }
    }

    @Test
    void aDeadConnectionThatNobodyTookIsNotGivenToAnybody() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE))) {
            Dtu.saying(at.listener(), "ID=a\n").close();
            assertThat(at.event(Kind.GONE).text()).isEqualTo("ended before it was taken");
            try (Dtu dtu = Dtu.saying(at.listener(), "ID=a\n")) {
                assertThat(Listening.works(at.session("a"), dtu)).isTrue();
            }
        }
    }

    @Test
    void aFloodThatNobodyTakesStopsAndArrivesWholeWhenSomebodyDoes() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE));
                Dtu dtu = Dtu.saying(at.listener(), "ID=a\n")) {
            Thread flood = new Thread(() -> sayAll(dtu, FLOOD.repeat(FLOODS)));
            flood.setDaemon(true);
            flood.start();
            at.event(Kind.REGISTERED);

            Counting session = new Counting();
            Channel channel = at.listener().device("a").connect(session).block(Listening.LIMIT);
            assertThat(channel).isNotNull();
            session.all.get(20, TimeUnit.SECONDS);
            flood.join(20_000);
            assertThat(flood.isAlive()).isFalse();
        }
    }

    private static final class Counting extends SimpleChannelInboundHandler<ByteBuf> {
        private final CompletableFuture<Void> all = new CompletableFuture<>();
        private long position;

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            all.completeExceptionally(cause);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
            for (byte one : ByteBufUtil.getBytes(bytes)) {
                if (one != FLOOD.charAt((int) (position++ % FLOOD.length()))) {
                    all.completeExceptionally(new AssertionError("another byte at " + position));
                }
            }
            if (position == (long) FLOOD.length() * FLOODS) {
                all.complete(null);
            }
        }
    }

    @Test
    void theDevicesThatAreRememberedAreBounded() throws Exception {
        try (Listening at = new Listening(s -> s.registration(BY_LINE).maxDevices(2))) {
            for (String id : List.of("a", "b", "c", "a")) {
                Dtu.saying(at.listener(), "ID=" + id + "\n").close();
                assertThat(at.event(Kind.REGISTERED).text()).isEqualTo("for the first time");
                at.event(Kind.GONE);
            }
            assertThat(at.listener().device("b").address()).isEmpty();
            assertThat(at.listener().device("c").address()).isPresent();
        }
    }

    @Test
    void aSubscriberThatDoesNotKeepUpLosesTheOldestEventsAndTheyAreCounted() throws Exception {
        try (Listening at =
                new Listening(s -> s.replacement(ReplacementPolicy.newest().mostPerMinute(1_000)))) {
            BaseSubscriber<DialInEvent> stalled = new BaseSubscriber<>() {
                @Override
                protected void hookOnSubscribe(Subscription subscription) {
                    // Never requests.
                }
            };
            at.listener().events().subscribe(stalled);
            for (int i = 0; i < 200; i++) {
                new Dtu(at.listener()).close();
                at.event(Kind.REGISTERED);
            }
            assertThat(at.listener().lostEvents()).isBetween(100L, 200L);
        }
    }

    @Test
    void aSubscriberThatThrowsHurtsNobodyElse() throws Exception {
        IllegalStateException fault = new IllegalStateException("a subscriber's own fault");
        List<Throwable> ends = new CopyOnWriteArrayList<>();
        try (Listening at = new Listening(s -> s.registration(BY_LINE))) {
            at.listener().devices().subscribe(new CoreSubscriber<DialInDevice>() {
                @Override
                public void onSubscribe(Subscription subscription) {
                    subscription.request(Long.MAX_VALUE);
                }

                @Override
                public void onNext(DialInDevice device) {
                    throw fault;
                }

                @Override
                public void onError(Throwable never) {
                    ends.add(never);
                }

                @Override
                public void onComplete() {
                    ends.add(new AssertionError("it was let go before"));
                }
            });
            try (Dtu dtu = Dtu.saying(at.listener(), "ID=a\n")) {
                assertThat(Listening.works(at.session("a"), dtu)).isTrue();
            }
        }
        assertThat(DroppedSignals.take()).containsExactly(fault);
        assertThat(ends).isEmpty();
    }
}
