package io.atflux.samples.benchmarks.command;

import io.atflux.AtClient;
import io.atflux.observe.MicrometerObserver;
import io.atflux.observe.RecordingFile;
import io.atflux.samples.benchmarks.command.Engine.Question;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** All contenders by name. */
final class Contenders {

    static final String RAW = "raw Netty";
    static final String CONTROL = "raw Netty again";
    static final String ENGINE = "engine, typed";

    /** Opens lines to the modem at a port. */
    interface Opening {
        Contender open(int lines, int port);
    }

    private Contenders() {}

    /** The engine and others. */
    static Map<String, Opening> sideBySide() {
        Map<String, Opening> all = new LinkedHashMap<>();
        all.put(RAW, (lines, port) -> new RawNetty(Wire.signal()).open(lines, port));
        all.put(CONTROL, (lines, port) -> new RawNetty(Wire.signal()).open(lines, port));
        all.put(ENGINE, engine(Question.TYPED, () -> client -> client));
        all.put("LineBasedFrameDecoder + Mono", (lines, port) -> new NettyMono(false).open(lines, port));
        all.put("the same + Mono.timeout", (lines, port) -> new NettyMono(true).open(lines, port));
        all.put("reactor-netty TcpClient", (lines, port) -> new ReactorNetty().open(lines, port));
        all.put("blocking, platform threads", (lines, port) -> new Blocking(lines, port, Blocking.platform()));
        Blocking.Starter virtual = Blocking.virtual();
        if (virtual != null) {
            all.put("blocking, virtual threads", (lines, port) -> new Blocking(lines, port, virtual));
        }
        return all;
    }

    /** Other uses of the engine, and observers. */
    static Map<String, Opening> watched(List<AutoCloseable> toClose) {
        Map<String, Opening> all = new LinkedHashMap<>();
        all.put(ENGINE, engine(Question.TYPED, () -> client -> client));
        all.put("engine, typed, again", engine(Question.TYPED, () -> client -> client));
        all.put("engine, Modem.signal()", engine(Question.MODEM, () -> client -> client));
        all.put("engine, text", engine(Question.TEXT, () -> client -> client));
        MicrometerObserver observer = new MicrometerObserver(new SimpleMeterRegistry(), Tags.empty());
        all.put("engine, typed, with Micrometer", engine(Question.TYPED, () -> client -> client.observer(observer)));
        all.put("engine, typed, with RecordingFile", engine(Question.TYPED, recorded(toClose)));
        return all;
    }

    /** An inline publish of 64 bytes. */
    static Map<String, Opening> publishing() {
        Map<String, Opening> all = new LinkedHashMap<>();
        all.put(RAW, (lines, port) -> new RawNetty(Wire.publish()).open(lines, port));
        all.put(CONTROL, (lines, port) -> new RawNetty(Wire.publish()).open(lines, port));
        all.put("engine, MqttClient.publish", engine(Question.PUBLISH, () -> client -> client));
        return all;
    }

    /** The commands that lead to an IP address, compared with single commands. */
    static Map<String, Opening> attaching() {
        Map<String, Opening> all = new LinkedHashMap<>();
        all.put(RAW, (lines, port) -> new RawNetty(Wire.signal()).open(lines, port));
        all.put(CONTROL, (lines, port) -> new RawNetty(Wire.signal()).open(lines, port));
        all.put("engine, Modem.attach()", engine(Question.ATTACH, () -> client -> client));
        return all;
    }

    private static Opening engine(Question question, Supplier<UnaryOperator<AtClient>> change) {
        return (lines, port) -> new Engine(question, change).open(lines, port);
    }

    /** A file for each line, as recordings require. */
    private static Supplier<UnaryOperator<AtClient>> recorded(List<AutoCloseable> toClose) {
        return () -> {
            try {
                Path path = Files.createTempFile("atflux-benchmark", ".txt");
                path.toFile().deleteOnExit();
                RecordingFile file = RecordingFile.create(path);
                toClose.add(file);
                return client -> client.recordTo(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
