package io.atflux.samples.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atflux.samples.cli.Run;
import io.atflux.samples.e2e.Site;
import io.atflux.samples.modem.uplink.OpenRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program's findings for a module without faults or with minor ones; it leaves the module's state unchanged. */
@Timeout(120)
class DoctorIT {

    private static final List<String> NAMES =
            List.of("line", "modem", "sim", "network", "bearer", "clock", "mqtt", "dns", "tcp", "broker");

    private static List<String> names(Run run) throws Exception {
        return run.objects().stream().map(check -> check.get("name").asText()).toList();
    }

    private static void setApn(Patient patient) {
        patient.ask("AT+CGDCONT=1,\"IP\",\"cmnet\"");
    }

    @Test
    void aModuleThatIsWellPassesEachCheckInOrder() throws Exception {
        try (Patient patient = new Patient()) {
            setApn(patient);
            Run run = patient.examine("--broker", Patient.BROKER);

            assertThat(names(run)).isEqualTo(NAMES);
            assertThat(run.objects()).allSatisfy(check -> {
                assertThat(check.get("type").asText()).isEqualTo("check");
                assertThat(check.get("result").asText()).as(check.toString()).isEqualTo("OK");
                assertThat(check.get("cause").isNull()).isTrue();
                assertThat(check.get("cure").isNull()).isTrue();
                assertThat(check.has("said")).isTrue();
                assertThat(check.has("causes")).isFalse();
            });
            assertThat(run.status()).isZero();
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void peopleReadOneLineACheckAndWhatToDo() throws Exception {
        try (Patient patient = new Patient("cpin=not-inserted")) {
            Run run = Run.of("doctor", "--timeout", "1s", patient.url());

            assertThat(run.out()).isEqualToNormalizingNewlines("""
                            OK       line     open
                            OK       modem    L610-CN-62-36, firmware 16000.1208.00.86.02.02
                            FAIL     sim      there is no SIM
                                              cause: SIM_MISSING
                                              said:  +CME ERROR: 10 (SIM not inserted)
                                              to do: Insert a SIM.
                            SKIPPED  network  not checked, for sim comes first
                            SKIPPED  bearer   not checked, for network comes first
                            OK       clock    right to within a day
                            OK       mqtt     no client is open
                            SKIPPED  dns      not checked, for bearer comes first
                            SKIPPED  tcp      not checked, for bearer comes first
                            SKIPPED  broker   not checked, for bearer comes first
                            """);
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'csq=5,99',network,,the signal is weak",
        "registration=5,network,,it roams",
        "'echo-noise=1,2,3,4,5,6,7,8',modem,LINE_NOISE,bytes came that are no text",
        "error=AT+CMEE=2:99,modem,,does not tell the reasons of errors",
        "calendar=wrong,clock,TLS_CLOCK,so that no certificate is valid",
        "error=AT+MQTTOPEN:99,mqtt,,does not tell which",
    })
    void aDoubtIsAWarningAndNoFailure(String moved, String name, String cause, String finding) throws Exception {
        try (Patient patient = new Patient(moved)) {
            Run run = patient.examine();

            JsonNode check = Patient.check(run, name);
            assertThat(check.get("result").asText()).as(run.out()).isEqualTo("WARN");
            assertThat(check.get("cause").isNull() ? null : check.get("cause").asText())
                    .isEqualTo(cause);
            assertThat(check.get("finding").asText()).contains(finding);
            assertThat(check.get("cure").asText()).isNotBlank();
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void anotherAccessPointThanTheUsualIsADoubt() throws Exception {
        try (Patient patient = new Patient()) {
            patient.ask("AT+CGDCONT=1,\"IP\",\"cmiot\"");
            JsonNode check = Patient.check(patient.examine(), "bearer");
            assertThat(check.get("result").asText()).isEqualTo("WARN");
            assertThat(check.get("finding").asText())
                    .contains("the access point is cmiot, the usual one of this SIM's operator is cmnet");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2"})
    void whatItChangesItSetsBack(String errors) throws Exception {
        try (Patient patient = new Patient()) {
            patient.ask("ATE0", "AT+CMEE=" + errors);
            Run run = patient.examine("--broker", Patient.BROKER);

            assertThat(run.status()).as(run.out()).isZero();
            String now = patient.ask("AT+CMEE?", "AT+MIPCALL?", "AT+MQTTOPEN?", "AT+MIPCLOSE?", "AT+MQTTUSER?");
            assertThat(now).contains("+CMEE: " + errors, "+MIPCALL: 0", "+MQTTOPEN: 0", "+MIPCLOSE: 0");
            assertThat(now).contains("+MQTTUSER: 2,\"\",\"\",\"861234050000010\"");
            assertThat(patient.network.openSockets()).isZero();
            assertThat(patient.network.connected()).isZero();
        }
    }

    @Test
    void aNetworkThatIsWaitedForIsToldOf() throws Exception {
        try (Patient patient = new Patient("registration=2")) {
            Run run = Run.of("doctor", "--timeout", "3s", patient.url());

            assertThat(run.err()).contains("atflux: waiting for the network: 2 s of 3 s");
        }
    }

    @Test
    void aBearerThatWasUpStaysUp() throws Exception {
        try (Patient patient = new Patient("bearer=up")) {
            setApn(patient);
            assertThat(Patient.check(patient.examine(), "bearer").get("finding").asText())
                    .isEqualTo("up, with the address 10.104.48.68");
            assertThat(patient.ask("AT+MIPCALL?")).contains("+MIPCALL: 1,10.104.48.68");
        }
    }

    @Test
    void theRadioStaysOffAndThePinUnentered() throws Exception {
        try (Patient patient = new Patient("cpin=pin")) {
            patient.examine();
            assertThat(patient.ask("AT+CPIN?")).contains("+CPIN: SIM PIN");
            assertThat(Patient.check(patient.examine("--pin", "1234"), "sim")
                            .get("result")
                            .asText())
                    .isEqualTo("OK");
            patient.server.modem(0).faults().radio(0);
            patient.examine();
            assertThat(patient.ask("AT+CFUN?")).contains("+CFUN: 0");
        }
    }

    @Test
    void theBrokerSeesAnIdentityThatIsNotTheDevices() throws Exception {
        try (Patient patient = new Patient()) {
            Run run = patient.examine("--broker", Patient.BROKER);

            OpenRequest request = patient.network.opens().get(0);
            assertThat(request.clientId()).matches("atflux-doctor-[0-9a-f]{8}");
            assertThat(request.cleanSession()).isTrue();
            assertThat(Patient.check(run, "broker").get("finding").asText()).contains(request.clientId());
            patient.examine("--broker", Patient.BROKER);
            assertThat(patient.network.opens().get(1).clientId()).isNotEqualTo(request.clientId());
        }
    }

    @Test
    void anMqttClientOfSomebodyElseIsLeftAlone() throws Exception {
        try (Patient patient = new Patient("bearer=up")) {
            setApn(patient);
            patient.ask("AT+MQTTUSER=2,\"u\",\"p\"", "AT+MQTTOPEN=2,\"broker.example\",1883,0,60");
            Run run = patient.examine("--broker", Patient.BROKER);

            assertThat(Patient.check(run, "mqtt").get("result").asText()).isEqualTo("WARN");
            assertThat(Patient.check(run, "broker").get("result").asText()).isEqualTo("OK");
            assertThat(patient.ask("AT+MQTTOPEN?")).contains("+MQTTOPEN: 2");

            patient.ask("AT+MQTTUSER=1,\"u\",\"p\"", "AT+MQTTOPEN=1,\"broker.example\",1883,0,60");
            assertThat(Patient.check(patient.examine("--broker", Patient.BROKER), "broker")
                            .get("result")
                            .asText())
                    .isEqualTo("SKIPPED");
            assertThat(patient.ask("AT+MQTTOPEN?")).contains("+MQTTOPEN: 1,2");
        }
    }

    @Test
    void noSecretIsShown() throws Exception {
        try (Patient patient = new Patient("cpin=pin", "pin=4321")) {
            Run run = patient.examine("-v", "--pin", "4321", "--broker", "mqtt://u:s3cr3t@broker.example");

            assertThat(run.out() + run.err()).doesNotContain("4321", "s3cr3t");
        }
    }

    @Test
    void requestsThatCannotBeAreRefusedBeforeAnythingIsSent() throws Exception {
        try (Patient patient = new Patient()) {
            for (List<String> wrong : List.of(
                    List.of("--broker", "http://broker.example"),
                    List.of("--pin", "12"),
                    List.of("--apn", "a b"),
                    List.of("--replay", "no-such-file"),
                    List.of("--user", "a", "--broker", "mqtt://u@h"))) {
                Run run = patient.examine(wrong.toArray(String[]::new));
                assertThat(run.status()).as(wrong.toString()).isEqualTo(2);
                assertThat(run.err()).startsWith("atflux: ");
                assertThat(run.objects().get(0).get("error").asText()).isEqualTo("USAGE");
            }
            assertThat(Run.of("doctor").status()).isEqualTo(2);
            assertThat(Run.of("doctor", "nonsense").status()).isEqualTo(2);
            assertThat(patient.network.opens()).isEmpty();
        }
    }

    @Test
    void aRealBrokerAcceptsOrRefuses() throws Exception {
        try (Patient patient = new Patient(Site.UPLINK)) {
            String password = Site.PASSWORD.replace("=", "%3D");
            String place = "@127.0.0.1:" + Site.BROKER.port();
            Run well = patient.examine("--broker", "mqtt://g510%2Ftest1:" + password + place);
            assertThat(well.status()).as(well.out()).isZero();
            assertThat(Patient.check(well, "dns").get("result").asText()).isEqualTo("SKIPPED");
            assertThat(Patient.check(well, "tcp").get("result").asText()).isEqualTo("OK");
            assertThat(Patient.check(well, "broker").get("result").asText()).isEqualTo("OK");

            Run refused = patient.examine("--broker", "mqtt://g510%2Ftest1:wrong" + place);
            assertThat(Patient.causes(refused)).containsExactly("BROKER_REFUSED", "CREDENTIALS_REFUSED");
            assertThat(refused.status()).isEqualTo(1);

            Run nobody = patient.examine("--broker", "mqtt://no-such-host.invalid");
            assertThat(Patient.causes(nobody)).containsExactly("BROKER_UNREACHABLE");
            assertThat(Patient.check(nobody, "dns").get("result").asText()).isEqualTo("FAIL");
        }
    }
}
