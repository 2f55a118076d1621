package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtOptions;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.error.AtOverflowException;
import io.atflux.error.AtUsageException;
import io.atflux.error.Outcome;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import io.atflux.test.ScriptedModem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A reply, an answer and a command line may be as long as their limits, and not longer. */
class ReplyLimitsTest {

    private final ScriptedModem modem = new ScriptedModem();

    private AtSession session(AtOptions options) {
        return modem.session(AtClient.over(modem).options(options));
    }

    @Test
    void aReplyOfAsManyLinesAsAreAllowedIsWholeAndOneMoreIsTooMany() {
        modem.when("AT+CGDCONT?")
                .answers("+CGDCONT: 1", "+CGDCONT: 2", "OK")
                .answers("+CGDCONT: 1", "+CGDCONT: 2", "+CGDCONT: 3", "OK");
        AtSession session = session(AtOptions.builder().maxReplyLines(2).build());
        assertThat(new Got<>(session.send("AT+CGDCONT?")).values.get(0).texts())
                .containsExactly("+CGDCONT: 1", "+CGDCONT: 2");
        AtOverflowException over = new Got<>(session.send("AT+CGDCONT?")).error(AtOverflowException.class);
        assertThat(over.lines()).containsExactly(AtLine.of("+CGDCONT: 1"), AtLine.of("+CGDCONT: 2"));
        assertThat(over.outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aReplyOfAsManyBytesAsAreAllowedIsWholeAndOneMoreIsTooMany() {
        modem.when("AT+CSQ").answers("+CSQ: 1", "+CSQ: 2", "OK").answers("+CSQ: 1", "+CSQ: 22", "OK");
        AtSession session = session(AtOptions.builder().maxReplyBytes(14).build());
        assertThat(new Got<>(session.send("AT+CSQ")).values.get(0).texts()).containsExactly("+CSQ: 1", "+CSQ: 2");
        AtOverflowException over = new Got<>(session.send("AT+CSQ")).error(AtOverflowException.class);
        assertThat(over.lines()).containsExactly(AtLine.of("+CSQ: 1"));
    }

    @Test
    void aReplyThatLostALineForItsLengthIsNoReply() {
        modem.when("AT+CSQ").answers("+CSQ: 1,99", "+CSQ: 01234567890123456789", "OK");
        AtSession session = session(AtOptions.builder().maxLine(16).build());
        AtOverflowException over = new Got<>(session.send("AT+CSQ")).error(AtOverflowException.class);
        assertThat(over.lines()).containsExactly(AtLine.of("+CSQ: 1,99"));
        assertThat(over).hasMessageContaining("16 bytes a line, 4096 lines and 262144 bytes in all");
    }

    @Test
    void anAnswerOfOneLineClaimsOneAndTheNextIsAResultCode() {
        modem.when("AT+CREG?").answers("+CREG: 0,1", "+CREG: 5", "OK");
        AtSession session = modem.session();
        Got<AtLine> urc = new Got<>(session.urcs().next());
        Got<AtReply> reply = new Got<>(session.send(
                AtCommand.of("AT+CREG?").answeredBy(LineShape.named("+CREG")).claimingAtMost(1)));
        assertThat(reply.values.get(0).texts()).containsExactly("+CREG: 0,1");
        assertThat(urc.values).containsExactly(AtLine.of("+CREG: 5"));
    }

    @Test
    @Tag("V.250:5.5")
    void aCommandLineThatIsTooLongIsRefusedAndNamedByItsFirstSixtyCharacters() {
        AtProfile profile = Profiles.generic().mutate().maxCommandLength(59).build();
        AtSession session = modem.session(AtClient.over(modem).profile(profile));
        String sixty = "AT+X=" + "0123456789".repeat(5) + "abcde";
        assertThat(new Got<>(session.send(sixty)).error(AtUsageException.class))
                .hasMessageContaining("the command line has 60 bytes; the limit is 59")
                .hasMessageContaining(sixty)
                .hasMessageNotContaining("…");
        assertThat(new Got<>(session.send(sixty + "f")).error(AtUsageException.class))
                .hasMessageContaining("the command line has 61 bytes; the limit is 59")
                .hasMessageContaining(sixty + "…");
        assertThat(modem.sentLines()).isEmpty();
    }
}
