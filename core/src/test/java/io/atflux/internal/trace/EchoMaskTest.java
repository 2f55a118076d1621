package io.atflux.internal.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.command.CommandText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines that resemble a command with a secret, each at the limit of the resemblance. */
class EchoMaskTest {

    private final EchoMask mask = new EchoMask();

    private String hidden(String text) {
        char[] shown = text.toCharArray();
        mask.hide(text, shown);
        return new String(shown);
    }

    private void sent(String line, String secret) {
        mask.add(CommandText.of(line).withSecrets(List.of(secret)));
    }

    @Test
    void aDamagedEchoIsHiddenWhicheverLineItIs() {
        sent("AT+CPIN=\"4711\"", "4711");
        assertThat(hidden("OK\r\nAT+CPIN=\"47?1\"\r\nOK\r\n")).isEqualTo("OK\r\nAT+CPIN=\"****\"\r\nOK\r\n");
        assertThat(hidden("AT+CPIN=\"47?1\"\rAT+CPIN=\"4?11\"\r")).isEqualTo("AT+CPIN=\"****\"\rAT+CPIN=\"****\"\r");
    }

    @Test
    void threeQuartersOfACommandAreLikeIt() {
        sent("AT+CPIN=\"471122\"", "471122");
        assertThat(hidden("AT+CPIN=\"47\"")).isEqualTo("AT+CPIN=\"**\"");
        assertThat(hidden("A+CPIN=\"47\"")).isEqualTo("A+CPIN=\"47\"");
    }

    /** Its line end replaced one character, and another one was lost. */
    @Test
    void ofAnEchoThatWasCutNothingOfTheSecretIsShown() {
        sent("AT+K=\"t000022\",\"ghjmnpqsvwxz\"", "ghjmnpqsvwxz");
        assertThat(hidden("AT+K=\"t000022\",\"ghmn")).isEqualTo("AT+K=\"t000022\",\"****");
        assertThat(hidden("AT+K=\"t000022\",\"g")).isEqualTo("AT+K=\"t000022\",\"*");
    }

    @Test
    void aLineOfTwiceTheLengthIsStillLikeItAndALongerOneIsNot() {
        sent("AT+CPIN=\"4711\"", "4711");
        String twice = "AT+CPIN=\"47?1\"##############";
        assertThat(hidden(twice)).isEqualTo("AT+CPIN=\"*******************");
        assertThat(hidden(twice + "#")).isEqualTo(twice + "#");
    }

    @Test
    void fourCharactersMayBeAnEchoAndThreeAreNone() {
        sent("ATX12", "12");
        assertThat(hidden("ATX2")).isEqualTo("ATX*");
        sent("ATX1", "1");
        assertThat(hidden("AX1")).isEqualTo("AX1");
    }

    @Test
    void anEchoThatEndsWhereTheSecretBeginsShowsNothing() {
        sent("AT+CPIN=\"1\"", "1");
        assertThat(hidden("AT+CPIN=\"")).isEqualTo("AT+CPIN=\"");
    }

    /** However closely it resembles a command. */
    @Test
    void anInformationLineIsNoEcho() {
        sent("AT+CPWD=\"SC\",\"4711\"", "4711");
        assertThat(hidden("AT+CPWD: \"SC\",\"4?11\"")).isEqualTo("AT+CPWD************\"");
        assertThat(hidden("+CPWD: \"SC\",\"4?11\"")).isEqualTo("+CPWD: \"SC\",\"4?11\"");
        assertThat(hidden("^CPWD: \"SC\",\"4?11\"")).isEqualTo("^CPWD: \"SC\",\"4?11\"");
        assertThat(hidden("+CPW")).isEqualTo("+CPW");
    }

    @Test
    void theWholeEchoIsLeftToTheSecretsThemselves() {
        sent("AT+CPIN=\"4711\"", "4711");
        assertThat(hidden("AT+CPIN=\"4711\"")).isEqualTo("AT+CPIN=\"4711\"");
    }
}
