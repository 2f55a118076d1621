package io.atflux.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LocalesTest {

    private static final byte[] LINE = "java\0-jar\0a.jar\0send\0AT+X=ü€\0\0".getBytes(StandardCharsets.UTF_8);

    @Test
    void argumentsThatJavaTookForAsciiAreReadAgain() {
        assertThat(Locales.restored(new String[] {"send", "AT+X=?????", ""}, LINE))
                .containsExactly("send", "AT+X=ü€", "");
        assertThat(Locales.restored(new String[] {"send", "AT+X=\ufffd\ufffd\ufffd\ufffd\ufffd", ""}, LINE))
                .containsExactly("send", "AT+X=ü€", "");
    }

    @Test
    void argumentsOfSomethingElseStayAsTheyAre() {
        String[] other = {"send", "AT+Y", ""};
        String[] more = {"1", "2", "3", "4", "5", "6", "7"};

        assertThat(Locales.restored(other, LINE)).isSameAs(other);
        assertThat(Locales.restored(more, LINE)).isSameAs(more);
        assertThat(Locales.restored(new String[0], LINE)).isEmpty();
    }
}
