package io.atflux.transport.tcp.dialin;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.transport.tcp.dialin.DialInEvent.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

/** The assignment of connections, on loops that run only on request. */
class ConnectionDispatcherTest {

    private static final LineTraits FOR_EVER = new LineTraits(Duration.ZERO, 0, null);

    private final EmbeddedChannel socket = new EmbeddedChannel();
    private final List<EmbeddedChannel> lines = new ArrayList<>();
    private final List<Kind> events = new ArrayList<>();
    private int idle;
    private ConnectionDispatcher dispatcher = open(ReplacementPolicy.newest());

    private ConnectionDispatcher open(ReplacementPolicy replacement) {
        socket.freezeTime();
        Rules rules = new Rules(
                "listener",
                DeviceRegistration.regex(Pattern.compile("ID=(\\w+)\n")),
                16,
                Duration.ofMinutes(1),
                null,
                8,
                3,
                Duration.ofHours(1),
                2,
                null,
                replacement,
                Duration.ofHours(2));
        ConnectionDispatcher opened = new ConnectionDispatcher(rules, socket, () -> idle++);
        opened.events().subscribe(event -> events.add(event.kind()));
        return opened;
    }

    private @Nullable EmbeddedChannel admitted() {
        EmbeddedChannel line = new EmbeddedChannel();
        line.freezeTime();
        if (!dispatcher.admit(line)) {
            return null;
        }
        line.pipeline().addLast(dispatcher.registrar(line, thrown -> null));
        line.pipeline().fireChannelActive();
        lines.add(line);
        return line;
    }

    /** Registers; a waiting subscriber is served when {@link #settle} is called. */
    private EmbeddedChannel dialIn(String id) {
        EmbeddedChannel line = Objects.requireNonNull(admitted());
        line.pipeline().fireChannelRead(Unpooled.copiedBuffer("ID=" + id + "\n", StandardCharsets.US_ASCII));
        return line;
    }

    private void settle() {
        for (int i = 0; i < 4; i++) {
            socket.runPendingTasks();
            lines.forEach(EmbeddedChannel::runPendingTasks);
        }
    }

    private EmbeddedChannel settled(EmbeddedChannel line) {
        settle();
        return line;
    }

    private void pass(long time, TimeUnit unit) {
        socket.advanceTimeBy(time, unit);
        socket.runScheduledPendingTasks();
        settle();
    }

    /** A subscriber that waits for a device, null for any. */
    private final class Taker extends ChannelInboundHandlerAdapter {
        private final List<Channel> got = new ArrayList<>();
        private final List<String> errors = new ArrayList<>();
        private final Disposable waiting;

        Taker(@Nullable String id) {
            waiting = dispatcher
                    .connect(this, id, FOR_EVER)
                    .subscribe(got::add, error -> errors.add("" + error.getMessage()));
            settle();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            errors.add("" + cause.getMessage());
        }
    }

    @Test
    void anOlderConnectionThatAnswersStaysAndTheNewcomerIsToldAndClosed() {
        dispatcher = open(ReplacementPolicy.aliveFirst().answerWithin(Duration.ofSeconds(10)));
        EmbeddedChannel old = dialIn("a");
        Channel newcomer = settled(dialIn("a"));
        assertThat(written(old)).isEqualTo("AT\r");
        assertThat(newcomer.isActive()).isTrue();
        pass(9_999, TimeUnit.MILLISECONDS);

        old.pipeline().fireChannelRead(Unpooled.copiedBuffer("\r\nOK\r\n", StandardCharsets.US_ASCII));
        settle();

        assertThat(newcomer.isActive()).isFalse();
        assertThat(old.isActive()).isTrue();
        assertThat(events).containsExactly(Kind.REGISTERED, Kind.NOT_REPLACED);
        Taker taker = new Taker("a");
        assertThat(taker.got).containsExactly(old);
        ByteBuf early = Objects.requireNonNull(old.readInbound());
        assertThat(early.toString(StandardCharsets.US_ASCII)).isEqualTo("\r\nOK\r\n");
        early.release();
    }

    @Test
    void anOlderConnectionThatIsSilentIsReplacedAtTheLimit() {
        dispatcher = open(ReplacementPolicy.aliveFirst().answerWithin(Duration.ofSeconds(10)));
        EmbeddedChannel old = dialIn("a");
        Channel newcomer = settled(dialIn("a"));
        pass(9_999, TimeUnit.MILLISECONDS);
        assertThat(old.isActive()).isTrue();

        pass(1, TimeUnit.MILLISECONDS);

        assertThat(old.isActive()).isFalse();
        assertThat(newcomer.isActive()).isTrue();
        assertThat(events).containsExactly(Kind.REGISTERED, Kind.REPLACED, Kind.REGISTERED);
        Taker taker = new Taker("a");
        assertThat(taker.got).containsExactly(newcomer);
    }

