package io.atflux.samples.modem.switches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwitchesTest {

    @Test
    void assignmentsMoveOneSwitchAndLeaveTheOriginal() {
        Switches moved = Switches.defaults().with("prompt=bare").with("silent=AT+CSQ:2,AT+CPIN?");
        assertThat(moved.text(Switch.PROMPT)).isEqualTo("bare");
        assertThat(moved.text(Switch.SILENT)).isEqualTo("AT+CSQ:2,AT+CPIN?");
        assertThat(Switches.defaults().text(Switch.PROMPT)).isEqualTo("blank");
    }

    @Test
    void automaticTimesFollowTheTiming() {
        assertThat(Switches.defaults().time(Switch.DIAL_TIME)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Switches.quick().time(Switch.DIAL_TIME)).isEqualTo(Duration.ZERO);
        assertThat(Switches.quick().with("dial-time=70").time(Switch.DIAL_TIME)).isEqualTo(Duration.ofMillis(70));
    }

    @Test
    void unknownSwitchIsToldWithAllNames() {
        assertThatThrownBy(() -> Switches.defaults().with("promt=bare"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("promt")
                .hasMessageContaining("echo-cr, ");
    }

    @Test
    void unknownPositionIsToldWithAllPositions() {
        assertThatThrownBy(() -> Switches.defaults().with("prompt=bar"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("switch prompt has no position 'bar', but blank|bare|line|lone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prompt",
                "data-idle=0",
                "data-idle=x",
                "dial-time=-1",
                "open=refused:",
                "open=broker:1",
                "pin=12",
                "registration=9",
                "silent=CSQ",
                "imei=1",
                "csq=25",
                "ip=here"
            })
    void malformedAssignmentIsRefused(String assignment) {
        assertThatThrownBy(() -> Switches.defaults().with(assignment)).isInstanceOf(IllegalArgumentException.class);
    }
}
