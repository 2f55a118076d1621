package io.atflux.failuremodes;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.atflux.AtClient;
import io.atflux.AtDeadline;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Payload;
import io.atflux.command.RetryRule;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.test.ScriptedModem;
import io.atflux.transport.AtTransport;
import io.atflux.urc.Overflow;
import io.atflux.urc.UrcType;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Failure modes 29 to 37, and 41. */
class PromptsAndResourcesTest {

    private final ScriptedModem modem = new ScriptedModem();
    private final List<Object> got = new ArrayList<>();

    private static AtCommand<AtReply> put() {
        return AtCommand.of("AT+PUT=5")
                .payload(Payload.counted("a>b\r\n".getBytes(StandardCharsets.US_ASCII)))
                .timeout(Duration.ofSeconds(3));
    }

    private void send(Mono<AtReply> mono) {
        mono.subscribe(got::add, got::add);
    }

    @Test
    @Tag("27.005:3.5.1")
    void case29EverySpellingOfThePromptIsOne() {
        for (String prompt : List.of(">", "> ", ">\r\n", "\r\n>", "\r\n> ", "\r\n>\r\n", "\r\n  >  ")) {
            for (int cut = 0; cut < prompt.length(); cut++) {
                ScriptedModem other = new ScriptedModem();
                other.when("AT+PUT=5").prompts(prompt.substring(0, cut), 5).then(Duration.ZERO, "OK");
                AtSession session = other.session();
                List<AtReply> replies = new ArrayList<>();
                session.send(put()).subscribe(replies::add);
                other.printsRaw(prompt.substring(cut));
                assertThat(other.payloads()).as("%s cut at %d", prompt, cut).containsExactly("a>b\r\n");
            }
        }
    }

    @Test
    void case30AResultCodeAroundThePromptIsDelivered() {
        modem.when("AT+PUT=5").prompts("\r\n+CREG: 1\r\n\r\n> ", 5).then(Duration.ZERO, "OK");
        AtSession session = modem.session();
        List<String> urcs = new ArrayList<>();
        session.urcs().map(AtLine::text).subscribe(urcs::add);
        send(session.send(put()));
        assertThat(urcs).containsExactly("+CREG: 1");
        assertThat(modem.payloads()).hasSize(1);
    }

    @Test
    void case31APromptCharacterWithinDataIsData() {
        modem.when("AT+PUT=5").prompts("", 5);
        AtSession session = modem.session();
        send(session.send(put()));
        modem.printsRaw("\r\n+CREG: 1,\">\"\r\n\r\na > b\r\n");
        assertThat(modem.payloads()).isEmpty();
    }

    @Test
    void case32ThePayloadWaitsForThePromptAndGivingUpClosesTheEntry() {
        modem.when("AT+PUT=5").staysSilent();
        AtSession session = modem.session();
        send(session.send(put()));
        send(session.send("AT"));
        modem.advance(Duration.ofMillis(2_999));
        assertThat(session.stats().sent()).isEqualTo(1);
        assertThat(modem.escapes()).isZero();
        modem.advance(Duration.ofMillis(31_000));
        assertThat(modem.escapes()).isEqualTo(1);
        // ESC alone, then silence for as long as the module waits for data.
        assertThat(session.stats().sent()).isEqualTo(1);
        modem.advance(Duration.ofMillis(1));
        assertThat(session.stats().sent()).isEqualTo(2);
    }

    @Test
    void case33AnOverlongLineIsDiscardedToItsEnd() {
        AtSession session = modem.session();
        List<String> urcs = new ArrayList<>();
        session.urcs().map(AtLine::text).subscribe(urcs::add);
        modem.printsRaw("\r\n+CREG: " + "x".repeat(1 << 20) + "\r\n\r\n+CREG: 1\r\n");
        assertThat(urcs).containsExactly("+CREG: 1");
        assertThat(session.stats().overlongLines()).isEqualTo(1);
    }

    @Test
    void case34SubscribersMaySendAndASlowOneHurtsItselfOnly() {
        modem.when("AT+A").answers("OK");
        AtSession session = modem.session();
        UrcType<AtLine> creg = UrcType.of(LineShape.named("+CREG"));
        StepVerifier.create(session.urcs(creg, Overflow.dropOldest(1)), 0)
                .then(() -> {
                    session.urcs().flatMap(urc -> session.send("AT+A")).subscribe(got::add);
                    modem.prints("+CREG: 1", "+CREG: 2", "+CREG: 3");
                })
                .thenRequest(1)
                .expectNextMatches(line -> line.text().equals("+CREG: 3"))
                .thenCancel()
                .verify(Duration.ofSeconds(5));
        assertThat(got).hasSize(3);
        assertThat(session.stats().dropped()).isEqualTo(2);
    }

