package io.atflux.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtUsageException;
import io.atflux.error.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h",
                "broker.example",
                "broker.example.",
                "my_broker-1.local",
                "10.0.0.7",
                "255.255.255.255",
                "::1",
                "[::1]",
                "2001:db8::7",
                "::ffff:10.0.0.7",
                "1broker"
            })
    void hostsAreTaken(String host) {
        assertThat(Broker.tcp(host, 1883).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "broker.example:1883       | has a port in it: write \"broker.example\", 1883",
                "10.0.0.7:8883             | has a port in it: write \"10.0.0.7\", 8883",
                "[::1]:1883                | has a port in it: write \"[::1]\", 1883",
                "broker:                   | has a port in it: write \"broker\", and the port beside it",
                "tcp://broker.example:1883 | has a scheme: write \"broker.example:1883\", and the port beside it",
                "broker.example/mqtt       | is none: character 15 can be in no host's name",
                "me@broker.example         | is none: character 3 can be in no host's name",
                "a b                       | is none: character 2 can be in no host's name",
                "300.1.2.3                 | is no IPv4 address",
                "10.0.0                    | is no IPv4 address",
                "a::b:g                    | is no IPv6 address, and no other host has a colon",
                "[::1                      | is no IPv6 address, and no other host has a colon",
                "a..b                      | has an empty part before a dot",
                "``                        | is empty"
            })
    void whatIsNoneIsRefusedAtOnce(String host, String why) {
        assertThatThrownBy(() -> Broker.tcp(host, 1883))
                .isInstanceOf(AtUsageException.class)
                .hasMessage("BROKER: host \"" + host + "\" " + why + " [NOT_SENT]")
                .extracting(error -> ((AtUsageException) error).outcome())
                .isEqualTo(Outcome.NOT_SENT);
    }

    @Test
    void noControlCharacterOfAHostReachesTheMessage() {
        assertThatThrownBy(() -> HostName.require("host\u0001\u001b:1883"))
                .hasMessage("BROKER: host \"host??:1883\" has a port in it: write \"host??\", 1883 [NOT_SENT]");
    }
}
