package io.atflux.outbox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.test.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No acknowledged entry is lost in a power cut. {@code strace} records the writes and syncs of a process. For many
 * moments the test creates the files as a disk may hold them after a cut, opens them, and compares them with the
 * acknowledgements up to that moment. The same run without syncs must fail, or the test shows nothing.
 *
 * <p>{@code -Doutbox.cuts=N} and {@code -Doutbox.messages=N} make the run longer; {@code -Doutbox.seed=N} selects
 * another run.
 */
class PowerCutTest {

    private static final int CUTS = Integer.getInteger("outbox.cuts", 40);
    private static final int MESSAGES = Integer.getInteger("outbox.messages", 60);
    private static final long SEED = Long.getLong("outbox.seed", 1);

    @TempDir
    Path folder;

    private Path strace;

    @BeforeEach
    void straceIsThere() throws IOException, InterruptedException {
        strace = Peers.require("strace", "apt-get install strace");
        Process probe = Peers.start(strace.toString(), "-f", "true");
        if (probe.waitFor() != 0) {
            Peers.isMissing("strace that may trace", "ptrace must be allowed");
        }
    }

    private List<DiskEvent> record(String synchronous) throws IOException, InterruptedException {
        Path log = folder.resolve(synchronous + ".log");
        Path traced = Files.createDirectory(folder.resolve(synchronous)).toRealPath();
        List<String> command = List.of(
                strace.toString(),
                "-f",
                "-qq",
                "--seccomp-bpf",
                "-xx",
                "-s",
                "1000000",
                "-e",
                "signal=none",
                "-e",
                "trace=" + StraceLog.CALLS,
                "-o",
                log.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PowerCutChild.class.getName(),
                traced.resolve("o.db").toString(),
                synchronous,
                String.valueOf(MESSAGES));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = OutboxChild.until(process, "E 0");
        process.waitFor();
        assertThat(said).last().isEqualTo("E 0");
        List<DiskEvent> events = StraceLog.read(log, traced);
        // A newer JDK prints warnings about native libraries to the same stream.
        long ours = said.stream().filter(line -> line.matches("[A-Z] \\d+")).count();
        assertThat(events.stream().filter(DiskEvent.Said.class::isInstance)).hasSize((int) ours);
        return events;
    }

    /** Half of the moments directly follow an acknowledgement. */
    private List<Integer> moments(List<DiskEvent> events, Random chance) {
        int[] acknowledged = IntStream.range(0, events.size())
                .filter(i -> events.get(i) instanceof DiskEvent.Said)
                .toArray();
        return IntStream.range(0, CUTS)
                .mapToObj(i -> i % 2 == 0
                        ? 1 + chance.nextInt(events.size())
                        : 1 + acknowledged[chance.nextInt(acknowledged.length)])
                .toList();
    }

    private List<String> broken(List<DiskEvent> events, String name) throws IOException {
        Random chance = new Random(SEED);
        List<String> broken = new ArrayList<>();
        // In memory: the checks themselves need no disk.
        Path memory = Path.of("/dev/shm");
        Path place = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "atflux-")
                : folder.resolve(name + "-cuts");
        Files.createDirectories(place);
        for (int cut : moments(events, chance)) {
            Path disk = Files.createTempDirectory(place, "cut");
            PowerCut.rebuild(events, cut, chance, disk);
            Promises.of(events.subList(0, cut))
                    .broken(disk.resolve("o.db"))
                    .forEach(why -> broken.add("after " + cut + " events: " + why));
            delete(disk);
        }
        delete(place);
        return broken;
    }

    private static void delete(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            all.sorted((one, other) -> other.compareTo(one))
                    .forEach(file -> file.toFile().delete());
        }
    }

    @Test
    void nothingThatWasAcknowledgedIsLostAndWithoutSyncsItWouldBe() throws IOException, InterruptedException {
        List<DiskEvent> events = record("FULL");
        assertThat(broken(events, "full")).isEmpty();
        List<DiskEvent> unsafe = record("OFF");
        assertThat(unsafe.stream().filter(DiskEvent.Sync.class::isInstance)).isEmpty();
        List<String> broken = broken(unsafe, "off");
        assertThat(broken).isNotEmpty();
        System.out.println("power cuts: " + CUTS + " among " + events.size() + " events with "
                + events.stream().filter(DiskEvent.Sync.class::isInstance).count()
                + " syncs; promises broken without syncs: " + broken.size());
    }
}
