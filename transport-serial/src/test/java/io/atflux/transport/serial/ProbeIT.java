package io.atflux.transport.serial;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.transport.serial.ProbeResult.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import reactor.core.publisher.Flux;

@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no pseudo-terminals there")
class ProbeIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(1);

    @AfterEach
    void leaveNothing() {
        SerialLoops.dispose().block(LIMIT);
    }

    @Test
    void onlyThePortThatAnswersSpeaksAt() throws Exception {
        try (Pty speaking = new Pty();
                TinyModem modem = new TinyModem(speaking);
                Pty silent = new Pty();
                Pty busy = new Pty()) {
            var user = Objects.requireNonNull(busy.transport()
                    .connect(new io.netty.channel.ChannelInboundHandlerAdapter())
                    .block(LIMIT));
            List<String> paths = List.of(
                    speaking.device().toString(),
                    silent.device().toString(),
                    busy.device().toString(),
                    "/dev/ttyUSB-none");

            Map<String, ProbeResult> results = Objects.requireNonNull(Flux.fromIterable(paths)
                    .flatMap(path -> SerialPorts.probe(PortInfo.of(path), SHORT))
                    .collect(Collectors.toMap(result -> result.port().path(), result -> result))
                    .block(LIMIT));

            assertThat(of(results, paths.get(0)).verdict()).isEqualTo(Verdict.SPEAKS_AT);
            assertThat(of(results, paths.get(1)).verdict()).isEqualTo(Verdict.NO_ANSWER);
            assertThat(of(results, paths.get(1)).detail()).isEqualTo("no OK within 1 s");
            assertThat(of(results, paths.get(2)).verdict()).isEqualTo(Verdict.UNUSABLE);
            assertThat(of(results, paths.get(2)).detail()).contains("this process has it open already");
            assertThat(of(results, paths.get(3)).verdict()).isEqualTo(Verdict.UNUSABLE);
            assertThat(of(results, paths.get(3)).detail()).contains("there is no such port");
            assertThat(modem.commands()).containsOnly("AT");
            user.close().sync();
            LeftThreads.expectNone();
            // A port left open would still have its reader, and its far end no end of file.
            assertThat(silent.input().readAllBytes()).startsWith("AT\r".getBytes());
        }
    }

    private static ProbeResult of(Map<String, ProbeResult> results, String path) {
        return Objects.requireNonNull(results.get(path));
    }

    @Test
    void aModemThatMissesTheFirstCommandIsFound() throws Exception {
        try (Pty pty = new Pty();
                TinyModem modem = new TinyModem(pty, 1)) {
            ProbeResult result =
                    SerialPorts.probe(pty.transport(), Duration.ofSeconds(3)).block(LIMIT);

            assertThat(Objects.requireNonNull(result).speaksAt()).isTrue();
            assertThat(modem.commands()).hasSizeGreaterThan(1);
        }
    }

    @Test
    void thePortsOfThisMachineAreListedWithoutOpeningThem() {
        List<PortInfo> ports =
                Objects.requireNonNull(SerialPorts.list().collectList().block(LIMIT));

        assertThat(ports).doesNotHaveDuplicates();
        assertThat(ports).allSatisfy(port -> assertThat(port.path()).isNotBlank());
    }
}
