package io.atflux.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.command.AtCommand;
import io.atflux.command.CountedAnswer;
import io.atflux.command.Payload;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import org.junit.jupiter.api.Test;

class OwedRepliesTest {

    private static final AtLine CSQ = AtLine.of("+CSQ: 1,99");
    private static final CountedAnswer READ = CountedAnswer.of("+READ", 1, header -> 1);

    private final OwedReplies owed = new OwedReplies();

    private Seat owe(Seat seat) {
        owed.add(seat, 0);
        return seat;
    }

    private static Seat csq() {
        return Sent.seat(
                AtCommand.of("AT+CSQ").answeredBy(LineShape.named("+CSQ")).claimingAtMost(1));
    }

    private static Seat data() {
        return Sent.seat(AtCommand.of("AT+PUT=5").payload(Payload.counted("12345".getBytes())));
    }

    @Test
    void theNamesOfItsAnswersAreThoseOfAllThatIsOwed() {
        owe(Sent.seat("AT+csq;+CREG?"));
        owe(Sent.seat("ATE0"));
        owe(Sent.seat("AT+CMEE?"));
        assertThat(owed.answerNames()).containsExactly("+CSQ", "+CREG", "+CMEE");
    }

    @Test
    void theEchoOfAnyOfThemIsTakenOnce() {
        owe(Sent.seat("AT+CSQ"));
        owe(Sent.seat("AT+CREG?"));
        assertThat(owed.takesEcho(AtLine.of("AT+CREG?"))).isTrue();
        assertThat(owed.takesEcho(AtLine.of("AT+CREG?"))).isFalse();
    }

    @Test
    void anotherOnesFinalResultLetsTheRestExpectTheirOwnAnswers() {
        owe(Sent.seat("AT"));
        Seat second = owe(csq());
        assertThat(owed.claimer(CSQ)).isSameAs(second);
        assertThat(owed.claimer(CSQ)).isNull();
        owed.takeOldest();
        assertThat(owed.claimer(CSQ)).isSameAs(second);
    }

    @Test
    void whoseFinalResultMayHaveBeenAnothersStillClaimsItsLines() {
        Seat seat = owe(csq());
        assertThat(owed.takeOldestButItsClaims()).isSameAs(seat);
        assertThat(owed.isEmpty()).isTrue();
        assertThat(owed.claimer(CSQ)).isSameAs(seat);
    }

    @Test
    void inStepOnlyWhatTheModemMayStillRunClaimsItsLinesUntilItsTimeIsOver() {
        // The clock is negative: its origin is arbitrary.
        Seat running = owe(csq());
        running.runsUntil(-100);
        owed.clear(-101);
        assertThat(owed.isEmpty()).isTrue();
        assertThat(owed.claimer(CSQ)).isSameAs(running);
        running.expectAgain();
        owed.clear(-100);
        assertThat(owed.claimer(CSQ)).isNull();
        owe(csq());
        owed.clear(0);
        assertThat(owed.claimer(CSQ)).as("it ran alone").isNull();
    }

    @Test
    void onlyWhoIsOwedMayBeAskedForItsData() {
        Seat first = owe(data());
        Seat second = owe(data());
        assertThat(owed.awaitingPrompt()).isSameAs(first);
        owed.takeOldest();
        assertThat(owed.awaitingPrompt()).isSameAs(second);
        owed.clear(0);
        assertThat(owed.awaitingPrompt()).isNull();
    }

    @Test
    void theCountedAnswersAreThoseThatAreOwedNow() {
        assertThat(owed.counted(null)).isEmpty();
        owe(Sent.seat("AT"));
        owe(Sent.seat(AtCommand.of("AT+READ").answeredByCounted(READ)));
        assertThat(owed.counted(null)).containsExactly(READ);
        owed.takeOldest();
        assertThat(owed.counted(null)).containsExactly(READ);
        owed.takeOldest();
        assertThat(owed.counted(null)).isEmpty();
    }

    @Test
    void whatOthersMayHaveLeftIsAllThatIsOwedOnlyWhereNobodyElseIs() {
        assertThat(owed.isOnlyOthers()).isFalse();
        owed.suspectOthers();
        assertThat(owed.isOnlyOthers()).isTrue();
        owe(csq());
        assertThat(owed.isOnlyOthers()).isFalse();
    }

    @Test
    void aSessionThatIsOverIsOwedNothing() {
        owe(csq());
        owed.takeOldestButItsClaims();
        owe(csq());
        owed.suspectOthers();
        owed.clear();
        assertThat(owed.isEmpty()).isTrue();
        assertThat(owed.claimer(CSQ)).isNull();
    }
}
