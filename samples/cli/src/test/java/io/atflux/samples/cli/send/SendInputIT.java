package io.atflux.samples.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.cli.FakeModem;
import io.atflux.samples.cli.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What users give the program: commands that cannot be sent, and data for prompts. */
@Timeout(60)
class SendInputIT {

    private final List<String> taken = new CopyOnWriteArrayList<>();

    @Test
    void whatNoCommandLineCanCarryIsRefusedAndTheRestIsSent() throws Exception {
        try (FakeModem modem = FakeModem.agreeable()) {
            Run run = Run.of("send", "--json", "--no-init", modem.url(), "AT+CPIN=\"1€4\"", "AT\rAT+CFUN=0", "AT+OK");

            assertThat(modem.heard()).containsExactly("AT+OK");
            assertThat(run.shapes())
                    .containsExactly(
                            "{'type':'error','command':'AT+CPIN=\\'***\\'','error':'USAGE','outcome':'NOT_SENT','lines':[]}",
                            "{'type':'error','command':'AT\\rAT+CFUN=0','error':'USAGE','outcome':'NOT_SENT','lines':[]}",
                            "{'type':'reply','command':'AT+OK','result':'OK','lines':[]}");
            assertThat(run.objects().get(0).get("message").asText()).contains("beyond ISO-8859-1");
            assertThat(run.objects().get(0).get("millis").asInt()).isZero();
            assertThat(run.status()).isEqualTo(2);
        }
    }

    @Test
    void aUtf8EuroSignFromStandardInputIsRefused() throws Exception {
        String euroInUtf8 = new String("AT+X=\"€\"\n".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try (FakeModem modem = FakeModem.agreeable()) {
            Run run = Run.withInput(euroInUtf8, "send", "--json", "--no-init", modem.url());

            assertThat(run.objects().get(0).get("error").asText()).isEqualTo("USAGE");
            assertThat(modem.heard()).isEmpty();
        }
    }

    @Test
    void aLineLongerThanTheModemsBufferIsRefused() throws Exception {
        String tooLong = "AT+X=" + "1".repeat(1 << 20) + "\nAT\n";
        try (FakeModem modem = FakeModem.agreeable()) {
            Run run = Run.withInput(tooLong, "send", "--json", "--no-init", modem.url());

            assertThat(run.objects()).hasSize(2);
            assertThat(run.objects().get(0).get("error").asText()).isEqualTo("USAGE");
            assertThat(run.objects().get(0).get("message").asText()).contains("the limit is");
            assertThat(modem.heard()).containsExactly("AT");
            assertThat(run.status()).isEqualTo(2);
        }
    }

    @Test
    void dataAnswersAPromptAndOnlyAPrompt(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("payload"), new byte[] {'{', '"', 0, '\r', '}'});
        FakeModem.Script prompting = (line, m) -> {
            if (line.endsWith("5")) {
                m.say("\r\n> ");
                taken.add(m.take(5));
            }
            m.say("\r\nOK\r\n");
        };
        try (FakeModem modem = new FakeModem(prompting)) {
            Run text = Run.of(
                    "send", "--no-init", "--data", "\"123\"", modem.url(), "AT+P=5", "AT+CSQ", "AT+X=1", "AT+P=5");
            Run bytes = Run.of("send", "--no-init", "--data", "@" + file, modem.url(), "AT+P=5");
            Run at = Run.of("send", "--no-init", "--data", "@@home", modem.url(), "AT+P=5");

            assertThat(taken).containsExactly("\"123\"", "\"123\"", "{\"\0\r}", "@home");
            assertThat(List.of(text.status(), bytes.status(), at.status())).containsOnly(0);
        }
    }

    @Test
    void aTextPromptIsEndedByCtrlZ() throws Exception {
        FakeModem.Script sms = (line, m) -> {
            m.say("\r\n> ");
            taken.add(m.take(4));
            m.say("\r\n+CMGS: 7\r\n\r\nOK\r\n");
        };
        try (FakeModem modem = new FakeModem(sms)) {
            Run run = Run.of("send", "--no-init", "--data", "Hi!", modem.url(), "AT+CMGS=\"1\"");

            assertThat(taken).containsExactly("Hi!\u001a");
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void aPromptWithoutDataIsAProtocolError() throws Exception {
        try (FakeModem modem = new FakeModem((line, m) -> m.say("\r\n> "))) {
            Run run = Run.of("send", "--json", "--no-init", modem.url(), "AT+CMGS=\"1\"");

            assertThat(run.shapes())
                    .containsExactly(
                            "{'type':'error','command':'AT+CMGS=\\'1\\'','error':'PROTOCOL','outcome':'UNKNOWN','lines':[]}");
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @Test
    void wrongRequestsAreRefusedBeforeAnythingIsOpened() throws Exception {
        try (FakeModem modem = FakeModem.agreeable()) {
            String url = modem.url();
            List<Run> runs = List.of(
                    Run.of("send"),
                    Run.of("send", "tcp://127.0.0.1", "AT"),
                    Run.of("send", "gopher://127.0.0.1:7001", "AT"),
                    Run.of("send", url + "?conect-timeout=1s", "AT"),
                    Run.of("send", "--timeout", "5", url, "AT"),
                    Run.of("send", "--timeout", "0s", url, "AT"),
                    Run.of("send", "--profile", "nokia", url, "AT"),
                    Run.of("send", "--data", "@/no/such/file", url, "AT"),
                    Run.of("send", "--data", "€", url, "AT"),
                    Run.of("send", "--no-such-option", url, "AT"),
                    Run.of("no-such-command"),
                    Run.of());

            assertThat(runs).allSatisfy(run -> {
                assertThat(run.status()).isEqualTo(2);
                assertThat(run.err()).isNotBlank();
                assertThat(run.out()).isEmpty();
            });
            assertThat(modem.heard()).isEmpty();
        }
    }

    @Test
    void aWrongUrlIsAnObjectForPrograms() throws Exception {
        Run run = Run.of("send", "--json", "tcp://127.0.0.1", "AT");

        assertThat(run.shapes())
                .containsExactly("{'type':'error','command':null,'error':'USAGE','outcome':'NOT_SENT','lines':[]}");
        assertThat(run.objects().get(0).get("message").asText()).contains("port is missing");
        assertThat(run.status()).isEqualTo(2);
    }
}
