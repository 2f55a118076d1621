package io.atflux.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.internal.codec.LineDialect.After;
import io.atflux.internal.codec.LineDialect.OwnLead;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineDialectTest {

    private static final String CRLF = "\r\n";

    private final LineDialect dialect = new LineDialect(null);

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r\r\n", "\n", "\r", "\n\r", "\n\n"})
    @Tag("V.250:6.2.2")
    void twoEqualAnswersBehindTwoLineEndsTeachLeads(String end) {
        assertThat(dialect.ownLead(end + end, After.LINE)).isEqualTo(OwnLead.UNKNOWN);
        dialect.sample(end, end + end);
        assertThat(dialect.isLeaded()).isFalse();
        dialect.sample(end, end + end);
        assertThat(dialect.isLeaded()).isTrue();
        assertThat(dialect.end()).isEqualTo(end);
        assertThat(dialect.ownLead(end + end, After.LINE)).isEqualTo(OwnLead.YES);
        assertThat(dialect.ownLead(end, After.LINE)).isEqualTo(OwnLead.NO);
        assertThat(dialect.ownLead(end + end + end, After.LINE)).isEqualTo(OwnLead.YES);
    }

    @Test
    void twoEqualAnswersBehindOneLineEndTeachThatThereAreNoLeads() {
        dialect.sample(CRLF, CRLF);
        dialect.sample(CRLF, CRLF);
        assertThat(dialect.isLeaded()).isFalse();
        assertThat(dialect.end()).isEqualTo(CRLF);
        assertThat(dialect.ownLead(CRLF, After.LINE)).isEqualTo(OwnLead.UNKNOWN);
        assertThat(dialect).hasToString("LEADLESS\\r\\n");
    }

    @Test
    void twoDifferentAnswersTeachNothing() {
        dialect.sample(CRLF, CRLF + CRLF);
        dialect.sample("\r", "\r\r");
        assertThat(dialect.end()).isNull();
    }

    @Test
    void whatStandsBeforeAnAnswerAndIsNeitherTeachesNothing() {
        dialect.sample(CRLF, CRLF + CRLF);
        dialect.sample(CRLF, CRLF + CRLF);
        dialect.sample(CRLF, "\r\n\n");
        assertThat(dialect.isLeaded()).isTrue();
        dialect.sample(CRLF, "\r\n\n");
        assertThat(dialect.end()).isNull();
    }

    @Test
    void twoAnswersInARowWithoutTheLeadUnlearnItEvenWhereTheyDiffer() {
        dialect.sample(CRLF, CRLF + CRLF);
        dialect.sample(CRLF, CRLF + CRLF);
        dialect.sample("\r", "\r\r");
        dialect.sample("\n", "\n\n");
        assertThat(dialect.end()).isNull();
    }

    @Test
    void oneAnswerWithoutTheLeadIsAnAccident() {
        dialect.sample(CRLF, CRLF + CRLF);
        dialect.sample(CRLF, CRLF + CRLF);
        dialect.sample(CRLF, CRLF);
        dialect.sample(CRLF, CRLF + CRLF);
        dialect.sample(CRLF, CRLF);
        dialect.sample(CRLF, CRLF + CRLF);
        assertThat(dialect.isLeaded()).isTrue();
    }

    @Test
    void behindAnEchoTheLeadBeginsWithTheHostsCr() {
        LineDialect crlf = new LineDialect(CRLF);
        assertThat(crlf.ownLead("\r\r\n", After.ECHO)).isEqualTo(OwnLead.YES);
        assertThat(crlf.ownLead("\r\n\r\n", After.ECHO)).isEqualTo(OwnLead.YES);
        assertThat(crlf.ownLead("\r\n", After.ECHO)).isEqualTo(OwnLead.NO);
        assertThat(crlf.ownLead("\r\r\n", After.LINE)).isEqualTo(OwnLead.NO);
        LineDialect lf = new LineDialect("\n");
        assertThat(lf.ownLead("\r\n", After.ECHO)).isEqualTo(OwnLead.YES);
        assertThat(lf.ownLead("\n", After.ECHO)).isEqualTo(OwnLead.NO);
    }

    @Test
    void behindAPromptTheLeadIsOneLineEnd() {
        LineDialect crlf = new LineDialect(CRLF);
        assertThat(crlf.ownLead("\r\n", After.NOTHING)).isEqualTo(OwnLead.YES);
        assertThat(crlf.ownLead("\r", After.NOTHING)).isEqualTo(OwnLead.NO);
    }

    @Test
    void whatTheLineShowsTwiceGoesBeforeWhatTheProfileDeclaresAndIsTold() {
        LineDialect declared = new LineDialect(CRLF);
        assertThat(declared.sample(CRLF, CRLF + CRLF)).isFalse();
        assertThat(declared.sample(CRLF, CRLF + CRLF)).isFalse();
        assertThat(declared.sample("\n\n", "\n\n\n\n")).isFalse();
        assertThat(declared.sample("\n\n", "\n\n\n\n")).isTrue();
        assertThat(declared.end()).isEqualTo("\n\n");
        assertThat(declared.sample("\n\n", "\n\n\n\n")).isFalse();
    }

    @Test
    void settingsThatMayChangeItBringBackWhatTheProfileDeclares() {
        LineDialect declared = new LineDialect(CRLF);
        declared.forget();
        assertThat(declared.isLeaded()).isTrue();
        dialect.sample(CRLF, CRLF + CRLF);
        dialect.sample(CRLF, CRLF + CRLF);
        dialect.forget();
        assertThat(dialect.end()).isNull();
        dialect.sample(CRLF, CRLF + CRLF);
        assertThat(dialect.end()).isNull();
    }

    @Test
    void aDeclarationThatTheLineContradictedIsNotComeBackTo() {
        LineDialect declared = new LineDialect(CRLF);
        declared.sample("\n", "\n\n");
        declared.sample("\n", "\n\n");
        declared.forget();
        assertThat(declared.end()).isNull();
    }

    @Test
    void aLineThatFallsSilentBehindAnotherLineEndThanIsOnlyDeclaredIsDoubtedTheSecondTime() {
        LineDialect declared = new LineDialect(CRLF);
        declared.fellSilent("\n");
        declared.fellSilent(CRLF);
        declared.fellSilent("\n");
        assertThat(declared.isLeaded()).isTrue();
        declared.fellSilent("\n");
        assertThat(declared.isLeaded()).isFalse();
    }

    @Test
    void allThatIsDeclaredBetweenTwoLinesIsBelievedAgainAfterDamageMadeItDoubtful() {
        LineDialect declared = new LineDialect(CRLF);
        declared.fellSilent("\r");
        declared.fellSilent("\r");
        assertThat(declared.isLeaded()).isFalse();
        declared.stoodBetween("\r" + CRLF + CRLF);
        assertThat(declared.isLeaded()).isFalse();
        declared.stoodBetween(CRLF + CRLF);
        assertThat(declared.end()).isEqualTo(CRLF);
    }

    @Test
    void whatAnswersHaveShownIsNotGivenUpForWhatIsDeclared() {
        LineDialect declared = new LineDialect(CRLF);
        declared.fellSilent("\n");
        declared.fellSilent("\n");
        declared.sample("\n", "\n\n");
        declared.sample("\n", "\n\n");
        declared.stoodBetween(CRLF + CRLF);
        assertThat(declared.end()).isEqualTo("\n");
    }

    @Test
    void allThatIsDeclaredBetweenTwoLinesTakesTheDoubtBack() {
        LineDialect declared = new LineDialect(CRLF);
        declared.fellSilent("\r");
        declared.stoodBetween(CRLF + CRLF);
        declared.fellSilent("\r");
        assertThat(declared.isLeaded()).isTrue();
        declared.stoodBetween(CRLF);
        declared.fellSilent("\r");
        assertThat(declared.isLeaded()).isFalse();
    }

    @Test
    void whatAnAnswerHasShownIsNotDoubtedForASilence() {
        LineDialect declared = new LineDialect(CRLF);
        declared.sample(CRLF, CRLF + CRLF);
        declared.fellSilent("\n");
        declared.fellSilent("\n");
        assertThat(declared.isLeaded()).isTrue();
    }
}
