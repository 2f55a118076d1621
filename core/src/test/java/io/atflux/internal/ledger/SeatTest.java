package io.atflux.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtOptions;
import io.atflux.command.AtCommand;
import io.atflux.command.Payload;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.line.AtLine;
import org.junit.jupiter.api.Test;

class SeatTest {

    private static final AtOptions OPTIONS = AtOptions.defaults();

    @Test
    void aPlaceIsAFormerSessionsWhereItWasInherited() {
        Seat own = Sent.seat("AT+CSQ");
        assertThat(own.isInherited()).isFalse();
        assertThat(own.inherited(OPTIONS).isInherited()).isTrue();
    }

    @Test
    void onlyACommandForDataMayHaveLeftADataEntryOpenAndARawOneOfAFormerSession() {
        Seat data = Sent.seat(AtCommand.of("AT+PUT=5").payload(Payload.counted("12345".getBytes())));
        assertThat(data.mayHoldDataEntry()).isTrue();
        data.prompted();
        assertThat(data.mayHoldDataEntry()).isTrue();
        assertThat(Sent.seat("AT+CSQ").mayHoldDataEntry()).isFalse();
        assertThat(Sent.seat("AT+CSQ").inherited(OPTIONS).mayHoldDataEntry()).isFalse();
        assertThat(Sent.seat(AtCommand.raw("AT+CMGS=1")).mayHoldDataEntry()).isFalse();
        assertThat(Sent.seat(AtCommand.raw("AT+CMGS=1")).inherited(OPTIONS).mayHoldDataEntry())
                .isTrue();
    }

    @Test
    void whatStandsBeforeAnEchoIsNoise() {
        Seat seat = Sent.seat("AT+CSQ");
        assertThat(seat.noiseBeforeEcho(AtLine.of("?~AT+CSQ"))).isEqualTo(2);
        assertThat(seat.takesEcho(AtLine.of("?~AT+CSQ"))).isTrue();
        assertThat(seat.takesEcho(AtLine.of("AT+CSQ"))).as("a second one").isFalse();
    }

    @Test
    void aLineWithANameOfItsOwnIsNoEchoHoweverItEnds() {
        Seat seat = Sent.seat("AT");
        assertThat(seat.takesEcho(AtLine.of("+CMTI: AT"))).isFalse();
        assertThat(seat.takesEcho(AtLine.of("AT"))).isTrue();
    }

    @Test
    void aFormerAttemptsFailureSaidOnceMoreSettlesNothingAndTheNextOneDoes() {
        AtLine failed = AtLine.of("+P: 0");
        Seat seat = new Sent(
                        AtCommand.of("AT+P")
                                .settledBy(Settlement.by("+P", "", line -> Verdict.FAILURE))
                                .spec(),
                        true)
                .seat();
        assertThat(seat.settles(failed)).isFalse();
        assertThat(seat.urc()).isNull();
        assertThat(seat.settles(failed)).isTrue();
        assertThat(seat.urc()).isEqualTo(failed);
        assertThat(seat.verdict()).isEqualTo(Verdict.FAILURE);
        assertThat(seat.settles(failed)).as("settled already").isFalse();
    }
}
