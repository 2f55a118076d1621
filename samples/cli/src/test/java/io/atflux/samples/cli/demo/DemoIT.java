package io.atflux.samples.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.cli.Atflux;
import io.atflux.samples.cli.ExitStatus;
import io.atflux.samples.cli.Streams;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Runs in parallel with other classes, because it waits for the 90 s of a rule. Its own tests share the wire log, so
 * they run one at a time.
 */
@Execution(ExecutionMode.CONCURRENT)
class DemoIT {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int demo(String... options) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        String[] arguments = new String[options.length + 1];
        arguments[0] = "demo";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return Atflux.run(new Streams(InputStream.nullInputStream(), stream, stream), arguments);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void bothOfTheGuidesSessionsHold() {
        assertThat(demo()).as(text()).isEqualTo(ExitStatus.OK);
        assertThat(text())
                .contains(">> AT+MQTTPUB=1,\"test1\",0,0,5", "<< +MQTTMSG: 1, 0, test1, \"123\"", "All of it held.")
                .contains("MQTT with a password", "MQTT with certificates", "60 s, within 90 s")
                .doesNotContain(Stage.PASSWORD, "PRIVATE KEY");
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void aStepThatFailsFailsTheDemo() {
        assertThat(demo("--variant", "password", "--switch", "open=refused", "--switch", "refusal-time=1"))
                .as(text())
                .isEqualTo(ExitStatus.FAILED);
        assertThat(text()).contains("FAILED: AT+MQTTOPEN=1", "+MQTTOPEN: 1,0", "Not all of it held.");
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void aMessageThatDoesNotArriveFailsTheDemo() {
        assertThat(demo("--variant", "password", "--switch", "timing=instant", "--switch", "publish=refused:9999"))
                .as(text())
                .isEqualTo(ExitStatus.FAILED);
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void anUnknownSwitchIsWrongUsage() {
        assertThat(demo("--switch", "colour=red")).isEqualTo(ExitStatus.USAGE);
    }
}
