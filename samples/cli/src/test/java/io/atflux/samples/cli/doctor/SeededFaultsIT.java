package io.atflux.samples.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atflux.link.LinkCause;
import io.atflux.samples.cli.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault that the virtual module can simulate, and its finding: its cause, or the set of causes that cannot be
 * distinguished.
 */
@Timeout(120)
class SeededFaultsIT {

    /**
     * A fault.
     *
     * @param check the check that fails
     * @param causes the reported causes: one, or all that cannot be distinguished
     * @param said a part of the modem's words; empty for none
     * @param moved the switches that cause the fault
     * @param befalls an event that befalls the module before it is examined
     * @param options of the program
     */
    record Fault(
            String name,
            String check,
            Set<LinkCause> causes,
            String said,
            List<String> moved,
            Befalls befalls,
            List<String> options) {

        Fault when(Befalls other) {
            return new Fault(name, check, causes, said, moved, other, options);
        }

        Fault with(String... more) {
            return new Fault(name, check, causes, said, moved, befalls, List.of(more));
        }

        Fault broker() {
            return with("--broker", Patient.BROKER);
        }

        Fault tls() {
            return with("--broker", Patient.TLS_BROKER);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    interface Befalls {
        void it(Patient patient);
    }

    private static Fault fault(String name, String check, String causes, String said, String... moved) {
        Set<LinkCause> all = new TreeSet<>(
                Arrays.stream(causes.split(" ")).map(LinkCause::valueOf).toList());
        return new Fault(name, check, all, said, List.of(moved), patient -> {}, List.of());
    }

    static Stream<Fault> faults() {
        return Stream.of(
                fault("no SIM", "sim", "SIM_MISSING", "SIM not inserted", "cpin=not-inserted"),
                fault("SIM wants its PIN", "sim", "SIM_PIN_WANTED", "+CPIN: SIM PIN", "cpin=pin"),
                fault("a wrong PIN", "sim", "SIM_PIN_WRONG", "incorrect password", "cpin=pin")
                        .with("--pin", "9999"),
                fault("SIM wants its PUK", "sim", "SIM_PUK_WANTED", "+CPIN: SIM PUK", "cpin=puk"),
                fault("SIM busy", "sim", "SIM_BUSY", "SIM busy", "cpin=busy"),
                fault("SIM fails", "sim", "SIM_FAILURE", "SIM failure", "cpin=failure"),
                fault("SIM is wrong", "sim", "SIM_FAILURE", "SIM wrong", "cpin=wrong"),
                fault(
                        "no SIM, on a module that gives no reasons",
                        "sim",
                        "SIM_MISSING SIM_PIN_WANTED SIM_FAILURE SIM_BUSY",
                        "ERROR",
                        "cpin=not-inserted",
                        "error=AT+CMEE=2:99"),
                fault("radio off", "network", "RADIO_OFF", "+CFUN: 4")
                        .when(patient -> patient.server.modem(0).faults().radio(4)),
                fault("no signal", "network", "NO_SIGNAL", "99,99", "csq-unregistered=99,99", "registration=0"),
                fault("searches for ever", "network", "SEARCHING", "2 (SEARCHING)", "registration=2"),
                fault("registration denied", "network", "REGISTRATION_DENIED", "3 (DENIED)", "registration=3"),
                fault(
                        "not registered, and the module says no more",
                        "network",
                        "SEARCHING NO_SIGNAL REGISTRATION_DENIED",
                        "0 (NOT_SEARCHING)",
                        "registration=0"),
                fault(
                        "access point refused",
                        "bearer",
                        "APN_REFUSED BEARER_REFUSED",
                        "+MIPCALL: 0",
                        "apns=other.example"),
                fault("dial refused", "bearer", "APN_REFUSED BEARER_REFUSED", "CME ERROR: 3", "dial=error"),
                fault("bearer stale", "bearer", "BEARER_STALE", "+MIPCALL: 1,0.0.0.0", "bearer=stale"),
                fault("bearer busy for ever", "bearer", "APN_REFUSED BEARER_REFUSED", "+MIPCALL: 2")
                        .when(patient -> patient.server.modem(0).faults().holdBearer()),
                fault("no such name", "dns", "BROKER_UNREACHABLE", "918", "dns=unknown")
                        .broker(),
                fault("port refused", "tcp", "BROKER_UNREACHABLE", "+MIPOPEN: 6,0", "tcp=refused")
                        .broker(),
                fault(
                                "packets swallowed",
                                "tcp",
                                "BROKER_UNREACHABLE",
                                "+MIPOPEN: 6,0",
                                "tcp=unreachable",
                                "open-limit=500")
                        .broker(),
                fault(
                                "CONNACK 4, and the module does not say so",
                                "broker",
                                "CREDENTIALS_REFUSED BROKER_REFUSED",
                                "+MQTTOPEN: 2,0",
                                "open=code4")
                        .broker(),
                fault(
                                "CONNACK 4, told",
                                "broker",
                                "CREDENTIALS_REFUSED",
                                "bad user name",
                                "open=code4",
                                "open-answer=late")
                        .broker(),
                fault(
                                "CONNACK 5, told",
                                "broker",
                                "CREDENTIALS_REFUSED",
                                "not authorised",
                                "open=code5",
                                "open-answer=late")
                        .broker(),
                fault(
                                "CONNACK 3, told",
                                "broker",
                                "BROKER_REFUSED",
                                "server unavailable",
                                "open=code3",
                                "open-answer=late")
                        .broker(),
                fault(
                                "the broker takes connections and says nothing",
                                "broker",
                                "BROKER_UNREACHABLE BROKER_REFUSED",
                                "+MQTTOPEN: 2,0",
                                "server=silent",
                                "open-limit=21000")
                        .broker(),
                fault("TLS handshake", "broker", "TLS_FAILED", "+GTSSLERR: -7", "open=handshake")
                        .tls(),
                fault("certificate", "broker", "TLS_CERTIFICATE", "+GTSSLERR: -11", "open=certificate")
                        .tls(),
                fault("trust file missing", "broker", "TLS_CERTIFICATE", "+GTSSLERR: -19", "open=trust-file")
                        .tls(),
                fault("the module's clock", "broker", "TLS_CLOCK", "+GTSSLERR: -11", "calendar=wrong")
                        .when(patient -> patient.ask("AT+GTSSLMODE=1"))
                        .tls(),
                fault(
                                "certificate or clock, of which the module does not tell its time",
                                "broker",
                                "TLS_CERTIFICATE TLS_CLOCK",
                                "+GTSSLERR: -11",
                                "open=certificate",
                                "error=AT+CCLK:99")
                        .tls(),
                fault("module restarts", "bearer", "MODEM_REBOOTED", "", "reset=AT+CGDCONT:1"),
                fault(
                        "registration is refused to be told",
                        "network",
                        "MODEM_REFUSES",
                        "",
                        "error=AT+CREG:99,AT+CGREG:99,AT+CEREG:99"),
                fault("one question is not answered", "bearer", "MODEM_OUT_OF_STEP", "", "silent=AT+CGDCONT:99"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theCauseIsNamedWithItsCureOrTheSetThatCannotBeToldApart(Fault fault) throws Exception {
        try (Patient patient = new Patient(fault.moved().toArray(String[]::new))) {
            patient.ask("AT");
            fault.befalls().it(patient);

            Run run = patient.examine(fault.options().toArray(String[]::new));

            Set<String> expected = new TreeSet<>();
            fault.causes().forEach(cause -> expected.add(cause.name()));
            assertThat(Patient.causes(run)).as(run.out() + run.err()).isEqualTo(expected);
            assertThat(run.status()).isEqualTo(1);
            JsonNode check = Patient.check(run, fault.check());
            assertThat(check.get("result").asText()).as(run.out()).isEqualTo("FAIL");
            assertThat(check.get("said").asText()).contains(fault.said());
            assertThat(check.get("cure").asText()).as("cure").isNotBlank();
        }
    }

    @Test
    void mostOfThemAreToldApart() {
        List<Fault> all = new ArrayList<>(faults().toList());
        assertThat(all).hasSizeGreaterThanOrEqualTo(25);
        assertThat(all.stream().filter(fault -> fault.causes().size() == 1).count())
                .isGreaterThanOrEqualTo(15);
    }
}