    @Test
    void anOlderConnectionThatEndsWhileItIsAskedIsReplacedAtOnce() {
        dispatcher = open(ReplacementPolicy.aliveFirst());
        EmbeddedChannel old = dialIn("a");
        Channel newcomer = settled(dialIn("a"));

        old.close();
        settle();

        assertThat(events).containsExactly(Kind.REGISTERED, Kind.GONE, Kind.REGISTERED);
        Taker taker = new Taker("a");
        assertThat(taker.got).containsExactly(newcomer);
    }

    @Test
    void aNewcomerThatLeavesWhileTheOlderConnectionIsAskedLeavesIt() {
        dispatcher = open(ReplacementPolicy.aliveFirst());
        EmbeddedChannel old = dialIn("a");
        settled(dialIn("a")).close();
        settle();

        pass(1, TimeUnit.MINUTES);

        assertThat(old.isActive()).isTrue();
        assertThat(events).containsExactly(Kind.REGISTERED, Kind.GONE);
        // Nothing of it remains that would refuse the next one.
        Channel next = settled(dialIn("a"));
        pass(1, TimeUnit.MINUTES);
        assertThat(next.isActive()).isTrue();
        assertThat(old.isActive()).isFalse();
    }

    @Test
    void aThirdConnectionIsRefusedWhileTheFirstIsAsked() {
        dispatcher = open(ReplacementPolicy.aliveFirst());
        EmbeddedChannel old = dialIn("a");
        Channel second = settled(dialIn("a"));

        Channel third = settled(dialIn("a"));

        assertThat(third.isActive()).isFalse();
        assertThat(second.isActive()).isTrue();
        assertThat(old.isActive()).isTrue();
        assertThat(events).containsExactly(Kind.REGISTERED, Kind.NOT_REPLACED);
    }

    @Test
    void aDeviceIsReplacedSoOftenAMinuteAndNoMore() {
        dispatcher = open(ReplacementPolicy.newest().mostPerMinute(2));
        settled(dialIn("a"));
        settled(dialIn("a"));
        Channel last = settled(dialIn("a"));

        Channel tooMany = settled(dialIn("a"));

        assertThat(tooMany.isActive()).isFalse();
        assertThat(last.isActive()).isTrue();
        assertThat(dispatcher.count(Kind.NOT_REPLACED)).isEqualTo(1);
        // Another device has a separate limit.
        settled(dialIn("b"));
        assertThat(settled(dialIn("b")).isActive()).isTrue();
        pass(1, TimeUnit.MINUTES);
        Channel later = settled(dialIn("a"));
        assertThat(later.isActive()).isTrue();
        assertThat(last.isActive()).isFalse();
    }

    private static String written(EmbeddedChannel line) {
        ByteBuf out = line.readOutbound();
        try {
            return out == null ? "" : out.toString(StandardCharsets.US_ASCII);
        } finally {
            ReferenceCountUtil.release(out);
        }
    }

    @Test
    void whoWaitsFirstIsServedFirst() {
        Taker first = new Taker("a");
        Taker second = new Taker("a");
        Channel one = settled(dialIn("a"));
        assertThat(first.got).containsExactly(one);
        assertThat(second.got).isEmpty();
        Channel two = settled(dialIn("a"));
        assertThat(second.got).containsExactly(two);
        assertThat(first.got).hasSize(1);
    }

    @Test
    void whoWaitsForThisDeviceGoesBeforeWhoTakesAny() {
        Taker any = new Taker(null);
        Taker own = new Taker("b");
        Channel b = settled(dialIn("b"));
        assertThat(own.got).containsExactly(b);
        assertThat(any.got).isEmpty();
        Channel a = settled(dialIn("a"));
        assertThat(any.got).containsExactly(a);
    }

    @Test
    void whoTakesAnyGetsTheOneThatWaitsTheLongest() {
        Channel a = settled(dialIn("a"));
        Channel b = settled(dialIn("b"));
        assertThat(new Taker(null).got).containsExactly(a);
        assertThat(new Taker(null).got).containsExactly(b);
        assertThat(new Taker(null).got).isEmpty();
    }

    @Test
    void aConnectionIsGivenOnce() {
        Channel a = settled(dialIn("a"));
        assertThat(new Taker("a").got).containsExactly(a);
        assertThat(new Taker("a").got).isEmpty();
    }

