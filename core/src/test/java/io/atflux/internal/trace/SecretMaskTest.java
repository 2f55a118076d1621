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
}
