package io.atflux.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataEntryTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            # state,      after it,  own command, former session's
            CLOSED,       CLOSED,    PROMPT_OWED, LEFT_OPEN
            PROMPT_OWED,  CLOSED,    PROMPT_OWED, LEFT_OPEN
            FILLED,       CLOSED,    PROMPT_OWED, LEFT_OPEN
            LEFT_OPEN,    SILENCED,  PROMPT_OWED, LEFT_OPEN
            ESCAPED,      SILENCED,  ESCAPED,     ESCAPED
            SILENCED,     SILENCED,  ESCAPED,     LEFT_OPEN
            """)
    void eachStateIsFollowedByWhatItsEndOrTheNextCommandForDataMakesOfIt(
            DataEntry state, DataEntry over, DataEntry own, DataEntry formers) {
        assertThat(state.over()).isEqualTo(over);
        assertThat(state.beginsAnew(false)).isEqualTo(own);
        assertThat(state.beginsAnew(true)).isEqualTo(formers);
    }
}
