package io.atflux.internal.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.internal.codec.LineDialect.OwnLead;
import io.atflux.internal.lines.HeldText.Held;
import io.atflux.internal.text.Lines;
import io.atflux.line.AtLine;
import io.atflux.line.TextShape;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class HeldTextTest {

    private static final Predicate<AtLine> OK = line -> line.text().equals("OK");

    private final HeldText text = new HeldText(AtLine.of("+M: \"a"), TextShape.rest(), null, null, false);

    private void adds(String line, OwnLead lead) {
        text.add(held(line, lead));
    }

    private static Held held(String line, OwnLead lead) {
        return new Held(Lines.wrap(line.getBytes(StandardCharsets.US_ASCII), "\r\n"), lead, 0);
    }

    private String[] waiting() {
        return text.waiting().stream().map(held -> held.line().text()).toArray(String[]::new);
    }

    @Test
    void ofAQuoteThatWasNeverClosedALineOfItsOwnIsNoText() {
        adds("OK", OwnLead.NO);
        adds("b", OwnLead.NO);
        adds("+CREG: 1", OwnLead.YES);
        adds("c", OwnLead.NO);
        text.splitUnclosed(OK);
        assertThat(waiting()).containsExactly("+CREG: 1", "c");
        assertThat(text.joined(false).text()).isEqualTo("+M: \"a\r\nOK\r\nb");
    }

    @Test
    void whereALinesOwnLeadCannotBeToldAFinalResultAmongItIsNotLost() {
        adds("b", OwnLead.UNKNOWN);
        adds("OK", OwnLead.UNKNOWN);
        adds("c", OwnLead.UNKNOWN);
        text.splitUnclosed(OK);
        assertThat(waiting()).containsExactly("b", "OK", "c");
        assertThat(text.joined(false).text()).isEqualTo("+M: \"a");
    }

    @Test
    void withoutAFinalResultAmongItAllOfItIsText() {
        adds("b", OwnLead.UNKNOWN);
        adds("c", OwnLead.UNKNOWN);
        text.splitUnclosed(OK);
        assertThat(waiting()).isEmpty();
        assertThat(text.joined(false).text()).isEqualTo("+M: \"a\r\nb\r\nc");
    }

    @Test
    void onlyALineOfItsOwnThatIsSuchAOneIsHeldAsOne() {
        adds("OK", OwnLead.NO);
        adds("+CREG: 1", OwnLead.YES);
        assertThat(text.holdsOwn(OK)).isFalse();
        adds("OK", OwnLead.YES);
        assertThat(text.holdsOwn(OK)).isTrue();
    }

    @Test
    void whatWaitsIsNoTextUntilItIsJoined() {
        adds("b", OwnLead.UNKNOWN);
        text.hold(held("c\"", OwnLead.UNKNOWN));
        assertThat(text.isWaiting()).isTrue();
        assertThat(waiting()).containsExactly("c\"");
        assertThat(text.joined(false).text()).isEqualTo("+M: \"a\r\nb");
        text.joinAll();
        assertThat(text.isWaiting()).isFalse();
        assertThat(text.joined(false).text()).isEqualTo("+M: \"a\r\nb\r\nc\"");
    }

    @Test
    void sixteenKibibytesAreJoinedAndOneByteMoreIsTooMuch() {
        // The header has six bytes, the lead two.
        adds("x".repeat(16 * 1024 - 8), OwnLead.NO);
        assertThat(text.isFull()).isFalse();
        text.add(new Held(Lines.wrap("x".getBytes(StandardCharsets.US_ASCII), ""), OwnLead.NO, 0));
        assertThat(text.isFull()).isTrue();
    }
}