    @Test
    void aNewerConnectionEndsTheOlderOneAndTakesItsPlace() {
        Taker session = new Taker("a");
        Channel old = settled(dialIn("a"));
        Channel young = settled(dialIn("a"));
        assertThat(old.isOpen()).isFalse();
        assertThat(session.errors).singleElement().asString().startsWith("device 'a': it dialled in again, from ");
        assertThat(events).containsExactly(Kind.REGISTERED, Kind.REPLACED, Kind.REGISTERED);
        assertThat(new Taker("a").got).containsExactly(young);
    }

    @Test
    void whoHasGoneGetsNothingAndTheNextGetsIt() {
        Taker gone = new Taker("a");
        Taker next = new Taker("a");
        gone.waiting.dispose();
        settle();
        Channel a = settled(dialIn("a"));
        assertThat(gone.got).isEmpty();
        assertThat(next.got).containsExactly(a);
    }

    @Test
    void whoGoesWhileAConnectionIsOnItsWayLeavesItToTheNext() {
        Taker gone = new Taker("a");
        Taker next = new Taker("a");
        EmbeddedChannel a = dialIn("a");
        gone.waiting.dispose();
        settle();
        assertThat(gone.got).isEmpty();
        assertThat(next.got).containsExactly(a);
    }

    @Test
    void whoWasOfferedAConnectionThatEndedIsTheFirstForTheNextOne() {
        Taker first = new Taker("a");
        Taker second = new Taker("a");
        dialIn("a").pipeline().close();
        settle();
        assertThat(first.got).isEmpty();
        Channel next = settled(dialIn("a"));
        assertThat(first.got).containsExactly(next);
        assertThat(second.got).isEmpty();
    }

    @Test
    void oneConnectionTooManyIsRefusedUntilAnotherEnds() {
        Channel a = settled(dialIn("a"));
        settled(dialIn("b"));
        settled(dialIn("c"));
        assertThat(admitted()).isNull();
        assertThat(events).endsWith(Kind.OVER_LIMIT);
        a.close();
        settle();
        assertThat(events).endsWith(Kind.GONE);
        assertThat(admitted()).isNotNull();
    }

    @Test
    void aConnectionThatNobodyTakesEndsAtItsLimitAndOneThatIsTakenDoesNot() {
        Taker taker = new Taker("a");
        Channel taken = settled(dialIn("a"));
        Channel held = settled(dialIn("b"));
        pass(3_599, TimeUnit.SECONDS);
        assertThat(held.isOpen()).isTrue();
        pass(1, TimeUnit.SECONDS);
        assertThat(held.isOpen()).isFalse();
        assertThat(events).endsWith(Kind.NOT_TAKEN);
        assertThat(taken.isOpen()).isTrue();
        assertThat(taker.errors).isEmpty();
    }

    @Test
    void onlyAListenerWithoutSessionsAndWaitersIsIdle() {
        new Taker("gone").waiting.dispose();
        Taker taker = new Taker("a");
        pass(3, TimeUnit.HOURS);
        assertThat(idle).isZero();
        Channel a = settled(dialIn("a"));
        assertThat(taker.got).hasSize(1);
        pass(3, TimeUnit.HOURS);
        assertThat(idle).isZero();
        a.close();
        settle();
        pass(7_199, TimeUnit.SECONDS);
        assertThat(idle).isZero();
        pass(1, TimeUnit.SECONDS);
        assertThat(idle).isEqualTo(1);
    }

    @Test
    void ofTheDevicesThatAreGoneTheLastTwoAreRemembered() {
        for (String id : List.of("a", "b", "c")) {
            settled(dialIn(id)).close();
            settle();
        }
        List<String> known = new ArrayList<>();
        dispatcher.devices(FOR_EVER).subscribe(device -> known.add(device.id()));
        assertThat(known).containsExactly("b", "c");
    }

    @Test
    void closingTellsWhoeverWaits() {
        Taker any = new Taker(null);
        Taker own = new Taker("a");
        Channel b = settled(dialIn("b"));
        Channel c = settled(dialIn("c"));
        assertThat(any.got).containsExactly(b);
        dispatcher.close().subscribe();
        settle();
        assertThat(own.errors).containsExactly("cannot open listener: the listener is closed");
        assertThat(any.errors).containsExactly("listener was closed");
        assertThat(List.of(b.isOpen(), c.isOpen())).containsExactly(false, false);
        assertThat(new Taker("a").errors).containsExactly("cannot open listener: the listener is closed");
        assertThat(admitted()).isNull();
    }
}
