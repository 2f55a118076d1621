package io.atflux.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtOptions;
import io.atflux.command.AtCommand;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import org.junit.jupiter.api.Test;

/** Two attempts of one command, and the lines of the first one's reply. */
class ReplySoFarTest {

    private static final AtLine LINE = AtLine.of("+CSQ: 1,99");
    private static final AtCommand<?> COMMAND =
            AtCommand.of("AT+CSQ").answeredBy(LineShape.named("+CSQ")).claimingAtMost(2);

    private final ReplySoFar first = Sent.reply(COMMAND, AtOptions.defaults());
    private final ReplySoFar second = Sent.reply(COMMAND, AtOptions.defaults());

    @Test
    void whatCameSinceTheLastFinalResultIsTheFirstOnesAndSoIsWhatFollows() {
        second.add(LINE);
        second.hasTakenFor(first);
        second.add(AtLine.of("+CSQ: 2,99"));
        assertThat(first.lines()).containsExactly(LINE, AtLine.of("+CSQ: 2,99"));
        assertThat(second.lines()).isEmpty();
        second.expectAgain();
        second.add(LINE);
        assertThat(second.lines()).containsExactly(LINE);
        assertThat(first.lines()).hasSize(2);
    }

    @Test
    void theAnswersThatBothClaimedCountForTheFirstOneAndTheSecondExpectsItsOwn() {
        assertThat(first.claims(LINE)).isTrue();
        assertThat(second.claims(LINE)).isTrue();
        second.hasTakenFor(first);
        assertThat(first.claims(LINE)).isFalse();
        assertThat(second.claims(LINE)).isTrue();
        assertThat(second.claims(LINE)).isTrue();
        assertThat(second.claims(LINE)).isFalse();
    }

    @Test
    void anEchoThatTheSecondTookWasTheFirstOnes() {
        AtLine echo = AtLine.of("AT+CSQ");
        assertThat(second.takesEcho(echo)).isTrue();
        second.hasTakenFor(first);
        assertThat(first.takesEcho(echo)).isFalse();
        assertThat(second.takesEcho(echo)).isTrue();
    }

    @Test
    void aLineThatTheSecondLostIsMissingInTheFirstOnesReply() {
        second.lostLine();
        second.hasTakenFor(first);
        assertThat(first.isOverflown()).isTrue();
        assertThat(second.isOverflown()).isFalse();
    }
}
