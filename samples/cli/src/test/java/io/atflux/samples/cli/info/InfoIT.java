package io.atflux.samples.cli.info;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atflux.samples.cli.FakeModem;
import io.atflux.samples.cli.Run;
import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.server.ModemServer;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.test.Proofs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program's {@code info} with the virtual module, and with modems that do not answer. */
@Timeout(60)
class InfoIT {

    private static final String NOTHING_OPEN = "{\"type\":\"info\",\"manufacturer\":\"Fibocom Wireless Inc.\","
            + "\"model\":\"L610-CN-62-36\",\"revision\":\"16000.1208.00.86.02.02\",\"imei\":\"861234050000010\","
            + "\"sim\":\"READY\",\"imsi\":\"46004**********\",\"operator\":\"CHINA MOBILE\",\"technology\":\"LTE\","
            + "\"rssi\":25,\"dbm\":-63,\"registration\":\"HOME\",\"bearer\":null,\"mqtt\":[],\"bearerState\":\"DOWN\"}\n";

    private static ModemServer module(String... moved) throws IOException {
        Switches switches = Switches.quick();
        for (String one : moved) {
            switches = switches.with(one);
        }
        return ModemServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), switches, new FakeUplink());
    }

    private static int freePort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }

    private static String url(ModemServer server) {
        return "tcp://127.0.0.1:" + server.address().getPort();
    }

    @Test
    void aModuleTellsAllOfItsContractInOrder() throws Exception {
        try (ModemServer server = module()) {
            Run run = Run.of("info", "--json", url(server));

            assertThat(run.out()).isEqualTo(NOTHING_OPEN);
            assertThat(run.err()).isEmpty();
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void anAddressAndAnOpenClientAreTold() throws Exception {
        try (ModemServer server = module()) {
            Run open = Run.of(
                    "send",
                    "--urcs",
                    "--linger",
                    "500ms",
                    url(server),
                    "AT+MIPCALL=1",
                    "AT+MQTTUSER=1,\"u\",\"p\"",
                    "AT+MQTTOPEN=1,\"broker.example\",1883,0,60");
            assertThat(open.out()).contains("+MQTTOPEN: 1,1");

            assertThat(Run.of("info", "--json", url(server)).out())
                    .contains("\"bearer\":\"10.104.48.68\",\"mqtt\":[1],\"bearerState\":\"UP\"");
            assertThat(Run.of("info", url(server)).out()).isEqualToNormalizingNewlines("""
                            manufacturer  Fibocom Wireless Inc.
                            model         L610-CN-62-36
                            revision      16000.1208.00.86.02.02
                            IMEI          861234050000010
                            SIM           READY
                            IMSI          46004**********
                            operator      CHINA MOBILE (LTE)
                            signal        -63 dBm (25 of 31)
                            registration  registered, home network (+CGREG)
                            bearer        10.104.48.68
                            MQTT          open: client 1
                            """);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cpin=not-inserted,sim,SIM not inserted",
        "cpin=busy,sim,SIM busy",
        "cpin=pin,sim,SIM PIN",
        "cpin=puk,sim,SIM PUK",
        "registration=3,registration,DENIED",
        "registration=2,registration,SEARCHING",
        "registration=5,registration,ROAMING",
        "bearer=stale,bearerState,STALE",
        "error=AT+MQTTOPEN:9,mqtt,null",
        "error=AT+CGMI:9,manufacturer,null",
        "error=AT+MIPCALL:9,bearer,null",
        "error=AT+CSQ:9,dbm,null"
    })
    void whatAModuleSuffersFromOrRefusesIsOneFieldOfTheRest(String moved, String field, String value) throws Exception {
        try (ModemServer server = module(moved)) {
            Run run = Run.of("info", "--json", url(server));

            assertThat(run.status()).as(run.err()).isZero();
            JsonNode info = run.objects().get(0);
            assertThat(info.get(field).asText()).isEqualTo(value);
            assertThat(info.get("model").asText()).isEqualTo("L610-CN-62-36");
        }
    }

    @Test
    void aMissingCardIsToldInWords() throws Exception {
        try (ModemServer server = module("cpin=not-inserted")) {
            assertThat(Run.of("info", url(server)).out())
                    .contains("SIM           not known: SIM not inserted", "IMSI          not known: ")
                    .contains(
                            "operator      none",
                            "signal        ",
                            "bearer        none",
                            "MQTT          no client is open")
                    .doesNotContain("460046616008063");
        }
    }

    @Test
    void errorsAreSetBackToWhatTheyWere() throws Exception {
        try (ModemServer server = module()) {
            for (String setting : List.of("0", "1", "2")) {
                Run.of("send", "--no-init", url(server), "ATE0", "AT+CMEE=" + setting);
                assertThat(Run.of("info", url(server)).status()).isZero();

                assertThat(Run.of("send", "--no-init", url(server), "AT+CMEE?").out())
                        .contains("+CMEE: " + setting);
            }
        }
    }

    @Test
    void nothingIsSentThatChangesAnythingElse() throws Exception {
        FakeModem.Script script = (line, m) -> m.say(
                switch (line) {
                    case "AT+CMEE?" -> "\r\n+CMEE: 1\r\n\r\nOK\r\n";
                    case "AT", "ATE0", "AT+CMEE=2", "AT+CMEE=1" -> "\r\nOK\r\n";
                    default -> Proofs.is(line) ? Proofs.answer(line) : "\r\nERROR\r\n";
                });
        try (FakeModem modem = new FakeModem(script)) {
            Run run = Run.of("info", "--json", modem.url());

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.objects().get(0).toString().replace('"', '\''))
                    .isEqualTo(
                            "{'type':'info','manufacturer':null,'model':null,'revision':null,'imei':null,'sim':'ERROR',"
                                    + "'imsi':null,'operator':null,'technology':null,'rssi':null,'dbm':null,'registration':null,"
                                    + "'bearer':null,'mqtt':null,'bearerState':null}");
            assertThat(modem.heard().stream().filter(line -> !Proofs.is(line)).distinct())
                    .containsExactly(
                            "AT",
                            "ATE0",
                            "AT+CMEE?",
                            "AT+CMEE=2",
                            "AT+CGMI?",
                            "AT+CGMM?",
                            "AT+CGMR?",
                            "AT+CGSN",
                            "AT+CPIN?",
                            "AT+CIMI?",
                            "AT+COPS?",
                            "AT+CSQ?",
                            "AT+CGREG?",
                            "AT+CEREG?",
                            "AT+CREG?",
                            "AT+MIPCALL?",
                            "AT+MQTTOPEN?",
                            "AT+CMEE=1");
        }
    }

    @Test
    void aSilentModemIsAnError() throws Exception {
        try (FakeModem modem = FakeModem.silent()) {
            Run run = Run.of("info", "--json", "--timeout", "500ms", modem.url());

            assertThat(run.shapes())
                    .containsExactly(
                            "{'type':'error','command':null,'error':'TIMEOUT','outcome':'UNKNOWN','lines':[]}");
            assertThat(run.err()).startsWith("atflux: ");
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @Test
    void aModemThatFallsSilentIsAnErrorAndTheWaitIsTold() throws Exception {
        FakeModem.Script script = (line, m) -> {
            if (Proofs.is(line)) {
                m.say(Proofs.answer(line));
            } else if (!line.startsWith("AT+C") || line.startsWith("AT+CMEE")) {
                m.say("\r\nOK\r\n");
            }
        };
        try (FakeModem modem = new FakeModem(script)) {
            Run run = Run.of("info", "--timeout", "3s", modem.url());

            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("atflux: waiting for the manufacturer: 2 s of 3 s");
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @Test
    void noConnectionAndABadRequestHaveTheStatusOfSend() throws Exception {
        int port = freePort();
        assertThat(Run.of("info", "tcp://127.0.0.1:" + port).status()).isEqualTo(3);
        assertThat(Run.of("info", "--json", "tcp://127.0.0.1:" + port).shapes())
                .containsExactly(
                        "{'type':'error','command':null,'error':'CONNECTION','outcome':'NOT_SENT','lines':[]}");
        assertThat(Run.of("info", "nonsense").status()).isEqualTo(2);
        assertThat(Run.of("info", "--timeout", "0s", "tcp://127.0.0.1:1").status())
                .isEqualTo(2);
        assertThat(Run.of("info").status()).isEqualTo(2);
    }

    @Test
    void aDialInThatDoesNotComeIsToldWhileItIsWaitedFor() throws Exception {
        Run run = Run.of("info", "listen://127.0.0.1:" + freePort() + "?connect-timeout=3s&linger=1s");

        assertThat(run.err()).contains("atflux: waiting for the connection: 2 s");
        assertThat(run.status()).isEqualTo(3);
    }

    @Test
    void theFarEndsOwnWordsAreTold() throws Exception {
        try (FakeModem modem = new FakeModem("Port already in use\r\n", (line, m) -> {})) {
            Run run = Run.of("info", "--timeout", "500ms", modem.url());

            assertThat(run.err()).contains("the other end said: Port already in use");
        }
    }
}
