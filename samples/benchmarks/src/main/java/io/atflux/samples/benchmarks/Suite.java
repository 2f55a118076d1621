package io.atflux.samples.benchmarks;

import io.atflux.samples.benchmarks.command.CollectorBench;
import io.atflux.samples.benchmarks.command.CommandBench;
import io.atflux.samples.benchmarks.command.ScaleBench;
import io.atflux.samples.benchmarks.command.SerialBench;
import io.atflux.samples.benchmarks.dialin.DialInBench;
import io.atflux.samples.benchmarks.measure.Table;
import io.atflux.samples.benchmarks.micro.MicroBench;
import io.atflux.samples.benchmarks.mqtt.MessageBench;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All benchmarks by name. */
final class Suite {

    /** Measures, and returns tables. */
    interface Bench {
        List<Table> run(Settings settings) throws Exception;
    }

    private Suite() {}

    static Bench bench(String name) {
        Bench bench = all().get(name);
        if (bench == null) {
            throw new IllegalArgumentException("there is no benchmark " + name);
        }
        return bench;
    }

    static Map<String, Bench> all() {
        Map<String, Bench> all = new LinkedHashMap<>();
        all.put("commands", settings -> settings.sessions().stream()
                .map(count -> CommandBench.sideBySide(count, settings.pace(), settings.wanted()))
                .toList());
        all.put("observers", settings -> List.of(CommandBench.watched(settings.small() ? 3 : 100, settings.pace())));
        all.put(
                "flood",
                settings ->
                        List.of(MessageBench.flood(64, settings.pace()), MessageBench.flood(1024, settings.pace())));
        all.put("message", settings -> List.of(MessageBench.alone(settings.pace())));
        all.put(
                "publish",
                settings -> List.of(CommandBench.publish(1, settings.pace().warmer())));
        all.put(
                "attach",
                settings -> List.of(
                        CommandBench.attach(settings.many(), settings.pace().warmer())));
        all.put("paced", settings -> List.of(ScaleBench.paced(settings.pace(), settings.most())));
        all.put(
                "collectors",
                settings -> List.of(CollectorBench.run(settings.pace(), settings.most(), settings.small())));
        all.put("idle", settings -> List.of(ScaleBench.idle(settings.most())));
        all.put("start", settings -> List.of(ScaleBench.start(settings.pace())));
        all.put("serial", settings -> List.of(SerialBench.run(settings.pace().warmer())));
        all.put("dial-in", settings -> List.of(DialInBench.run(settings.pace().warmer())));
        all.put("decoder", settings -> List.of(MicroBench.decoder(settings.pace(), settings.forks())));
        all.put("parts", settings -> List.of(MicroBench.parts(settings.pace(), settings.forks())));
        return all;
    }
}
