package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Payload;
import io.atflux.command.RetryRule;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.test.ScriptedModem;
import io.micrometer.context.ContextRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

class LogContextTest {

    private static final String KEY = "requestId";

    private final Logger wire = (Logger) LoggerFactory.getLogger("io.atflux.wire");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            // An event reads the MDC on first use, or on request.
            event.prepareForDeferredProcessing();
            super.append(event);
        }
    };
    private final ScriptedModem modem = new ScriptedModem();
    private final AtSession session =
            modem.session(AtClient.over(modem).name("m").logContext(KEY));

    @BeforeEach
    void listen() {
        log.start();
        wire.addAppender(log);
        wire.setLevel(Level.DEBUG);
        wire.setAdditive(false);
    }

    @AfterEach
    void leave() {
        wire.detachAppender(log);
        wire.setLevel(null);
        wire.setAdditive(true);
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    private static <T> Mono<T> as(String id, Mono<T> mono) {
        return mono.contextWrite(Context.of(KEY, id));
    }

    /** Each line with its context. */
    private List<String> lines() {
        return log.list.stream()
                .map(event -> event.getMDCPropertyMap().getOrDefault(KEY, "-") + ": "
                        + event.getFormattedMessage().substring(2))
                .toList();
    }

    @Test
    void whatIsSentForACommandItsReplyAndItsEndCarryItsCallersContextAndNothingElseDoes() {
        modem.when("AT+A").answers("+CREG: 1", "+A: 1", "OK").answers("ERROR");
        modem.when("AT+B").answers("+B: 2", "OK");
        new Got<>(as("a", session.send("AT+A")));
        new Got<>(session.send("AT+B"));
        modem.prints("+CREG: 5");
        new Got<>(as("b", session.send("AT+A")));
        assertThat(lines())
                .containsExactly(
                        "a: >> AT+A",
                        "-: << +CREG: 1",
                        "a: << +A: 1",
                        "a: << OK",
                        "-: >> AT+B",
                        "-: << +B: 2",
                        "-: << OK",
                        "-: << +CREG: 5",
                        "b: >> AT+A",
                        "b: << ERROR",
                        "b: -- AT+A: ERROR [REJECTED]");
    }

    @Test
    void aLateReplyIsLoggedForTheCommandThatItBelongsToAndNotForTheNextOne() {
        modem.when("AT+A").answersAfter(Duration.ofSeconds(2), "+A: 1", "OK");
        modem.when("AT+B").answers("OK");
        new Got<>(as("a", session.send(AtCommand.raw("AT+A").timeout(Duration.ofSeconds(1)))));
        new Got<>(as("b", session.send("AT+B")));
        modem.advance(Duration.ofSeconds(2));
        assertThat(lines())
                .containsExactly(
                        "a: >> AT+A",
                        "a: -- AT+A: no final result within 1 s; not one byte came since the line was opened [UNKNOWN]",
                        "a: << +A: 1",
                        "a: << OK",
                        "a: -- late: OK belongs to AT+A",
                        "b: >> AT+B",
                        "b: << OK");
    }

    @Test
    void aPayloadItsPromptAResultCodeAReSendAndACancelBelongToTheirCommand() {
        modem.when("AT+P=3").prompts("\r\n> ", 3).then(Duration.ZERO, "OK", "+P: 1");
        modem.when("AT+R").answers("ERROR");
        new Got<>(as(
                "p",
                session.send(AtCommand.of("AT+P=3")
                        .payload(Payload.counted(new byte[3]))
                        .settledBy(Settlement.by(
                                "+P", "", line -> line.isNamed("+P") ? Verdict.SUCCESS : Verdict.NOT_MINE)))));
        Got<AtReply> again = new Got<>(as("r", session.send(AtCommand.of("AT+R").retry(RetryRule.times(5)))));
        modem.advance(Duration.ofSeconds(1));
        again.subscription.dispose();
        assertThat(lines())
                .containsExactly(
                        "p: >> AT+P=3",
                        "p: << >",
                        "p: >> (3 bytes)",
                        "p: << OK",
                        "p: << +P: 1",
                        "r: >> AT+R",
                        "r: << ERROR",
                        "r: >> AT+R",
                        "r: << ERROR",
                        "r: -- AT+R: cancelled");
    }

    @Test
    void whatIsThereAlreadyIsThereAgainBehindTheLine() {
        modem.when("AT+A").answers("OK");
        MDC.put(KEY, "mine");
        try {
            new Got<>(as("a", session.send("AT+A")));
            assertThat(MDC.get(KEY)).isEqualTo("mine");
        } finally {
            MDC.remove(KEY);
        }
        assertThat(lines()).containsExactly("a: >> AT+A", "a: << OK");
    }

    @Test
    void aContextThatCannotBeLoggedStopsNoCommand() {
        modem.when("AT+A").answers("OK");
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no text");
            }
        };
        Got<AtReply> got = new Got<>(session.send("AT+A").contextWrite(Context.of(KEY, broken)));
        assertThat(got.values).hasSize(1);
        assertThat(lines()).containsExactly("-: >> AT+A", "-: << OK");
    }

    @Test
    void whatIsRegisteredForContextPropagationIsSetWithoutBeingNamed() {
        ThreadLocal<String> registered = new ThreadLocal<>();
        ContextRegistry.getInstance().registerThreadLocalAccessor("trace", registered);
        try {
            modem.when("AT+A").answers("OK");
            ListAppender<ILoggingEvent> tracing = new ListAppender<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    if ("t1".equals(registered.get())) {
                        super.append(event);
                    }
                }
            };
            tracing.start();
            wire.addAppender(tracing);
            new Got<>(session.send("AT+A").contextWrite(Context.of("trace", "t1")));
            new Got<>(session.send("AT+A"));
            wire.detachAppender(tracing);
            assertThat(tracing.list).hasSize(2);
            assertThat(log.list).hasSize(4);
            assertThat(registered.get()).isNull();
        } finally {
            ContextRegistry.getInstance().removeThreadLocalAccessor("trace");
        }
    }
}
