package io.atflux.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.internal.codec.LineDialect.OwnLead;
import io.atflux.internal.codec.TextState.Action;
import io.atflux.internal.codec.TextState.Move;
import io.atflux.line.TextShape.Quote;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The state table, row by row. */
class TextStateTest {

    @ParameterizedTest(name = "{0}, own lead {1}: {2}, then {3}")
    @CsvSource({
        "NONE, YES, CLASSIFY, NONE",
        "NONE, NO, CLASSIFY, NONE",
        "NONE, UNKNOWN, CLASSIFY, NONE",
        "COUNTED, YES, LAST, NONE",
        "COUNTED, NO, LAST, NONE",
        "COUNTED, UNKNOWN, LAST, NONE",
        "HEADED, YES, OVER, NONE",
        "HEADED, NO, TEXT, LINES",
        "HEADED, UNKNOWN, TEXT, LINES",
        "LINES, YES, OVER, NONE",
        "LINES, NO, TEXT, LINES",
        "LINES, UNKNOWN, OVER, NONE",
        "QUOTED, YES, TEXT, QUOTED",
        "QUOTED, NO, TEXT, QUOTED",
        "QUOTED, UNKNOWN, TEXT, QUOTED",
        "SHUT, YES, OVER, NONE",
        "SHUT, NO, TEXT, QUOTED",
        "SHUT, UNKNOWN, HOLD, SHUT",
        "PASSED, YES, CLASSIFY, NONE",
        "PASSED, NO, ORPHAN, PASSED",
        "PASSED, UNKNOWN, CLASSIFY, NONE"
    })
    void aLine(TextState state, OwnLead lead, Action action, TextState next) {
        assertThat(state.line(lead, Quote.OPEN, false)).isEqualTo(new Move(next, action));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}, then {3}")
    @CsvSource({
        "QUOTED, SHUT, TEXT, SHUT",
        "QUOTED, CLOSED, LAST, NONE",
        "SHUT, SHUT, TEXT, SHUT",
        "SHUT, CLOSED, LAST, NONE",
        "SHUT, OPEN, TEXT, QUOTED"
    })
    void aLineThatEndsInAQuote(TextState state, Quote quote, Action action, TextState next) {
        assertThat(state.line(OwnLead.NO, quote, false)).isEqualTo(new Move(next, action));
    }

    @ParameterizedTest(name = "{0}, own lead {1}: {2}, then {3}")
    @CsvSource({
        "NONE, NO, CLASSIFY, NONE",
        "COUNTED, YES, LAST, NONE",
        "COUNTED, NO, LAST, NONE",
        "COUNTED, UNKNOWN, LAST, NONE",
        "HEADED, YES, OVER, NONE",
        "HEADED, NO, CUT, PASSED",
        "HEADED, UNKNOWN, CUT, NONE",
        "LINES, YES, OVER, NONE",
        "LINES, NO, CUT, PASSED",
        "LINES, UNKNOWN, OVER, NONE",
        "QUOTED, YES, CUT, NONE",
        "QUOTED, NO, CUT, PASSED",
        "QUOTED, UNKNOWN, CUT, NONE",
        "SHUT, YES, OVER, NONE",
        "SHUT, NO, CUT, PASSED",
        "SHUT, UNKNOWN, OVER, NONE",
        "PASSED, YES, CLASSIFY, NONE",
        "PASSED, NO, ORPHAN, PASSED",
        "PASSED, UNKNOWN, CLASSIFY, NONE"
    })
    void aLineWhileAProbeIsOut(TextState state, OwnLead lead, Action action, TextState next) {
        assertThat(state.line(lead, Quote.SHUT, true)).isEqualTo(new Move(next, action));
    }

    @ParameterizedTest
    @EnumSource(OwnLead.class)
    void whileAProbeIsOutNothingButWhatIsCountedIsJoinedToAText(OwnLead lead) {
        Stream<TextState> uncounted = Arrays.stream(TextState.values()).filter(s -> s != TextState.COUNTED);
        assertThat(uncounted.map(s -> s.line(lead, Quote.SHUT, true).action()))
                .isNotEmpty()
                .doesNotContain(Action.TEXT, Action.LAST, Action.HOLD);
    }

    @ParameterizedTest(name = "{0}: {1}, then {2}")
    @CsvSource({
        "NONE, NOTHING, NONE",
        "COUNTED, NOTHING, COUNTED",
        "HEADED, NOTHING, HEADED",
        "LINES, OVER, PASSED",
        "QUOTED, NOTHING, QUOTED",
        "SHUT, OVER, PASSED",
        "PASSED, NOTHING, PASSED"
    })
    void aSilence(TextState state, Action action, TextState next) {
        assertThat(state.silence()).isEqualTo(new Move(next, action));
    }

    @ParameterizedTest(name = "{0}: {1}, then {2}")
    @CsvSource({
        "NONE, NOTHING, NONE",
        "COUNTED, CUT, PASSED",
        "HEADED, CUT, PASSED",
        "LINES, CUT, PASSED",
        "QUOTED, CUT, PASSED",
        "SHUT, OVER, PASSED",
        "PASSED, NOTHING, PASSED"
    })
    void theHoldLimit(TextState state, Action action, TextState next) {
        assertThat(state.limit()).isEqualTo(new Move(next, action));
    }

    @Test
    void whatASilenceDoesNotEndTheHoldLimitDoes() {
        for (TextState state : TextState.values()) {
            boolean kept = state.isText() && state.silence().action() == Action.NOTHING;
            assertThat(state.outlastsSilence()).as(state.name()).isEqualTo(kept);
            assertThat(state.limit().next().isText()).as(state.name()).isFalse();
        }
    }
}
