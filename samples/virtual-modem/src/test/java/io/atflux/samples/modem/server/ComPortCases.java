package io.atflux.samples.modem.server;

import static io.atflux.samples.modem.server.ComPortWords.AGREEMENT;
import static io.atflux.samples.modem.server.ComPortWords.BINARY;
import static io.atflux.samples.modem.server.ComPortWords.COM_PORT;
import static io.atflux.samples.modem.server.ComPortWords.DO;
import static io.atflux.samples.modem.server.ComPortWords.DONT;
import static io.atflux.samples.modem.server.ComPortWords.GO_AHEAD;
import static io.atflux.samples.modem.server.ComPortWords.NOTICES;
import static io.atflux.samples.modem.server.ComPortWords.PROPOSAL;
import static io.atflux.samples.modem.server.ComPortWords.READY_STATE;
import static io.atflux.samples.modem.server.ComPortWords.WILL;
import static io.atflux.samples.modem.server.ComPortWords.WONT;
import static io.atflux.samples.modem.server.ComPortWords.agreed;
import static io.atflux.samples.modem.server.ComPortWords.comPort;
import static io.atflux.samples.modem.server.ComPortWords.speed;

import io.atflux.samples.modem.switches.Switch;
import java.time.Duration;
import java.util.List;

/** The serial server, and the effects of its line to the module. */
final class ComPortCases {

    private static final String OK = "\r\nOK\r\n";
    private static final String UP = "\r\n+MIPCALL: 1,10.104.48.68\r\n\r\nOK\r\n";

    private ComPortCases() {}

    static List<SwitchCase> cases() {
        return List.of(
                SwitchCase.ofComPort(Switch.SPEED_MISMATCH, "garbles", host -> agreed(host)
                        .exchange(speed(1, 9600), speed(101, 9600))
                        .send("AT+CSQ\r")
                        .exchange(speed(1, 115_200) + "AT\r", speed(101, 115_200) + OK)),
                SwitchCase.ofComPort(Switch.SPEED_MISMATCH, "harmless", host -> agreed(host)
                        .exchange(speed(1, 9600), speed(101, 9600))
                        .exchange("AT\r", OK)),
                SwitchCase.ofComPort(
                        Switch.HANG_UP,
                        "calls",
                        host -> agreed(host)
                                .exchange("AT&D2\r", OK)
                                .exchange(comPort(5, 9), comPort(105, 9))
                                .exchange("AT+MIPCALL?\r", UP),
                        "bearer=up"),
                SwitchCase.ofComPort(
                        Switch.HANG_UP,
                        "bearer",
                        host -> agreed(host)
                                .exchange("AT&D1\r", OK)
                                .exchange(comPort(5, 9) + comPort(5, 8), comPort(105, 9) + comPort(105, 8))
                                .exchange("AT+MIPCALL?\r", UP)
                                .exchange("AT&D2\r", OK)
                                .exchange(comPort(5, 9), comPort(105, 9) + "\r\n+MIPCALL: 0\r\n")
                                .nothingMore(),
                        "bearer=up"),
                SwitchCase.ofComPort(Switch.COM_PORT_ANSWERS, "all", host -> agreed(host)
                        .exchange(
                                speed(1, 115_200) + comPort(5, 8) + comPort(5, 11),
                                speed(101, 115_200) + comPort(105, 8) + comPort(105, 11))),
                SwitchCase.ofComPort(Switch.COM_PORT_ANSWERS, "no-wires", host -> agreed(host)
                        .exchange(comPort(5, 8) + comPort(5, 11) + comPort(2, 8), comPort(102, 8))),
                SwitchCase.ofComPort(Switch.COM_PORT_ANSWERS, "none", host -> agreed(host)
                        .send(comPort(5, 8) + comPort(2, 8) + speed(1, 9600) + "AT\r" + speed(1, 115_200))
                        .nothingMore()),
                SwitchCase.ofComPort(Switch.COM_PORT_SPEED, "asked", host -> agreed(host)
                        .exchange(speed(1, 57_600), speed(101, 57_600))
                        .exchange(speed(1, 12_345), speed(101, 57_600))),
                SwitchCase.ofComPort(
                        Switch.COM_PORT_SPEED,
                        "9600",
                        host -> host.expect(PROPOSAL + NOTICES)
                                .exchange(AGREEMENT, READY_STATE)
                                .exchange(speed(1, 0), speed(101, 9600))
                                .exchange(speed(1, 57_600), speed(101, 9600))
                                .exchange("AT\r", "AT\r\r\nOK\r\n"),
                        "speed-mismatch=harmless"),
                SwitchCase.ofComPort(
                        Switch.COM_PORT_STATES, "changes", host -> agreed(host).exchange("AT\r", OK)),
                SwitchCase.ofComPort(Switch.COM_PORT_STATES, "lines", host -> host.expect(PROPOSAL + NOTICES)
                        .exchange(AGREEMENT, READY_STATE)
                        .exchange("ATE0\r", "ATE0\r" + READY_STATE + "\r\nOK\r\n")
                        .exchange("AT\r", "\r\nO" + READY_STATE + "K\r\n")),
                SwitchCase.ofComPort(
                        Switch.COM_PORT_PAUSE, "0", host -> agreed(host).exchange("AT\r", OK)),
                SwitchCase.ofComPort(Switch.COM_PORT_PAUSE, "60", host -> host.expect(PROPOSAL + NOTICES)
                        .exchange(AGREEMENT, READY_STATE)
                        .exchangeNotBefore(
                                Duration.ofMillis(60), "AT\r", comPort(108) + "AT\r\r\nOK\r\n" + comPort(109))),
                SwitchCase.ofComPort(Switch.COM_PORT_BINARY, "agreed", host -> agreed(host)
                        .exchange("AT+GTSSLFILE=\"CAFILE\",4\r", "\r\n> ")
                        .exchange("a\r\0b", OK)
                        .exchange("ATE1\r", OK)
                        .exchange("AT\r", "AT\r\r\nOK\r\n")),
                SwitchCase.ofComPort(Switch.COM_PORT_BINARY, "refused", host -> host.expect(
                                DO + COM_PORT + WILL + GO_AHEAD + DO + GO_AHEAD + NOTICES)
                        .exchange(
                                WILL + COM_PORT + DO + BINARY + WILL + BINARY,
                                READY_STATE + WONT + BINARY + DONT + BINARY)
                        .exchange("AT\r\0", "AT\r\0\r\nOK\r\n")
                        .exchange("ATE0\r\n", "ATE0\r\0\r\nOK\r\n")
                        .exchange("AT+GTSSLFILE=\"CAFILE\",4\r\0", "\r\n> ")
                        .exchange("a\r\0bc", OK)));
    }
}
