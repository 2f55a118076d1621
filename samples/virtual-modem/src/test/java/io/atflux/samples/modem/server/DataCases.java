package io.atflux.samples.modem.server;

import static io.atflux.samples.modem.server.SwitchCase.fromBoot;
import static io.atflux.samples.modem.server.SwitchCase.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.switches.Switch;
import java.time.Duration;
import java.util.List;

/** The bytes after a prompt. */
final class DataCases {

    private static final String UPLOAD = "AT+GTSSLFILE=\"CAFILE\",5\r";
    private static final String PUBLISH = "AT+MQTTPUB=1,\"t\",0,0,5\r";
    private static final String PROMPT = "\r\n> ";
    private static final String PUBLISHED = "\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n";

    private DataCases() {}

    static List<SwitchCase> cases() {
        return List.of(
                of(Switch.DATA_IDLE, "30000", host -> host.exchange(UPLOAD, PROMPT)
                        .send("AT\r")
                        .exchange("AT", "\r\nOK\r\n")
                        .nothingMore()),
                of(Switch.DATA_IDLE, "50", host -> host.exchangeNotBefore(
                                Duration.ofMillis(50), UPLOAD + "abc", PROMPT + "\r\nERROR\r\n")
                        .nothingMore()),
                of(
                        Switch.DATA_IDLE_END,
                        "error",
                        host -> {
                            host.open()
                                    .exchange(PUBLISH + "abc", PROMPT + "\r\nERROR\r\n")
                                    .nothingMore();
                            assertThat(host.network().published()).isEmpty();
                        },
                        "data-idle=50"),
                of(
                        Switch.DATA_IDLE_END,
                        "send",
                        host -> {
                            host.open()
                                    .exchange(PUBLISH + "abc", PROMPT + PUBLISHED)
                                    .nothingMore();
                            assertThat(host.network().published().get(0).text()).isEqualTo("abc");
                        },
                        "data-idle=50"),
                of(Switch.DATA_CTRL_Z, "data", host -> published(publish(host), "abc\u001Ae", "abc\u001Ae")),
                of(Switch.DATA_CTRL_Z, "ends", host -> published(publish(host), "abc\u001A", "abc")),
                of(Switch.DATA_ESC, "data", host -> published(publish(host), "abc\u001Be", "abc\u001Be")),
                of(Switch.DATA_ESC, "cancels", host -> {
                    publish(host).exchange("abc\u001B", "\r\nOK\r\n").nothingMore();
                    assertThat(host.network().published()).isEmpty();
                }),
                echo("off", "\r\nOK\r\n"),
                echo("on", "ab\r\ncd"));
    }

    private static SwitchCase echo(String position, String seen) {
        return fromBoot(Switch.DATA_ECHO, position, host -> host.expect("\r\nAT command ready\r\n\r\n+SIM READY\r\n")
                .exchange("AT+GTSSLFILE=\"CAFILE\",6\r", "AT+GTSSLFILE=\"CAFILE\",6\r" + PROMPT)
                .exchange("ab\r\ncd", position.equals("on") ? seen + "\r\nOK\r\n" : seen)
                .exchange("AT\r", "AT\r\r\nOK\r\n"));
    }

    private static Host publish(Host host) throws Exception {
        return host.open().exchange(PUBLISH, PROMPT);
    }

    private static void published(Host host, String sent, String arrived) throws Exception {
        host.exchange(sent, PUBLISHED).nothingMore();
        assertThat(host.network().published()).hasSize(1);
        assertThat(host.network().published().get(0).text()).isEqualTo(arrived);
    }
}
