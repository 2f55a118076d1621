package io.atflux.samples.cli.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtUsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerUrlTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "mqtt://h, false, h, 1883, -, -",
                "mqtts://h, true, h, 8883, -, -",
                "MQTT://h:1, false, h, 1, -, -",
                "mqtts://h:65535, true, h, 65535, -, -",
                "mqtt://[2001:db8::1], false, [2001:db8::1], 1883, -, -",
                "mqtts://me:pw@[::1]:99, true, [::1], 99, me, pw",
                "mqtt://me@h, false, h, 1883, me, -",
                "mqtt://me:@h, false, h, 1883, me, ''",
                "mqtt://a:b:c@h:2, false, h, 2, a, b:c",
                "mqtt://g510%2Ftest1:p%40s%3As%25%2B+@h, false, h, 1883, g510/test1, p@s:s%++",
                "mqtt://%C3%BC:%E2%82%AC@h, false, h, 1883, ü, €",
                "mqtt://ü:€@h, false, h, 1883, ü, €"
            })
    void aUrlIsTakenApart(String text, boolean tls, String host, int port, String user, String password) {
        assertThat(BrokerUrl.parse(text)).isEqualTo(new BrokerUrl(tls, host, port, user, password));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; it begins with neither mqtt:// nor mqtts://",
                "h:1883; it begins with neither mqtt:// nor mqtts://",
                "mqtt:h; it begins with neither mqtt:// nor mqtts://",
                "tcp://h; it begins with neither mqtt:// nor mqtts://",
                "mqtt://; the host is missing",
                "mqtt://:1883; the host is missing",
                "mqtt://me:geheim@; the host is missing",
                "mqtt://h:; the port is not within 1 to 65535",
                "mqtt://h:0; the port is not within 1 to 65535",
                "mqtt://h:65536; the port is not within 1 to 65535",
                "mqtt://me:geheim; the port is not within 1 to 65535",
                "mqtt://h/; nothing may follow host and port",
                "mqtt://h/topic; nothing may follow host and port",
                "mqtt://h?clean=true; nothing may follow host and port",
                "mqtt://::1; an IPv6 address stands in brackets: mqtt://[::1]:1883",
                "mqtt://[::1]1; an IPv6 address stands in brackets: mqtt://[::1]:1883",
                "mqtt://me:ge/heim@h; in user and password, / is written %2F, ? is %3F, # is %23, @ is %40",
                "mqtt://me:ge@heim@h; in user and password, / is written %2F, ? is %3F, # is %23, @ is %40",
                "mqtt://me:geheim%@h; in user or password, a % is not followed by two hexadecimal digits",
                "mqtt://me:geheim%4@h; in user or password, a % is not followed by two hexadecimal digits",
                "mqtt://me:geheim%4g@h; in user or password, a % is not followed by two hexadecimal digits",
                "mqtt://me:geheim%ff@h; user or password, percent-decoded, is no UTF-8"
            })
    void whatIsNoUrlIsNamedWithoutRepeatingAnyOfIt(String text, String why) {
        assertThatThrownBy(() -> BrokerUrl.parse(text))
                .isInstanceOf(AtUsageException.class)
                .hasMessage("broker URL: " + why);
    }

    @Test
    void itsTextHasNeitherUserNorPassword() {
        assertThat(BrokerUrl.parse("mqtts://me:geheim@h")).hasToString("mqtts://h:8883");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqtt://me:geheim@a b", "mqtt://me:geheim@a..b", "mqtt://me:geheim@1.2.3.400"})
    void aHostThatIsNoneIsNamedByTheOptions(String text) {
        assertThatThrownBy(() -> new BrokerOptions().broker(text, java.util.Map.of()))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining("host")
                .hasMessageNotContaining("geheim");
    }
}
