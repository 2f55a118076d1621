package io.atflux.samples.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atflux.samples.cli.FakeModem;
import io.atflux.samples.cli.Run;
import io.atflux.test.Proofs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program's output if there is a modem at the other end. */
@Timeout(60)
class SendIT {

    @Test
    void aReplyHasTheFieldsOfTheContractInTheirOrder() throws Exception {
        try (FakeModem modem = new FakeModem((line, m) -> m.say("\r\n+CSQ: 25,99\r\n\r\nOK\r\n"))) {
            Run run = Run.of("send", "--json", "--no-init", modem.url(), "AT+CSQ");

            assertThat(run.out())
                    .matches("\\{\"type\":\"reply\",\"command\":\"AT\\+CSQ\",\"result\":\"OK\","
                            + "\"lines\":\\[\"\\+CSQ: 25,99\"],\"millis\":\\d+}\n");
            assertThat(run.status()).isZero();
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void everyNoOfTheModemIsAReply() throws Exception {
        List<String> answers = new ArrayList<>(List.of(
                "ERROR",
                "+CME ERROR: 10",
                "+CME ERROR: SIM not inserted",
                "+CME ERROR: 9999",
                "+CME ERROR: out of luck",
                "+CMS ERROR: 305",
                "NO CARRIER"));
        try (FakeModem modem = new FakeModem((line, m) -> m.say("\r\n" + answers.remove(0) + "\r\n"))) {
            Run run = Run.of(
                    "send",
                    "--json",
                    "--no-init",
                    modem.url(),
                    "AT+A",
                    "AT+B",
                    "AT+C",
                    "AT+D",
                    "AT+E",
                    "AT+F",
                    "ATD1;");

            assertThat(run.shapes())
                    .containsExactly(
                            "{'type':'reply','command':'AT+A','result':'ERROR','lines':[]}",
                            "{'type':'reply','command':'AT+B','result':'CME','code':10,'text':'SIM not inserted','lines':[]}",
                            "{'type':'reply','command':'AT+C','result':'CME','code':10,'text':'SIM not inserted','lines':[]}",
                            "{'type':'reply','command':'AT+D','result':'CME','code':9999,'text':null,'lines':[]}",
                            "{'type':'reply','command':'AT+E','result':'CME','code':null,'text':'out of luck','lines':[]}",
                            "{'type':'reply','command':'AT+F','result':'CMS','code':305,'text':'invalid text mode parameter','lines':[]}",
                            "{'type':'reply','command':'ATD1;','result':'NO CARRIER','lines':[]}");
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @Test
    void everythingComesInTheOrderOfTheWire() throws Exception {
        FakeModem.Script script = (line, m) -> m.say(
                line.equals("AT+A")
                        ? "\r\n+SIM READY\r\n\r\n+A: 1\r\n\r\n+CREG: 1\r\n\r\nOK\r\n\r\nwhat is this\r\n"
                        : "\r\nOK\r\n\r\n+MIPCALL: 0\r\n");
        try (FakeModem modem = new FakeModem(script)) {
            Run run = Run.of("send", "--json", "--no-init", "--urcs", "--linger", "500ms", modem.url(), "AT+A", "AT+B");

            assertThat(run.shapes())
                    .containsExactly(
                            "{'type':'urc','line':'+SIM READY'}",
                            "{'type':'urc','line':'+CREG: 1'}",
                            "{'type':'reply','command':'AT+A','result':'OK','lines':['+A: 1']}",
                            "{'type':'unclassified','line':'what is this'}",
                            "{'type':'reply','command':'AT+B','result':'OK','lines':[]}",
                            "{'type':'urc','line':'+MIPCALL: 0'}");
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void whatComesUnaskedIsNotToldUnlessAskedFor() throws Exception {
        try (FakeModem modem = new FakeModem((line, m) -> m.say("\r\n+SIM READY\r\n\r\nOK\r\n"))) {
            Run run = Run.of("send", "--json", "--no-init", modem.url(), "AT");

            assertThat(run.shapes()).containsExactly("{'type':'reply','command':'AT','result':'OK','lines':[]}");
        }
    }

    @Test
    void withoutInitialisationNothingElseIsSent() throws Exception {
        try (FakeModem modem = FakeModem.agreeable()) {
            Run.of("send", "--no-init", modem.url(), "AT+CSQ", "", "  ", "AT+COPS?");

            assertThat(modem.heard()).containsExactly("AT+CSQ", "AT+COPS?");
        }
    }

    @Test
    void theModemIsAskedUntilItAnswersAndThenMadeReady() throws Exception {
        List<String> seen = new ArrayList<>();
        FakeModem.Script deafAtFirst = (line, m) -> {
            seen.add(line);
            if (seen.size() > 2) {
                m.say(Proofs.is(line) ? Proofs.answer(line) : "\r\nOK\r\n");
            }
        };
        try (FakeModem modem = new FakeModem(deafAtFirst)) {
            Run run = Run.of("send", "--json", modem.url(), "AT+CSQ");

            assertThat(modem.heard().subList(0, 3)).containsOnly("AT");
            assertThat(modem.heard()).endsWith("ATE0", "AT+CMEE=2", "AT+CSQ");
            assertThat(run.objects()).hasSize(1);
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void aModemThatRefusesItsSettingsIsUsedAsItIs() throws Exception {
        FakeModem.Script plain = (line, m) ->
                m.say(Proofs.is(line) ? Proofs.answer(line) : line.equals("AT") ? "\r\nOK\r\n" : "\r\nERROR\r\n");
        try (FakeModem modem = new FakeModem(plain)) {
            Run run = Run.of("send", "--json", modem.url(), "AT+CSQ", "AT");

            assertThat(run.shapes())
                    .containsExactly(
                            "{'type':'reply','command':'AT+CSQ','result':'ERROR','lines':[]}",
                            "{'type':'reply','command':'AT','result':'OK','lines':[]}");
        }
    }

    @Test
    void commandsComeFromStandardInputALineEach() throws Exception {
        try (FakeModem modem = FakeModem.agreeable()) {
            Run run = Run.withInput("AT+A\r\n\r\n   \nAT+B\nAT+C", "send", "--json", "--no-init", modem.url());

            assertThat(modem.heard()).containsExactly("AT+A", "AT+B", "AT+C");
            assertThat(run.objects())
                    .extracting(o -> o.get("command").asText())
                    .containsExactly("AT+A", "AT+B", "AT+C");
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void bytesBeyondAsciiAreTheCharactersOfTheChosenCharset() throws Exception {
        try (FakeModem modem = new FakeModem((line, m) -> m.say("\r\n+X: \u00e9\u0080\u0000\r\n\r\nOK\r\n"))) {
            Run raw = Run.withInput(
                    "AT+X=\"\u00e9\"\n", "send", "--json", "--no-init", "--charset=ISO-8859-1", modem.url());
            Run argument =
                    Run.of("send", "--json", "--no-init", "--charset=ISO-8859-1", modem.url(), "AT+X=\"\u00e9\"");

            assertThat(modem.heard()).containsExactly("AT+X=\"\u00e9\"", "AT+X=\"\u00e9\"");
            for (Run run : List.of(raw, argument)) {
                assertThat(run.out()).isASCII();
                JsonNode reply = run.objects().get(0);
                assertThat(reply.get("command").asText()).isEqualTo("AT+X=\"\u00e9\"");
                assertThat(reply.get("lines").get(0).asText()).isEqualTo("+X: \u00e9\u0080\u0000");
            }
        }
    }

    @Test
    void noSecretThatTheModemRepeatsIsShownInAnyForm() throws Exception {
        try (FakeModem modem = new FakeModem((line, m) -> m.say(
                line.contains("CPIN")
                        ? "\r\n+PIN: 4711\r\n\r\n4711 again\r\n\r\n+CME ERROR: incorrect password 4711\r\n"
                        : "\r\n" + (line.equals("AT+CMEE?") ? "+CMEE: 2\r\n\r\n" : "") + "OK\r\n"))) {
            for (List<String> form : List.of(List.of("--json"), List.of("--json", "-v"), List.of("--urcs", "-v"))) {
                for (String command : List.of("AT+CPIN=\"4711\"", "ATE0+CPIN=\"4711\"", "AT+X=\";+CPIN=\"4711\"")) {
                    List<String> arguments = new java.util.ArrayList<>(List.of("send"));
                    arguments.addAll(form);
                    arguments.addAll(List.of(modem.url(), command));
                    Run run = Run.of(arguments.toArray(String[]::new));

                    assertThat(run.out()).contains("+PIN: ****", "**** again", "incorrect password ****");
                    assertThat(run.out() + run.err()).doesNotContain("4711");
                    assertThat(run.status()).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void noSecretIsShownAnywhere() throws Exception {
        try (FakeModem modem = new FakeModem(
                (line, m) -> m.say(line + "\r" + (Proofs.is(line) ? Proofs.answer(line) : "\r\nOK\r\n")))) {
            String[] commands = {
                "AT+CPIN=\"4711\"", "AT+MQTTUSER=1,\"me\",\"geheim\",\"id\"", "AT+MGAUTH=1,1,\"me\",\"geheim\""
            };
            for (String form : List.of("--json", "--urcs")) {
                Run run = Run.of("send", form, "-v", modem.url(), commands[0], commands[1], commands[2]);

                assertThat(run.out()).contains("AT+CPIN=", "****", "******").doesNotContain("4711", "geheim");
                assertThat(run.err()).doesNotContain("4711", "geheim");
                assertThat(run.status()).isZero();
            }
            assertThat(modem.heard()).contains(commands);
        }
    }

    @Test
    void peopleGetTheSameInPlainLines() throws Exception {
        FakeModem.Script script = (line, m) -> m.say(
                line.equals("AT+CSQ") ? "\r\n+CSQ: 25,99\r\n\r\nOK\r\n" : "\r\n+SIM READY\r\n\r\n+CME ERROR: 10\r\n");
        try (FakeModem modem = new FakeModem(script)) {
            Run run = Run.of("send", "--no-init", "--urcs", modem.url(), "AT+CSQ", "AT+CPIN?");

            assertThat(run.out().replaceAll("\\d+ ms", "N ms").lines())
                    .containsExactly(
                            "> AT+CSQ",
                            "+CSQ: 25,99",
                            "OK  (N ms)",
                            "* +SIM READY",
                            "> AT+CPIN?",
                            "+CME ERROR: 10 (SIM not inserted)  (N ms)");
        }
    }

    @Test
    void controlBytesDoNotReachTheTerminal() throws Exception {
        try (FakeModem modem = new FakeModem((line, m) -> m.say("\r\n+X: \u001b[2J\r\n\r\nOK\r\n"))) {
            assertThat(Run.of("send", "--no-init", modem.url(), "AT+X").out()).contains("+X: \\x1B[2J");
        }
    }

    @Test
    void theGenericProfileKnowsNoVendorsCodes() throws Exception {
        try (FakeModem modem = new FakeModem((line, m) -> m.say("\r\n+CME ERROR: 703\r\n"))) {
            Run vendor = Run.of("send", "--json", "--no-init", modem.url(), "AT+X");
            Run generic = Run.of("send", "--json", "--no-init", "--profile", "generic", modem.url(), "AT+X");

            assertThat(vendor.objects().get(0).get("text").isTextual()).isTrue();
            assertThat(generic.objects().get(0).get("text").isNull()).isTrue();
        }
    }
}
