package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.error.AtOverflowException;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtUsageException;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.mqtt.TopicFilter;
import io.atflux.profile.Profiles;
import io.atflux.test.ScriptedModem;
import io.atflux.urc.Overflow;
import io.atflux.urc.UrcType;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

/** A program distinguishes errors by their kinds, without reading messages. */
class ErrorKindsTest {

    private final ScriptedModem modem = new ScriptedModem();

    private AtConnectionException.Reason end(Got<?> waiting) {
        return waiting.error(AtConnectionException.class).reason();
    }

    @Test
    void aLostLineIsNoClosedOne() {
        AtSession session = modem.session();
        Got<Void> end = new Got<>(session.onClose());
        modem.when("AT+A").staysSilent();
        Got<AtReply> inFlight = new Got<>(session.send("AT+A"));
        modem.drops();
        assertThat(end(end)).isEqualTo(AtConnectionException.Reason.LOST);
        assertThat(end(inFlight)).isEqualTo(AtConnectionException.Reason.LOST);
        assertThat(end(new Got<>(session.send("AT+B")))).isEqualTo(AtConnectionException.Reason.LOST);
    }

    @Test
    void aLineThatFailsIsLost() {
        AtSession session = modem.session();
        Got<Void> end = new Got<>(session.onClose());
        modem.fails(new IOException("broken"));
        assertThat(end(end)).isEqualTo(AtConnectionException.Reason.LOST);
        assertThat(end.error(AtConnectionException.class)).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aClosedLineIsNoLostOne() {
        AtSession session = modem.session();
        modem.when("AT+A").staysSilent();
        Got<AtReply> inFlight = new Got<>(session.send("AT+A"));
        session.close().subscribe();
        assertThat(end(inFlight)).isEqualTo(AtConnectionException.Reason.CLOSED);
        assertThat(end(new Got<>(session.send("AT+B")))).isEqualTo(AtConnectionException.Reason.CLOSED);
    }

    @Test
    void aModemThatProvesNothingIsUnresponsive() {
        modem.whenPrefix("AT").staysSilent();
        AtSession session = modem.session();
        Got<Void> end = new Got<>(session.onClose());
        new Got<>(session.resynchronise());
        for (int second = 0; second < 300 && end.isEmpty(); second++) {
            modem.advance(Duration.ofSeconds(1));
        }
        assertThat(end(end)).isEqualTo(AtConnectionException.Reason.UNRESPONSIVE);
    }

    @Test
    void aCommandOfATurnThatIsOverSaysSo() {
        AtSession session = modem.session();
        modem.when("AT+A").answers("OK");
        AtSession[] kept = new AtSession[1];
        new Got<>(session.exclusive(turn -> {
            kept[0] = turn;
            return turn.send("AT+A");
        }));
        assertThat(end(new Got<>(kept[0].send("AT+B")))).isEqualTo(AtConnectionException.Reason.TURN_OVER);
        assertThat(modem.isOpen()).isTrue();
    }

    @Test
    void eachBoundHasAKind() {
        AtSession session = modem.session(AtClient.over(modem).maxQueue(1));
        modem.when("AT+A").staysSilent();
        modem.when("AT+B").staysSilent();
        new Got<>(session.send("AT+A"));
        new Got<>(session.send("AT+B"));
        assertThat(new Got<>(session.send("AT+C"))
                        .error(AtOverflowException.class)
                        .limit())
                .isEqualTo(AtOverflowException.Limit.QUEUE);
    }

    @Test
    void aSubscriberWhoDoesNotKeepUpIsToldWhichBoundItWas() {
        AtSession session = modem.session();
        StepVerifier.create(session.urcs(UrcType.of(LineShape.named("+X")), Overflow.error(1)), 0)
                .then(() -> modem.prints("+X: 1", "+X: 2"))
                .thenRequest(2)
                .expectNextCount(1)
                .expectErrorSatisfies(over -> assertThat(((AtOverflowException) over).limit())
                        .isEqualTo(AtOverflowException.Limit.SUBSCRIBER))
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void aReplyThatIsTooLongIsAnotherBound() {
        AtSession session = modem.session();
        modem.when("AT+A")
                .answers(Stream.concat(Stream.generate(() -> "x").limit(4097), Stream.of("OK"))
                        .toArray(String[]::new));
        assertThat(new Got<>(session.send("AT+A"))
                        .error(AtOverflowException.class)
                        .limit())
                .isEqualTo(AtOverflowException.Limit.REPLY);
    }

    @Test
    void aReplyThatCannotBeReadIsNoPrompt() {
        AtSession session = modem.session();
        modem.when("AT+A").answers("OK");
        AtProtocolException unread = new Got<>(session.send(AtCommand.of("AT+A").<String>as(reply -> {
                    throw new IllegalStateException("no");
                })))
                .error(AtProtocolException.class);
        assertThat(unread.reason()).isEqualTo(AtProtocolException.Reason.UNREADABLE_REPLY);
        assertThat(unread).hasCauseInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AT\n", "AT\u0416"})
    void aCharacterThatCannotBeWrittenIsNoLengthThatIsTooLarge(String line) {
        AtUsageException bad = catchThrowableOfType(AtUsageException.class, () -> AtCommand.of(line));
        assertThat(bad.reason()).isEqualTo(AtUsageException.Reason.CHARACTER);
    }

    @Test
    void aCommandThatIsTooLongIsNoBadTopic() {
        AtSession session = modem.session(AtClient.over(modem)
                .profile(Profiles.generic().mutate().maxCommandLength(64).build()));
        AtUsageException bad = new Got<>(session.send("AT+" + "A".repeat(64))).error(AtUsageException.class);
        assertThat(bad.reason()).isEqualTo(AtUsageException.Reason.COMMAND_TOO_LONG);
        AtUsageException topic = catchThrowableOfType(AtUsageException.class, () -> TopicFilter.of("a#"));
        assertThat(topic.reason()).isEqualTo(AtUsageException.Reason.TOPIC);
    }

    @Test
    void whatIsSaidBetterKeepsWhatWasKnown() {
        AtSession session = modem.session();
        modem.when("AT+A").answers("+A: 1", "+CME ERROR: 3");
        AtRejectedException no = new Got<>(session.send(AtCommand.of("AT+A").answeredBy(LineShape.named("+A"))))
                .error(AtRejectedException.class);
        AtRejectedException better = no.explained("the reason");
        assertThat(better).hasMessageEndingWith("(the reason) [REJECTED]").hasSuppressedException(no);
        assertThat(better.attempts()).isEqualTo(no.attempts()).isPositive();
        assertThat(better.lines()).isEqualTo(no.lines()).hasSize(1);
        assertThat(better.code()).hasValue(3);
        assertThat(better.explanation(Object.class)).isEmpty();
        AtRejectedException known = no.explained("the reason", 7);
        assertThat(known).hasMessageEndingWith("(the reason) [REJECTED]").hasSuppressedException(no);
        assertThat(known.explanation(Integer.class)).hasValue(7);
        assertThat(known.explanation(String.class)).isEmpty();
        assertThat(known.explained("once more").explanation(Integer.class)).hasValue(7);
    }

    @Test
    void aTimeOutThatIsSaidBetterKeepsWhatWasKnown() {
        AtSession session = modem.session();
        modem.when("AT+A").staysSilent();
        Got<AtReply> got = new Got<>(session.send(AtCommand.of("AT+A").timeout(Duration.ofSeconds(1))));
        modem.advance(Duration.ofSeconds(1));
        AtTimeoutException late = got.error(AtTimeoutException.class);
        AtTimeoutException better = late.explained("no network");
        assertThat(better).hasMessage("AT+A: no network [UNKNOWN]").hasSuppressedException(late);
        assertThat(better.attempts()).isEqualTo(1);
        assertThat(better.phase()).isEqualTo(late.phase());
        assertThat(better.limit()).isEqualTo(late.limit());
        assertThat(late.explained("no network", 7).explanation(Integer.class)).hasValue(7);
    }

    /** Only the session can change the fields that it fills in. */
    @Test
    void noErrorHasAPublicMutator() {
        List<String> mutators = Stream.of(AtException.class.getPermittedSubclasses())
                .flatMap(type -> Stream.concat(
                        Arrays.stream(type.getDeclaredMethods()),
                        Arrays.stream(AtException.class.getDeclaredMethods())))
                .filter(method -> java.lang.reflect.Modifier.isPublic(method.getModifiers()))
                .filter(method -> Arrays.stream(method.getParameterTypes())
                        .anyMatch(type -> type == int.class || type == List.class || type == AtLine.class))
                .map(Object::toString)
                .toList();
        assertThat(mutators).isEmpty();
    }
}