    @Test
    void case35SubscribersSeeEachEventOnceAndInOrderAlsoWhenTheyCauseMore() {
        modem.when("AT+A").answers("+CREG: 2", "OK");
        AtSession session = modem.session();
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        session.urcs().map(AtLine::text).subscribe(text -> {
            first.add(text);
            if (text.equals("+CREG: 1")) {
                send(session.send("AT+A"));
            }
        });
        session.urcs().map(AtLine::text).subscribe(second::add);
        modem.prints("+CREG: 1", "+CREG: 3");
        assertThat(first).containsExactly("+CREG: 1", "+CREG: 2", "+CREG: 3");
        assertThat(second).isEqualTo(first);
    }

    @Test
    void case36NothingPollsWhileNothingHappens() {
        VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
        try {
            modem.when("AT").answers("OK");
            AtSession session = modem.session();
            send(session.send("AT"));
            modem.advance(Duration.ofMinutes(1));
            long tasks = time.getScheduledTaskCount();
            modem.advance(Duration.ofDays(30));
            assertThat(time.getScheduledTaskCount()).isEqualTo(tasks);
            assertThat(modem.sentLines()).containsExactly("AT");
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    @Test
    void case37RegistrationsAreGivenBack() throws InterruptedException {
        AtSession session = modem.session();
        ReferenceQueue<Object> gone = new ReferenceQueue<>();
        Reference<Object> subscriber = subscribeAndLeave(session, gone);
        Reference<? extends Object> found = null;
        for (int i = 0; i < 300 && found == null; i++) {
            System.gc();
            found = gone.remove(100);
        }
        assertThat(found).as("still referenced by the cancelled subscription").isSameAs(subscriber);
        modem.prints("RING");
        assertThat(session.stats().dropped()).isZero();
    }

    private static Reference<Object> subscribeAndLeave(AtSession session, ReferenceQueue<Object> gone) {
        List<AtLine> lines = new ArrayList<>();
        Disposable subscription = session.urcs().subscribe(lines::add);
        subscription.dispose();
        return new WeakReference<>(lines, gone);
    }

    @Test
    void case37CloseEndsByItsOwnLimitWhereTheLineNeverCloses() {
        VirtualTimeScheduler time = VirtualTimeScheduler.create();
        AtTransport stuck = new AtTransport() {
            @Override
            public Mono<Channel> connect(ChannelHandler handler) {
                return Mono.fromSupplier(() -> new EmbeddedChannel(new NeverCloses(), handler));
            }

            @Override
            public String describe() {
                return "stuck";
            }
        };
        AtSession session = Objects.requireNonNull(
                AtClient.over(stuck).timer(time).connect().block());
        session.close().subscribe(none -> {}, got::add, () -> got.add("closed"));
        time.advanceTimeBy(Duration.ofMillis(4_999));
        assertThat(got).isEmpty();
        time.advanceTimeBy(Duration.ofMillis(1));
        assertThat(got).containsExactly("closed");
    }

    private static final class NeverCloses extends ChannelOutboundHandlerAdapter {
        @Override
        public void close(ChannelHandlerContext context, ChannelPromise promise) {
            // As a driver that hangs.
        }
    }

    @Test
    void case41NoSecretIsShownAndOneDeadlineCoversEveryRetry() {
        Logger wire = (Logger) LoggerFactory.getLogger("io.atflux.wire");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Level before = wire.getLevel();
        wire.setLevel(Level.DEBUG);
        wire.setAdditive(false);
        wire.addAppender(log);
        try {
            modem.echo(true).whenPrefix("AT+CPIN").answers("+CME ERROR: 14");
            AtSession session = modem.session(AtClient.over(modem));
            send(session.send(AtCommand.raw("AT+CPIN=\"93718264\"").retry(RetryRule.within(Duration.ofSeconds(90))))
                    .contextWrite(AtDeadline.within(Duration.ofSeconds(5))));
            modem.advance(Duration.ofSeconds(5));
            assertThat(got).hasSize(1);
            assertThat(got.toString()).contains("deadline").doesNotContain("9371");
            assertThat(log.list).isNotEmpty().noneMatch(event -> event.getFormattedMessage()
                    .contains("9371"));
        } finally {
            wire.detachAppender(log);
            wire.setLevel(before);
            wire.setAdditive(true);
        }
    }
}
