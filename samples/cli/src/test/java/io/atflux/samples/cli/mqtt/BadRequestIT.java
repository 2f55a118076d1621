package io.atflux.samples.cli.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.cli.FakeModem;
import io.atflux.samples.cli.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invalid requests: refused before anything is written to the line, and never with a password in the message. */
@Timeout(60)
class BadRequestIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "pub URL h t x; broker URL: it begins with neither",
                "pub URL mqtt://me:geheim@h:0 t x; broker URL: the port",
                "pub URL mqtt://me:geheim@a..b t x; broker URL: what stands between",
                "pub URL mqtt://me:geheim@h --user you t x; the user is given twice",
                "pub URL mqtt://me:geheim@h --password-file PASSWORD t x; the password is given twice",
                "pub URL mqtt://h --password-file PASSWORD t x; a password without a user",
                "pub URL mqtt://me@h --password-file MISSING t x; cannot be read: there is no such file",
                "pub URL mqtt://me@h --password-file EMPTY t x; is empty",
                "pub URL mqtt://me@h --password-file LINES t x; has more than one line",
                "pub URL mqtt://h --keep-alive 301s t x; keep-alive in seconds 301 is not within 1 to 300",
                "pub URL mqtt://h --ca EMPTY t x; for mqtts:// alone",
                "pub URL mqtts://h t x; mqtts:// takes either --ca FILE, or --insecure",
                "pub URL mqtts://h --ca EMPTY --insecure t x; mqtts:// takes either --ca FILE, or --insecure",
                "pub URL mqtts://h --insecure --cert EMPTY t x; --cert and --key belong together",
                "pub URL mqtts://h --ca PASSWORD t x; AT+GTSSLFILE",
                "pub URL mqtt://h a/# x; is the wildcard #",
                "pub URL mqtt://h t @MISSING; cannot be read: there is no such file",
                "pub URL mqtt://h t @BIG; message has 1025 bytes, the limit is 1024",
                "pub URL mqtt://h t --lines x; --lines takes its lines from",
                "pub URL mqtt://h t x --qos 3; QoS 3 is not within 0 to 2",
                "pub URL mqtt://h t x --within 0s; --within is not within",
                "pub URL mqtt://h t x --apn a$b; AT+CGDCONT",
                "pub nonsense mqtt://me:geheim@h t x; is no URL of a line, such as",
                "pub mqtt://me:geheim@h URL t x; user names and passwords have no meaning",
                "pub URL mqtt://h t x mqtt://me:geheim@h; Unmatched argument",
                "sub URL mqtt://h; Missing required parameter",
                "sub URL mqtt://h a#; + and # stand for whole levels",
                "sub URL mqtt://h a --qos 3; QoS 3 is not within 0 to 2",
                "sub URL mqtt://h a --count 0; --count is not 1 or more",
                "sub URL mqtt://h a --for 0s; --for is not within"
            })
    void whatCannotBeIsNamedAndNothingIsWritten(String line, String why) throws Exception {
        Files.writeString(folder.resolve("PASSWORD"), "geheim\n");
        Files.writeString(folder.resolve("EMPTY"), "");
        Files.writeString(folder.resolve("LINES"), "geheim\nwort\n");
        Files.write(folder.resolve("BIG"), new byte[1_025]);
        try (FakeModem modem = FakeModem.agreeable()) {
            List<String> args = new ArrayList<>();
            for (String arg : line.split(" ")) {
                boolean file = arg.matches("@?(PASSWORD|EMPTY|LINES|BIG|MISSING)");
                String path = arg.startsWith("@")
                        ? "@" + folder.resolve(arg.substring(1))
                        : folder.resolve(arg).toString();
                args.add(arg.equals("URL") ? modem.url() : file ? path : arg);
            }
            Run run = Run.of(args.toArray(String[]::new));

            assertThat(run.err()).contains(why).doesNotContain("geheim");
            assertThat(run.err().strip()).endsWith("See atflux " + args.get(0) + " --help");
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(modem.heard()).isEmpty();
        }
    }

    @Test
    void programsGetAnErrorLikeThatOfSend() throws Exception {
        assertThat(Run.of("sub", "--json", "tcp://127.0.0.1:1", "mqtt://h", "a#")
                        .shapes())
                .containsExactly("{'type':'error','command':null,'error':'USAGE','outcome':'NOT_SENT','lines':[]}");
    }
}
