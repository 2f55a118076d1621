package io.atflux.transport.tcp.dialin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.transport.tcp.dialin.PacketMatch.Found;
import io.atflux.transport.tcp.dialin.PacketMatch.More;
import io.atflux.transport.tcp.dialin.PacketMatch.Never;
import io.atflux.transport.tcp.dialin.PacketMatch.Perhaps;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceRegistrationTest {

    @Test
    void aTextIsFoundAsSoonAsItIsThereAndNotBefore() {
        DeviceRegistration texts = DeviceRegistration.text("DTU-1\r\n", "DTU-2\r\n");

        assertThat(match(texts, "DTU-2\r")).isEqualTo(new More());
        assertThat(match(texts, "DTU-2\r\n")).isEqualTo(new Found("DTU-2", 7));
        assertThat(match(texts, "DTU-1\r\nOK")).isEqualTo(new Found("DTU-1", 7));
        assertThat(match(texts, "DTX")).isInstanceOf(Never.class);
    }

    @Test
    void textsThatBeginAlikeAreRefused() {
        assertThatThrownBy(() -> DeviceRegistration.text("A1", "A12"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("begin alike");
        assertThatThrownBy(DeviceRegistration::text).hasMessageContaining("no registration text");
        assertThatThrownBy(() -> DeviceRegistration.text(" \r\n")).hasMessageContaining("no device id");
    }

    @Test
    void anExpressionThatCouldGoOnIsOnlyPerhapsOver() {
        DeviceRegistration open = regex("ID=(\\d+)");

        assertThat(match(open, "ID=")).isEqualTo(new More());
        assertThat(match(open, "ID=12")).isEqualTo(new Perhaps("12", 5));
        assertThat(match(open, "ID=1234;")).isEqualTo(new Found("1234", 7));
        assertThat(match(open, "XD=1")).isInstanceOf(Never.class);
    }

    @Test
    void theIdIsTheNamedGroupOrTheFirstOrAll() {
        assertThat(match(regex("(v\\d);(?<id>\\w{3});"), "v1;abc;")).isEqualTo(new Found("abc", 7));
        assertThat(match(regex("<(\\w{3})(\\d)>"), "<abc1>")).isEqualTo(new Found("abc", 6));
        assertThat(match(regex("\\w{3}"), "abc\r\n")).isEqualTo(new Found("abc", 3));
        assertThat(match(regex("(x)?y;"), "y;")).isEqualTo(new Found("", 2));
    }

    @Test
    void anIdInUtf8IsReadAsThat() {
        byte[] packet = "设备1\n".getBytes(StandardCharsets.UTF_8);

        assertThat(format(regex("([^\\n]+)\\n")).match(packet, packet.length))
                .isEqualTo(new Found("设备1", packet.length));
    }

    @Test
    void anExpressionThatBacktracksWithoutEndIsStopped() {
        assertThat(match(regex("a*a*a*a*b"), "a".repeat(1_000)))
                .isInstanceOfSatisfying(
                        Never.class, never -> assertThat(never.why()).contains("backtracks without end"));
    }

    @Test
    void stepsAreCountedOverTheWholeConnection() {
        PacketFormat format = format(regex("(a+)+b"));
        byte[] bytes = "a".repeat(1_000).getBytes(StandardCharsets.ISO_8859_1);
        int length = 1;
        while (length < 1_000 && format.match(bytes, length) instanceof More) {
            length++;
        }

        assertThat(length).isLessThan(1_000);
        assertThat(format.match(bytes, 2)).isInstanceOf(Never.class);
    }

    @Test
    void aTemplateSaysWhatIsFixedAndWhatIsTheId() {
        DeviceRegistration template = DeviceRegistration.binary("7E 01 iiii ..0D");

        assertThat(match(template, hex("7e01ab"))).isEqualTo(new More());
        assertThat(match(template, hex("7e01abcdff0d41"))).isEqualTo(new Found("abcd", 6));
        assertThat(match(template, hex("7e02"))).isInstanceOf(Never.class);
        assertThat(match(DeviceRegistration.binary("1ii1"), hex("1ff1"))).isEqualTo(new Found("ff", 2));
    }

    @Test
    void aMaskChoosesBits() {
        DeviceRegistration masked =
                DeviceRegistration.binary(new byte[] {(byte) 0x80, 0, 0}, new byte[] {(byte) 0x80, 0, 0}, 1, 3);

        assertThat(match(masked, hex("ff1234"))).isEqualTo(new Found("1234", 3));
        assertThat(match(masked, hex("7f"))).isInstanceOf(Never.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7e0", "7e01", "7egg", "zz"})
    void aTemplateThatIsNoneIsRefused(String template) {
        assertThatThrownBy(() -> DeviceRegistration.binary(template)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lengthsThatDoNotFitAreRefused() {
        byte[] two = new byte[2];
        assertThatThrownBy(() -> DeviceRegistration.binary(two, new byte[1], 0, 1))
                .hasMessageContaining("2 and 1");
        assertThatThrownBy(() -> DeviceRegistration.binary(two, two, 1, 3)).hasMessageContaining("1 to 3");
        assertThatThrownBy(() -> DeviceRegistration.binary(two, two, 1, 1)).hasMessageContaining("1 to 1");
        assertThatThrownBy(() -> DeviceRegistration.binary(new byte[0], new byte[0], 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static DeviceRegistration regex(String pattern) {
        return DeviceRegistration.regex(Pattern.compile(pattern));
    }

    private static String hex(String digits) {
        return new String(HexFormat.of().parseHex(digits), StandardCharsets.ISO_8859_1);
    }

    private static PacketMatch match(DeviceRegistration registration, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return format(registration).match(bytes, bytes.length);
    }

    private static PacketFormat format(DeviceRegistration registration) {
        return Objects.requireNonNull(registration.format());
    }
}
