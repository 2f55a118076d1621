package io.atflux.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtUsageException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFilterTest {

    @ParameterizedTest
    @CsvSource({
        "a/b,a/b",
        "a/+,a/b",
        "a/+,a/",
        "+/b,a/b",
        "+/+,/x",
        "/+,/x",
        "a/#,a/b/c",
        "a/#,a",
        "a/#,a/",
        "#,a/b",
        "#,/",
        "+,a",
        "sport/tennis/player1/#,sport/tennis/player1",
        "sport/+/player1,sport/tennis/player1",
        "$SYS/#,$SYS/x",
        "$SYS/+,$SYS/x",
        "a/$b/+,a/$b/c",
        "$share/group/a/+,a/b"
    })
    @Tag("MQTT-3.1.1:4.7.1-2")
    @Tag("MQTT-3.1.1:4.7.1-3")
    @Tag("MQTT-3.1.1:4.7.2-1")
    void filterFitsTopic(String filter, String topic) {
        assertThat(TopicFilter.of(filter).matches(topic)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a/b,a/c",
        "a/b,a",
        "a,a/b",
        "a/+,a",
        "a/+,a/b/c",
        "+,/x",
        "+/b,a/b/c",
        "a/#,ab",
        "a/#,b/a",
        "#,$SYS/x",
        "+/x,$SYS/x",
        "a/b/,a/b",
        "$share/group/a/+,$share/group/a/b",
        "A,a",
        "/finance,finance",
        "a,\uFEFFa",
        "\u00e9,e\u0301"
    })
    @Tag("MQTT-3.1.1:1.5.3-3")
    @Tag("MQTT-3.1.1:4.7.1-3")
    @Tag("MQTT-3.1.1:4.7.2-1")
    @Tag("MQTT-3.1.1:4.7.3-4")
    void filterDoesNotFitTopic(String filter, String topic) {
        assertThat(TopicFilter.of(filter).matches(topic)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a#", "#/a", "a/#/b", "a+", "+a/b", "a/b+", "a\0b", "$share/group", "$share/group/"})
    @Tag("MQTT-3.1.1:1.5.3-2")
    @Tag("MQTT-3.1.1:4.7.1-2")
    @Tag("MQTT-3.1.1:4.7.1-3")
    @Tag("MQTT-3.1.1:4.7.3-1")
    @Tag("MQTT-3.1.1:4.7.3-2")
    void filterOutOfFormIsRefused(String filter) {
        assertThatThrownBy(() -> TopicFilter.of(filter)).isInstanceOf(AtUsageException.class);
    }

    @Test
    void qosThreeIsRefused() {
        assertThat(Qos.of(2)).isEqualTo(Qos.EXACTLY_ONCE);
        assertThatThrownBy(() -> Qos.of(3))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining("QoS 3 is not within 0 to 2");
    }
}
