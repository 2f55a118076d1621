package io.atflux.samples.modem;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.memory.MemoryLine;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.OpenRequest;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The session of the vendor's guide, line by line, with a real module's timing and every switch at its default. */
class ReferenceSessionTest {

    private static final Duration LONG = Duration.ofSeconds(3);

    private final FakeUplink network = new FakeUplink();
    private final MemoryLine line = new MemoryLine(Switches.defaults(), network);

    @Test
    void runsAsTheGuidePrintsIt() {
        start();
        attach();
        ask("AT+MQTTUSER=1,\"g510/test1\",\"LeKH43ojswwzINS15EGImf5JluPkCv9cPnu1DQUxGOk=\"", "");
        ask("AT+MQTTWILL=1,\"test1\",0,0,\"disconnect unexpectedly\"", "");
        line.send("AT+MQTTOPEN=1,\"g510.mqtt.iot.bj.baidubce.com\",1883,0,60\r");
        assertThat(line.after(LONG)).isEqualTo("\r\nOK\r\n\r\n+MQTTOPEN: 1,1\r\n");
        session();
        OpenRequest open = network.opens().get(0);
        assertThat(open.host()).isEqualTo("g510.mqtt.iot.bj.baidubce.com");
        assertThat(open.port()).isEqualTo(1883);
        assertThat(open.cleanSession()).isFalse();
        assertThat(open.keepAliveSeconds()).isEqualTo(60);
        assertThat(open.clientId()).isEqualTo("861234050000010");
        assertThat(open.user()).asString().isEqualTo("g510/test1");
        assertThat(open.password()).asString().isEqualTo("LeKH43ojswwzINS15EGImf5JluPkCv9cPnu1DQUxGOk=");
        assertThat(open.tls()).isNull();
    }

    @Test
    void runsWithCertificates() {
        start();
        attach();
        ask("AT+GTSSLVER?", "\r\n+GTSSLVER: 0\r\n");
        ask("AT+GTSSLVER=4", "");
        ask("AT+GTSSLVER?", "\r\n+GTSSLVER: 4\r\n");
        upload("CAFILE", 1220);
        upload("KEYFILE", 1679);
        upload("TRUSTFILE", 1758);
        line.send("AT+MQTTOPEN=1,\"g510.mqtt.iot.bj.baidubce.com\",8883,0,60,2\r");
        assertThat(line.after(LONG)).isEqualTo("\r\nOK\r\n\r\n+MQTTOPEN: 1,1\r\n");
        session();
        line.send("AT+MIPCALL=0\r");
        assertThat(line.after(LONG)).isEqualTo("\r\nOK\r\n\r\n+MIPCALL: 0\r\n");
        OpenRequest.Tls tls = Objects.requireNonNull(network.opens().get(0).tls());
        assertThat(tls.version()).isEqualTo(4);
        assertThat(tls.clientCertificate()).hasSize(1220);
        assertThat(tls.clientKey()).hasSize(1679);
        assertThat(tls.trust()).hasSize(1758);
    }

    private void start() {
        line.send("AT\r");
        assertThat(line.after(LONG)).isEqualTo("\r\nAT command ready\r\n\r\n+SIM READY\r\n");
        line.send("AT\r");
        assertThat(line.after(LONG)).isEqualTo("AT\r\r\nOK\r\n");
        line.send("ATE0\r");
        assertThat(line.after(LONG)).isEqualTo("ATE0\r\r\nOK\r\n");
    }

    private void attach() {
        ask("AT+GTRAT=6,3,2", "");
        ask("AT+CFUN=1", "");
        ask("AT+CPIN?", "\r\n+CPIN: READY\r\n");
        ask("AT+CIMI?", "\r\n+CIMI: 460046616008063\r\n");
        ask("AT+CGDCONT=1,\"IP\",\"cmnet\"", "");
        ask("AT+CSQ?", "\r\n+CSQ: 25,99\r\n");
        ask("AT+COPS?", "\r\n+COPS: 0,0,\"CHINA MOBILE\",7\r\n");
        ask("AT+CGREG?", "\r\n+CGREG: 0,1\r\n");
        ask("AT+CEREG?", "\r\n+CEREG: 0,1\r\n");
        ask("AT+CREG?", "\r\n+CREG: 0,1\r\n");
        ask("AT+MIPCALL?", "\r\n+MIPCALL: 0\r\n");
        line.send("AT+MIPCALL=1\r");
        assertThat(line.after(LONG)).isEqualTo("\r\nOK\r\n\r\n+MIPCALL: 10.104.48.68\r\n");
        ask("AT+MIPCALL?", "\r\n+MIPCALL: 1,10.104.48.68\r\n");
    }

    private void session() {
        line.send("AT+MQTTSUB=1,\"test1\",0\r");
        assertThat(line.after(LONG)).isEqualTo("\r\nOK\r\n\r\n+MQTTSUB: 1,1\r\n");
        line.send("AT+MQTTPUB=1,\"test1\",0,0,\"123\"\r");
        assertThat(line.after(LONG)).isEqualTo("\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n\r\n+MQTTMSG: 1, 0, test1, 123\r\n");
        line.send("AT+MQTTPUB=1,\"test1\",0,0,5\r");
        assertThat(line.after(LONG)).isEqualTo("\r\n> ");
        line.send("\"123\"");
        assertThat(line.after(LONG)).isEqualTo("\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n\r\n+MQTTMSG: 1, 0, test1, \"123\"\r\n");
        line.send("AT+MQTTUNSUB=1,\"test1\"\r");
        assertThat(line.after(LONG)).isEqualTo("\r\nOK\r\n\r\n+MQTTUNSUB: 1,1\r\n");
        line.send("AT+MQTTCLOSE=1\r");
        assertThat(line.after(LONG)).isEqualTo("\r\nOK\r\n\r\n+MQTTCLOSE: 1,1\r\n");
        assertThat(network.connected()).isZero();
    }

    private void upload(String file, int length) {
        line.send("AT+GTSSLFILE=\"" + file + "\"," + length + "\r");
        assertThat(line.after(LONG)).isEqualTo("\r\n> ");
        line.send("x".repeat(length - 1));
        assertThat(line.after(LONG)).isEmpty();
        line.send("y");
        assertThat(line.after(LONG)).isEqualTo("\r\nOK\r\n");
    }

    private void ask(String command, String information) {
        line.send(command + "\r");
        assertThat(line.after(LONG)).as(command).isEqualTo(information + "\r\nOK\r\n");
    }
}
