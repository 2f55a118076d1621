package io.atflux.samples.modem.server;

import static io.atflux.samples.modem.server.SwitchCase.fromBoot;
import static io.atflux.samples.modem.server.SwitchCase.of;

import io.atflux.samples.modem.switches.Switch;
import java.time.Duration;
import java.util.List;

/** Power-up and restart. */
final class BootCases {

    private static final String READY = "\r\nAT command ready\r\n\r\n+SIM READY\r\n";
    private static final Duration WHILE = Duration.ofMillis(150);

    private BootCases() {}

    static List<SwitchCase> cases() {
        return List.of(
                of(Switch.BOOT_TIME, "auto", host -> host.exchange("AT+CFUN=15\r", "\r\nOK\r\n" + READY)
                        .exchange("AT\r", "AT\r\r\nOK\r\n")),
                of(
                        Switch.BOOT_TIME,
                        "150",
                        host -> host.exchangeNotBefore(WHILE, "AT+CFUN=15\rAT\r", "\r\nOK\r\n" + READY)),
                fromBoot(Switch.BANNER_TIME, "auto", host -> host.expect(READY)),
                fromBoot(Switch.BANNER_TIME, "150", host -> host.expect("\r\n+SIM READY\r\n\r\nAT command ready\r\n")),
                fromBoot(Switch.SIM_TIME, "auto", host -> host.expect(READY)),
                fromBoot(
                        Switch.SIM_TIME,
                        "150",
                        host -> host.expect("\r\nAT command ready\r\n\r\n+SIM READY\r\n"),
                        "banner-time=20"),
                fromBoot(Switch.SIM_READY, "0", host -> host.expect(READY)),
                fromBoot(Switch.SIM_READY, "2000", host -> host.expect("\r\nAT command ready\r\n")
                        .exchange("ATE0;+CPIN?;+CGATT=1\r", "ATE0;+CPIN?;+CGATT=1\r\r\n+CPIN: READY\r\n\r\nOK\r\n")
                        .expect("\r\n+SIM READY\r\n")),
                fromBoot(
                        Switch.CPIN_AT_BOOT,
                        "wait",
                        host -> host.exchange(
                                "AT+CPIN?\r", "AT+CPIN?\r\r\n+CPIN: READY\r\n\r\nOK\r\n\r\n+SIM READY\r\n"),
                        "banner-time=999999999",
                        "sim-time=2000"),
                fromBoot(
                        Switch.CPIN_AT_BOOT,
                        "busy",
                        host -> host.exchange("AT+CMEE=1;+CPIN?\r", "AT+CMEE=1;+CPIN?\r\r\n+CME ERROR: 14\r\n"),
                        "banner-time=999999999",
                        "sim-time=999999999"),
                fromBoot(Switch.BANNER, "at-command-ready", host -> host.expect("\r\nAT command ready\r\n")),
                fromBoot(Switch.BANNER, "at-ready", host -> host.expect("\r\nAT READY\r\n")),
                fromBoot(Switch.BANNER, "none", host -> host.exchange("AT\r", "AT\r\r\nOK\r\n")),
                fromBoot(Switch.POWER, "connection", host -> host.expect(READY)),
                fromBoot(Switch.POWER, "start", host -> host.exchange("AT\r", "AT\r\r\nOK\r\n")),
                of(Switch.MODULE_LIFE, "lasting", host -> host.reconnect("AT\r").expect("\r\nOK\r\n")),
                of(Switch.MODULE_LIFE, "connection", host -> host.online()
                        .reconnect("")
                        .expect(READY)
                        .exchange("AT+MIPCALL?\r", "AT+MIPCALL?\r\r\n+MIPCALL: 0\r\n\r\nOK\r\n")));
    }
}
