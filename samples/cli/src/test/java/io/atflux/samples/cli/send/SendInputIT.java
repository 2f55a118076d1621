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

/** Input of users: commands that cannot be sent, and data for prompts. */
@Timeout(60)
class SendInputIT {

    private final List<String> taken = new CopyOnWriteArrayList<>();

    @Test
    void whatNoCommandLineCanCarryIsRefusedAndTheRestIsSent() throws Exception {
        try (FakeModem modem = FakeModem.agreeable()) {
            Run run = Run.of(
                    "send",
                    "--json",
                    "--no-init",
                    "--charset",
                    "ISO-8859-1",
                    modem.url(),
                    "AT+CPIN=\"1€4\"",
                    "AT\rAT+CFUN=0",
                    "AT+OK");

            assertThat(modem.heard()).containsExactly("AT+OK");
            assertThat(run.shapes())
                    .containsExactly(
                            "{'type':'error','command':'AT+CPIN=\\'***\\'','error':'USAGE','outcome':'NOT_SENT','lines':[]}",
                            "{'type':'error','command':'AT\\rAT+CFUN=0','error':'USAGE','outcome':'NOT_SENT','lines':[]}",
                            "{'type':'reply','command':'AT+OK','result':'OK','lines':[]}");
            assertThat(run.objects().get(0).get("message").asText())
                    .contains("character 11 of the command is not in ISO-8859-1");
            assertThat(run.objects().get(0).get("millis").asInt()).isZero();
            assertThat(run.status()).isEqualTo(2);
        }
    }

    @Test
    void commandsAndDataAndAnswersAreUtf8() throws Exception {
        FakeModem.Script script = (line, m) -> {
            if (line.startsWith("AT+P")) {
                m.say("\r\n> ");
                taken.add(m.take(6));
            }
            m.say("\r\n+X: " + line.substring(5) + "\r\n\r\nOK\r\n");
        };
        try (FakeModem modem = new FakeModem(script)) {
            Run json = Run.of("send", "--json", "--no-init", "--data", "中文", modem.url(), "AT+X=ü€", "AT+P=中");
            Run text = Run.of("send", "--no-init", modem.url(), "AT+X=ü€");

            assertThat(modem.heard()).containsExactly(bytes("AT+X=ü€"), bytes("AT+P=中"), bytes("AT+X=ü€"));
            assertThat(taken).containsExactly(bytes("中文"));
            assertThat(json.shapes())
                    .containsExactly(
                            "{'type':'reply','command':'AT+X=ü€','result':'OK','lines':['+X: ü€']}",
                            "{'type':'reply','command':'AT+P=中','result':'OK','lines':['+X: 中']}");
            assertThat(json.out()).contains("\\u00FC\\u20AC");
            assertThat(text.out()).startsWith("> AT+X=ü€" + System.lineSeparator() + "+X: ü€");
        }
    }

    @Test
    void bytesThatAreNoTextStandInHexAndInJsonInBase64Too() throws Exception {
        try (FakeModem modem =
                new FakeModem((line, m) -> m.say("\r\n+X: a\u00ff\r\n\r\n+Y: \u00c3\u00bc\r\n\r\nOK\r\n"))) {
            Run json = Run.withInput("AT+X=\u00fe\n", "send", "--json", "--no-init", modem.url());
            Run text = Run.of("send", "--no-init", modem.url(), "AT+X");
            Run latin = Run.of("send", "--json", "--no-init", "--charset", "ISO-8859-1", modem.url(), "AT+X=ü");

            assertThat(json.shapes())
                    .containsExactly(
                            "{'type':'reply','command':'AT+X=\\\\xFE','commandBase64':'QVQrWD3+','result':'OK',"
                                    + "'lines':['+X: a\\\\xFF','+Y: ü'],'linesBase64':['K1g6IGH/',null]}");
            assertThat(text.out()).contains("+X: a\\xFF", "+Y: ü");
            assertThat(latin.objects().get(0).get("lines").get(0).asText()).isEqualTo("+X: aÿ");
            assertThat(modem.heard()).containsExactly("AT+X=\u00fe", "AT+X", "AT+X=\u00fc");
        }
    }

    @Test
    void aByteOrderMarkCommentsAndBlankLinesOfStandardInputAreNotForTheModem() throws Exception {
        String input = "\u00ef\u00bb\u00bfAT+A\n# AT+NOT\n\n  # neither\nAT+B=\"#\"\n";
        try (FakeModem modem = FakeModem.agreeable()) {
            Run run = Run.withInput(input, "send", "--json", "--no-init", modem.url());

            assertThat(modem.heard()).containsExactly("AT+A", "AT+B=\"#\"");
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void whatAPromptWaitsForIsSaid() throws Exception {
        try (FakeModem modem = new FakeModem((line, m) -> m.say("\r\n> "))) {
            Run run = Run.of("send", "--no-init", modem.url(), "AT+CMGS=\"1\"");

            assertThat(run.out())
                    .contains(
                            "! PROTOCOL: ", "the modem asks for data", "--data TEXT or --data @FILE answers a prompt");
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @Test
    void emptyCommandsAreToldOf() throws Exception {
        try (FakeModem modem = FakeModem.agreeable()) {
            Run one = Run.of("send", "--no-init", modem.url(), "AT", " ");
            Run all = Run.of("send", "--no-init", modem.url(), "");

            assertThat(one.err().strip()).isEqualTo("atflux: an empty command is left out");
            assertThat(one.status()).isZero();
            assertThat(all.err().strip())
                    .isEqualToNormalizingNewlines("atflux: an empty command is none\nSee atflux send --help");
            assertThat(all.status()).isEqualTo(2);
            assertThat(modem.heard()).containsExactly("AT");
        }
    }

    @Test
    void charactersThatTheCharsetDoesNotHaveAreRefusedBeforeAnythingIsOpened() throws Exception {
        try (FakeModem modem = FakeModem.agreeable()) {
            Run data = Run.of("send", "--charset", "ISO-8859-1", "--data", "a€", modem.url(), "AT");
            Run charset = Run.of("send", "--charset", "UTF-16", modem.url(), "AT");
            Run unknown = Run.of("send", "--charset", "klingon", modem.url(), "AT");

            assertThat(data.err()).contains("character 2 of the data is not in ISO-8859-1");
            assertThat(charset.err()).contains("UTF-16 does not write ASCII as ASCII");
            assertThat(unknown.err()).contains("'klingon' is no charset such as UTF-8");
            assertThat(List.of(data.status(), charset.status(), unknown.status()))
                    .containsOnly(2);
            assertThat(modem.heard()).isEmpty();
        }
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
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
                    Run.of("send", "--timeout", "soon", url, "AT"),
                    Run.of("send", "--timeout", "0s", url, "AT"),
                    Run.of("send", "--profile", "nokia", url, "AT"),
                    Run.of("send", "--data", "@/no/such/file", url, "AT"),
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
