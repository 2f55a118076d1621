package io.atflux.internal.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretMaskTest {

    private final SecretMask mask = new SecretMask();

    SecretMaskTest() {
        mask.add(List.of("ghjmnpqsvwxz"));
    }

    @Test
    void aMaskKeepsTheLengthAndWhatStandsAround() {
        assertThat(mask.mask("AT+K=\"ghjmnpqsvwxz\",1")).isEqualTo("AT+K=\"************\",1");
    }

    @Test
    void nothingShowsOfASecretThatLostBytesTwice() {
        assertThat(mask.mask("\"ghjmnpsvwz\"")).isEqualTo("\"**********\"");
        assertThat(mask.mask("\"ghjnpqvwxz\"")).isEqualTo("\"**********\"");
    }

    @Test
    void aForeignByteWithinASecretHidesNothingFromTheMask() {
        assertThat(mask.mask("\"ghjjmn?qsvwxz\",1")).isEqualTo("\"*************\",1");
    }

    /** Beside the recognised pieces: at the very beginning of a text, and after a quote. */
    @Test
    void whatIsLeftBesideADamagedByteIsHiddenToo() {
        assertThat(mask.mask("gjmnpqsvwxz")).isEqualTo("***********");
        assertThat(mask.mask("g?jmnpqsvwxz")).isEqualTo("************");
        assertThat(mask.mask("\"gjmnpqsvwxz\"")).isEqualTo("\"***********\"");
        assertThat(mask.mask("\"g?jmnpqsvwxz\"")).isEqualTo("\"************\"");
        assertThat(mask.mask("ghjmnpqsvw?z")).isEqualTo("************");
    }

    @Test
    void aShortSecretIsHiddenWhereItIsAWordAndNowhereElse() {
        mask.add(List.of("abc"));
        assertThat(mask.mask("abc")).isEqualTo("***");
        assertThat(mask.mask("abc,1")).isEqualTo("***,1");
        assertThat(mask.mask("\"abc\"")).isEqualTo("\"***\"");
        assertThat(mask.mask("1,abc")).isEqualTo("1,***");
        assertThat(mask.mask("xabc,abcx,abc")).isEqualTo("xabc,abcx,***");
    }

    @Test
    void aSecretOfFourIsHiddenWithinAWordToo() {
        mask.add(List.of("4711"));
        assertThat(mask.mask("x4711y")).isEqualTo("x****y");
    }

    @Test
    void withoutASecretNothingIsHidden() {
        assertThat(new SecretMask().mask("ghjmnpqsvwxz")).isEqualTo("ghjmnpqsvwxz");
    }
}
