package io.atflux.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.atflux.SessionEvent;
import io.atflux.SessionStats;
import io.atflux.internal.text.Lines;
import io.atflux.internal.trace.LogContext;
import io.atflux.internal.trace.SecretMask;
import io.atflux.internal.trace.Traced;
import io.atflux.internal.trace.WireTap;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.observe.SessionObserver;
import io.atflux.profile.AtProfile;
import io.atflux.urc.Overflow;
import io.atflux.urc.UrcType;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** The output of a session besides replies, and its counting and logging. */
class EventStreamsTest {

    private static final Overflow SOME = Overflow.dropOldest(8);
    private static final UrcType<AtLine> TWO = UrcType.of(LineShape.named("+U").withParameters(2, 2));
    private static final UrcType<AtLine> ONE = UrcType.of(LineShape.named("+U").withParameters(1, 1));
    private static final UrcType<AtLine> BANNER = UrcType.of(LineShape.whole("+SIM: Removed"));

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.atflux.wire");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Counters counters = new Counters(SessionObserver.NONE);
    private final EventStreams streams = new EventStreams(
            channel.eventLoop(),
            AtProfile.builder("test").urc(TWO).urc(ONE).urc(BANNER).build(),
            counters,
            new WireTap("m", new SecretMask(), null, new LogContext(List.of()), null));
    private final List<String> got = new ArrayList<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    private List<String> logged() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void take(Flux<?> from) {
        from.subscribe(value -> got.add("" + value), error -> got.add("" + error), () -> got.add("end"));
    }

    private static Traced traced() {
        return new Traced() {
            @Override
            public ContextView context() {
                return Context.empty();
            }

            @Override
            public String shown() {
                return "AT+X=****";
            }
        };
    }

    @Test
    void aLineIsTheFirstTypeOfTheCatalogueThatItFits() {
        assertThat(streams.typeOf(AtLine.of("+U: 1"))).isSameAs(ONE);
        assertThat(streams.typeOf(AtLine.of("+U: 1,2"))).isSameAs(TWO);
        assertThat(streams.typeOf(AtLine.of("+U: 1,2,3"))).isNull();
        assertThat(streams.typeOf(AtLine.of("+SIM: Removed"))).isSameAs(BANNER);
        assertThat(streams.typeOf(AtLine.of("+SIM: Inserted"))).isNull();
        assertThat(streams.typeOf(AtLine.of("anything"))).isNull();
    }

    @Test
    void whoAsksForATypeGetsThoseOfItAndThoseThatLookLikeIt() {
        take(streams.urcs(ONE, SOME));
        streams.urc(AtLine.of("+U: 1"), ONE);
        streams.urc(AtLine.of("+U: 1,2"), TWO);
        streams.urc(AtLine.of("+U: 3"), null);
        streams.urc(AtLine.of("+U: 4,5"), ONE);
        assertThat(got).containsExactly("+U: 1", "+U: 3", "+U: 4,5");
        assertThat(counters.snapshot().unclassified()).isZero();
    }

    @Test
    void whatWasCutIsForThoseWhoAskForIt() {
        AtLine cut = Lines.withText(AtLine.of("+U: 1"), "te", false, true);
        List<AtLine> whole = new ArrayList<>();
        List<AtLine> all = new ArrayList<>();
        streams.urcs(ONE, SOME).subscribe(whole::add);
        streams.urcs(ONE, SOME.deliveringCut()).subscribe(all::add);
        streams.urc(cut, ONE);
        streams.urc(AtLine.of("+U: 2"), ONE);
        assertThat(whole).extracting(AtLine::isCut).containsExactly(false);
        assertThat(all).extracting(AtLine::isCut).containsExactly(true, false);
    }

    @Test
    void whatADecoderThrowsOnIsUnclassifiedBehindThePresentEvent() {
        UrcType<AtLine> odd = UrcType.of(LineShape.named("+U"), line -> {
            throw new IllegalStateException("not understood");
        });
        take(streams.urcs(odd, SOME));
        take(streams.unclassifiedLines(SOME));
        streams.urc(AtLine.of("+U: 1"), null);
        assertThat(got).isEmpty();
        channel.runPendingTasks();
        assertThat(got).containsExactly("+U: 1");
        assertThat(counters.snapshot().unclassified()).isEqualTo(1);
    }

    @Test
    void whatTheJvmMayNotSurvivePassesFromADecoder() {
        OutOfMemoryError fatal = new OutOfMemoryError("not really");
        UrcType<AtLine> ending = UrcType.of(LineShape.named("+U"), line -> {
            throw fatal;
        });
        take(streams.urcs(ending, SOME));
        assertThatThrownBy(() -> streams.urc(AtLine.of("+U: 1"), null)).isSameAs(fatal);
    }

    @Test
    void eachEventIsToldCountedAndLogged() {
        take(streams.events(SOME));
        AtLine line = AtLine.of("OK");
        streams.inStep(new SessionEvent.Resynchronised(2, 1));
        streams.lateReply("AT+Y=****", traced(), line);
        streams.lateUrc(traced(), line);
        assertThat(got)
                .containsExactly(
                        new SessionEvent.Resynchronised(2, 1).toString(),
                        new SessionEvent.LateReply("AT+Y=****", line).toString(),
                        new SessionEvent.LateUrc("AT+X=****", line).toString());
        assertThat(logged())
                .containsExactly(
                        "m -- in step again after 2 probe(s)",
                        "m -- late: OK belongs to AT+Y=****",
                        "m -- late: OK belongs to AT+X=****");
        assertThat(counters.snapshot())
                .isEqualTo(SessionStats.builder()
                        .lateReplies(1)
                        .lateUrcs(1)
                        .resyncs(1)
                        .build());
    }

    @Test
    void theEndIsThatOfAllStreams() {
        take(streams.urcs(ONE, SOME));
        take(streams.urcLines(SOME));
        take(streams.unclassifiedLines(SOME));
        take(streams.events(SOME));
        streams.terminate(null);
        assertThat(got).containsExactly("end", "end", "end", "end");
    }

    @Test
    void whatASubscriberOfAnyStreamLosesIsCounted() {
        Overflow one = Overflow.dropOldest(1);
        streams.urcLines(one).subscribe(new Stalled());
        streams.unclassifiedLines(one).subscribe(new Stalled());
        streams.events(one).subscribe(new Stalled());
        for (int i = 0; i < 2; i++) {
            streams.urc(AtLine.of("+U: 1"), ONE);
            streams.unclassified(AtLine.of("what"));
            streams.event(new SessionEvent.ForeignDataEntry());
        }
        assertThat(counters.snapshot().dropped()).isEqualTo(3);
        assertThat(counters.snapshot().unclassified()).isEqualTo(2);
    }

    /** Requests nothing. */
    private static final class Stalled extends reactor.core.publisher.BaseSubscriber<Object> {
        @Override
        protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
            // Not yet.
        }
    }
}
