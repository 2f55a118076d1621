package io.atflux.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtUsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineUrlTest {

    @ParameterizedTest
    @CsvSource({
        "/dev/ttyUSB2, serial:/dev/ttyUSB2",
        "/dev/serial/by-id/usb-x, serial:/dev/serial/by-id/usb-x",
        "ttyACM0, serial:/dev/ttyACM0",
        "COM5, serial:COM5",
        "com12?baud=9600, serial:com12?baud=9600",
        "127.0.0.1:7001, tcp://127.0.0.1:7001",
        "[::1]:7001, tcp://[::1]:7001",
        "box-1.example:23, tcp://box-1.example:23"
    })
    void aPortOrAServerWithoutItsSchemeGetsTheUrlThatIsMeant(String typed, String meant) {
        assertThatThrownBy(() -> LineUrl.of(typed))
                .isInstanceOf(AtUsageException.class)
                .hasMessage("'%s' is no URL of a line; did you mean %s ?", typed, meant);
        assertThat(LineUrl.of(meant)).isNotNull();
    }

    @Test
    void aCommandInTheUrlsPlaceIsToldFromAMistypedUrl() {
        assertThatThrownBy(() -> LineUrl.of("AT+CSQ", List.of("tcp://h:1")))
                .hasMessage("'AT+CSQ' is a command; the URL of the line comes first: tcp://h:1 AT+CSQ");
        assertThatThrownBy(() -> LineUrl.of("at+x=\"1\"", List.of("AT", "serial:COM5")))
                .hasMessageEndingWith("comes first: serial:COM5 'at+x=\"1\"'");
        assertThatThrownBy(() -> LineUrl.of("AT")).hasMessage("'AT' is a command; the URL of the line comes first");
        assertThatThrownBy(() -> LineUrl.of("modem")).hasMessageStartingWith("'modem' is no URL of a line, such as");
    }

    @Test
    void theOptionThatIsWrongIsNamed() {
        assertThatThrownBy(() -> LineUrl.of("tcp://h:1?baud=fast"))
                .hasMessage("tcp://h:1: option baud: 'fast' is not within 1 to 10000000");
        assertThatThrownBy(() -> LineUrl.of("tcp://h:1?bauds=1"))
                .hasMessageStartingWith("tcp://h:1: unknown parameter 'bauds' (tcp knows ");
    }
}
