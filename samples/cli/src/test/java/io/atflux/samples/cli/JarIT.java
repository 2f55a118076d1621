package io.atflux.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.test.Peers;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar in a separate process with its own class path. */
@Timeout(120)
class JarIT {

    @TempDir
    private Path folder;

    @Test
    void theJarRunsByItself() throws Exception {
        assertThat(run("--version")).matches("atflux \\d+\\.\\d+\\.\\d+.*\\R");
        assertThat(run("--help")).contains("send", "modem");
    }

    @Test
    void aModemAndItsBrokerServeTheGuidesSession() throws Exception {
        Process modem =
                start("modem", "--listen", "127.0.0.1:0", "--switch", "autobaud=off", "--switch", "timing=instant");
        try (BufferedReader said = modem.inputReader(StandardCharsets.UTF_8)) {
            String url = said.readLine().replaceFirst("L610 at ", "");
            assertThat(said.readLine()).startsWith("broker at 127.0.0.1:");
            waitFor(url);

            String out = run("send", "--urcs", "--linger", "4s", url, "AT+CGDCONT=1,\"IP\",\"cmnet\"", "AT+MIPCALL=1");
            assertThat(out).contains("* +MIPCALL: 10.104.48.68");
            String user = "AT+MQTTUSER=1,\"me\",\"geheim\"";
            String open = "AT+MQTTOPEN=1,\"g510.mqtt.iot.bj.baidubce.com\",1883,0,60";
            out = run("send", "-v", "--urcs", "--linger", "4s", url, user, open);
            assertThat(out).contains("* +MQTTOPEN: 1,1").doesNotContain("geheim");
            run("send", "--linger", "1s", url, "AT+MQTTSUB=1,\"test1\",0");
            out = run("send", "--urcs", "--linger", "4s", "--data", "{\"a\":1}", url, "AT+MQTTPUB=1,\"test1\",0,0,7");
            assertThat(out).contains("* +MQTTPUB: 1,1", "* +MQTTMSG: 1, 0, test1, {\"a\":1}");
            assertThat(run("info", "--json", url))
                    .contains("\"imsi\":\"46004**********\"", "\"bearer\":\"10.104.48.68\",\"mqtt\":[1]");
            assertThat(run("doctor", "--json", "--broker", "mqtt://me:geheim@g510.mqtt.iot.bj.baidubce.com", url))
                    .contains("\"name\":\"mqtt\",\"result\":\"WARN\"")
                    .contains("\"name\":\"tcp\",\"result\":\"OK\"", "\"name\":\"broker\",\"result\":\"OK\"");
        } finally {
            modem.destroy();
            assertThat(modem.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(Files.readString(errors()))
                .contains(">> AT+MQTTUSER=1,\"me\",\"******\"", "<< OK")
                .doesNotContain("Exception", "geheim");
    }

    @Test
    void aPretendSerialPortGoesWithTheProcess() throws Exception {
        Peers.require("perl", "apt-get install perl-base");
        Path link = folder.resolve("l610");
        Process modem = start("modem", "--pty", link.toString(), "--broker", "127.0.0.1:1");
        try (BufferedReader said = modem.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("L610 at serial:" + link);
            waitFor("serial:" + link);
        }
        List<ProcessHandle> terminals = modem.descendants().toList();
        modem.destroy();

        assertThat(modem.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(terminals).isNotEmpty();
        for (ProcessHandle terminal : terminals) {
            terminal.onExit().get(30, TimeUnit.SECONDS);
        }
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void noPseudoTerminalOutlivesAProcessThatIsKilled() throws Exception {
        Peers.require("perl", "apt-get install perl-base");
        Path link = folder.resolve("l610");
        Process modem = start("modem", "--pty", link.toString(), "--broker", "127.0.0.1:1");
        try (BufferedReader said = modem.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("L610 at serial:" + link);
        }
        Path device = Files.readSymbolicLink(link);
        Object made = Files.getAttribute(device, "unix:ctime");
        List<ProcessHandle> terminals = modem.descendants().toList();
        modem.destroyForcibly();

        assertThat(terminals).isNotEmpty();
        for (ProcessHandle terminal : terminals) {
            terminal.onExit().get(30, TimeUnit.SECONDS);
        }
        assertThat(isStill(device, made)).as("the terminal is still there").isFalse();
    }

    /** Whether it is the same terminal: its number may be another program's by now. */
    private static boolean isStill(Path device, Object made) throws IOException {
        try {
            return Files.getAttribute(device, "unix:ctime").equals(made);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    @Test
    void aMissingPerlIsNamed() throws Exception {
        ProcessBuilder builder =
                command("modem", "--pty", folder.resolve("l610").toString(), "--broker", "127.0.0.1:1");
        builder.environment().put("PATH", folder.toString());
        Process modem = builder.start();

        assertThat(modem.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(modem.exitValue()).isEqualTo(1);
        assertThat(Files.readString(errors()))
                .startsWith(
                        "atflux: a pseudo-terminal needs the program perl, which is not installed (apt-get install");
    }

    @Test
    void warningsOfTheLineAreShownWithoutBeingAskedFor() throws Exception {
        Process send = start("send", "tls://127.0.0.1:1?verify=off", "AT");

        assertThat(send.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(send.exitValue()).isEqualTo(3);
        assertThat(Files.readString(errors()))
                .contains("tls://127.0.0.1:1: the server's certificate is not verified")
                .hasLineCount(1);
    }

    @Test
    void whatPassesOnTheLineStandsBeforeTheAnswerThatItBrought() throws Exception {
        try (FakeModem modem = new FakeModem((line, m) -> m.say("\r\n+X: 1\r\n\r\nOK\r\n"))) {
            Process send = command("send", "-v", "--no-init", modem.url(), "AT+A", "AT+B")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(send.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(said.lines().map(line -> line.replaceFirst("^[\\d:.]+ tcp:\\S+ | {2}\\(\\d+ ms\\)$", "")))
                    .containsExactly(
                            ">> AT+A",
                            "<< +X: 1",
                            "<< OK",
                            "> AT+A",
                            "+X: 1",
                            "OK",
                            ">> AT+B",
                            "<< +X: 1",
                            "<< OK",
                            "> AT+B",
                            "+X: 1",
                            "OK");
        }
    }

    /** Waits until the module has booted and has read its SIM. */
    private void waitFor(String url) throws Exception {
        assertThat(run("send", "--timeout", "30s", url, "AT+CPIN?")).contains("+CPIN: READY");
    }

    private String run(String... args) throws IOException, InterruptedException {
        Process process = start(args);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(out + Files.readString(errors())).isZero();
        return out;
    }

    private Process start(String... args) throws IOException {
        return command(args).start();
    }

    private ProcessBuilder command(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target", "atflux.jar").toString()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors().toFile()))
                .redirectInput(new File("/dev/null"));
    }

    private Path errors() {
        return folder.resolve("stderr");
    }
}
