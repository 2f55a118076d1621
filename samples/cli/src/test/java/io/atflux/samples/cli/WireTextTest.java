package io.atflux.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtUsageException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WireTextTest {

    private final WireText utf8 = WireText.UTF_8;
    private final WireText latin = new WireText(StandardCharsets.ISO_8859_1);

    @Test
    void textBecomesItsBytesAndComesBack() {
        assertThat(utf8.bytes("it", "aü€😀")).isEqualTo("a\u00c3\u00bc\u00e2\u0082\u00ac\u00f0\u009f\u0098\u0080");
        assertThat(utf8.text("a\u00c3\u00bc\u00e2\u0082\u00ac\u00f0\u009f\u0098\u0080"))
                .isEqualTo("aü€😀");
        assertThat(latin.bytes("it", "ü")).isEqualTo("\u00fc");
        assertThat(latin.text("\u00fc")).isEqualTo("ü");
        assertThat(new WireText(Charset.forName("GBK")).bytes("it", "中")).isEqualTo("\u00d6\u00d0");
    }

    @Test
    void bytesThatAreNoTextStandInHexWhereverTheyAre() {
        assertThat(utf8.text("\u00ffa\u00c3")).isEqualTo("\\xFFa\\xC3");
        assertThat(utf8.text("\u00e2\u0082x\u00c3\u00bc\u0080")).isEqualTo("\\xE2\\x82xü\\x80");
        assertThat(utf8.isText("\u00c3\u00bc")).isTrue();
        assertThat(utf8.isText("\u00fc")).isFalse();
    }

    @Test
    void aMessageIsReadOnlyIfItHoldsBytes() {
        assertThat(utf8.message("AT+X=\u00c3\u00bc: no")).isEqualTo("AT+X=ü: no");
        assertThat(utf8.message("AT+X=€: no")).isEqualTo("AT+X=€: no");
        assertThat(utf8.message("AT+X=\u00fc: no")).isEqualTo("AT+X=\u00fc: no");
    }

    @Test
    void aCharacterThatTheCharsetDoesNotHaveIsNamedByItsPlace() {
        assertThatThrownBy(() -> latin.bytes("the command", "AT+X=€"))
                .isInstanceOf(AtUsageException.class)
                .hasMessage("character 6 of the command is not in ISO-8859-1");
        assertThatThrownBy(() -> utf8.bytes("the command", "A\ud800"))
                .hasMessage("character 2 of the command is not in UTF-8");
    }
}
