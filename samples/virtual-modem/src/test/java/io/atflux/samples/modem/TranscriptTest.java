package io.atflux.samples.modem;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.memory.MemoryLine;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Recorded output of real modules, line by line: 115200 baud, echo on, blank lines left out. The virtual module prints
 * the same lines, and no others, with the values of each run set as switches.
 */
class TranscriptTest {

    private static final String NOISE = "\u00FF\u00FE\u00F8\u0080\u00FF";
    private static final String USER = "000000000000000000000000_agent_2026_7_10";
    private static final String SECRET = "0123456789abcdef".repeat(4);
    private static final String HOST = "0000000000.st1.iotda-device.cn-north-4.myhuaweicloud.com";
    private static final String OPEN = "AT+MQTTOPEN=1,\"" + HOST + "\",1883,0,120";

    private final FakeUplink network = new FakeUplink();
    private final List<String> differences = new ArrayList<>();

    private MemoryLine module(String... switches) {
        Switches positions = Switches.defaults().with("autobaud=off");
        for (String moved : switches) {
            positions = positions.with(moved);
        }
        MemoryLine line = new MemoryLine(positions, network);
        assertThat(line.after(Duration.ofSeconds(10))).isEqualTo("\r\nAT command ready\r\n\r\n+SIM READY\r\n");
        return line;
    }

    /** One command and all lines printed until the next one, its echo first. */
    private void plays(MemoryLine line, String command, String... printed) {
        line.send(command + "\r");
        List<String> seen = Arrays.stream(line.after(Duration.ofSeconds(5)).split("[\r\n]+"))
                .filter(text -> !text.isEmpty())
                .toList();
        List<String> real = new ArrayList<>(List.of(printed));
        if (!seen.equals(real)) {
            differences.add(command + ": " + real + " but here " + seen);
        }
    }

    @Test
    void bearerThatIsUpAlready() {
        MemoryLine line = module("csq=31,99", "operator=CHN-UNICOM", "bearer=up");
        plays(line, "AT+CPIN?", "AT+CPIN?", "+CPIN: READY", "OK");
        plays(line, "AT+CSQ", "AT+CSQ", "+CSQ: 31,99", "OK");
        plays(line, "AT+CREG?", "AT+CREG?", "+CREG: 0,1", "OK");
        plays(line, "AT+COPS?", "AT+COPS?", "+COPS: 0,0,\"CHN-UNICOM\",7", "OK");
        plays(line, "AT+CGDCONT=1,\"IP\",\"UNINET\"", "AT+CGDCONT=1,\"IP\",\"UNINET\"", "OK");
        plays(line, "AT+CGATT=1", "AT+CGATT=1", "OK");
        plays(line, "AT+MIPCALL=1,\"UNINET\"", "AT+MIPCALL=1,\"UNINET\"", "ERROR");
        assertThat(differences).isEmpty();
    }

    @Test
    void justBootedAndRefusedByTheBroker() {
        MemoryLine line = module("registration=0,1@12000", "ip=10.72.126.184", "echo-noise=7", "dial=lost");
        network.refuseNext(new Refusal(Refusal.Kind.BROKER, 4, "bad user name or password"));
        String user = "AT+MQTTUSER=1,\"" + USER + "\",\"" + SECRET + "\",\"" + USER + "_0_0_946694308\"";

        line.send("AT+CPIN?\r");
        assertThat(line.after(Duration.ofMillis(50))).isEqualTo("AT+CPIN?\r\r\n+CPIN: READY\r\n\r\nOK\r\n");
        line.send("AT+CSQ\r");
        assertThat(line.after(Duration.ofMillis(50))).isEqualTo("AT+CSQ\r\r\n+CSQ: 0,0\r\n\r\nOK\r\n");
        line.send("AT+CREG?\r");
        assertThat(line.after(Duration.ofMillis(50))).isEqualTo("AT+CREG?\r\r\n+CREG: 0,0\r\n\r\nOK\r\n");
        plays(line, "AT+CGDCONT=1,\"IP\",\"UNINET\"", "AT+CGDCONT=1,\"IP\",\"UNINET\"", "OK");
        plays(line, "AT+CGATT=1", "AT+CGATT=1", "OK");
        plays(line, "AT+MIPCALL=1,\"UNINET\"", "AT+MIPCALL=1,\"UNINET\"", "OK");
        plays(line, "AT+CGPADDR=1", NOISE + "AT+CGPADDR=1", "+CGPADDR: 1,\"10.72.126.184\"", "OK");
        plays(line, user, user, "OK");
        plays(line, OPEN, OPEN, "OK", "+MQTTOPEN: 1,0");
        line.after(Duration.ofSeconds(152));
        plays(line, "AT\rAT\rAT\rAT", "AT", "OK", "AT", "OK", "AT", "OK", "AT", "OK");
        assertThat(differences).isEmpty();
    }

    @Test
    void openAcceptedByTheBroker() {
        MemoryLine line = module("csq=31,99", "ip=10.101.218.186", "dial=lost");
        String user = "AT+MQTTUSER=1,\"" + USER + "\",\"" + SECRET + "\",\"" + USER + "_0_0_2026071918\"";
        plays(line, "AT+CPIN?", "AT+CPIN?", "+CPIN: READY", "OK");
        plays(line, "AT+CSQ", "AT+CSQ", "+CSQ: 31,99", "OK");
        plays(line, "AT+CREG?", "AT+CREG?", "+CREG: 0,1", "OK");
        plays(line, "AT+CGDCONT=1,\"IP\",\"UNINET\"", "AT+CGDCONT=1,\"IP\",\"UNINET\"", "OK");
        plays(line, "AT+CGATT=1", "AT+CGATT=1", "OK");
        plays(line, "AT+MIPCALL=1,\"UNINET\"", "AT+MIPCALL=1,\"UNINET\"", "OK");
        plays(line, "AT+CGPADDR=1", "AT+CGPADDR=1", "+CGPADDR: 1,\"10.101.218.186\"", "OK");
        plays(line, user, user, "OK");
        plays(line, OPEN, OPEN, "OK", "+MQTTOPEN: 1,1");
        assertThat(differences).isEmpty();
    }

    @Test
    void noticeOfTheCardInTheMidstOfALongCommand() {
        Switches late = Switches.defaults()
                .with("autobaud=off")
                .with("sim-ready=5000")
                .with("registration=0,1@6000")
                .with("urc-during-command=interleave");
        MemoryLine line = new MemoryLine(late, network);
        assertThat(line.after(Duration.ofSeconds(5))).isEqualTo("\r\nAT command ready\r\n");
        plays(line, "AT+CGATT=1", "AT+CGATT=1", "+SIM READY", "OK");
        assertThat(differences).isEmpty();
    }
}
