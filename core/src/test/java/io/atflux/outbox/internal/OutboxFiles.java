package io.atflux.outbox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxException.Reason;
import io.atflux.outbox.OutboxOptions;
import io.atflux.outbox.OutboxQueue;
import io.atflux.outbox.OutboxStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Helpers of tests for files of outboxes. */
final class OutboxFiles {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String OWNER = "broker:1883 a";

    private OutboxFiles() {}

    static <T> T get(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }

    static OutboxQueue queue(Outbox outbox) {
        return get(outbox.queue(OWNER));
    }

    static OutboxEntry add(OutboxQueue queue, String text) {
        return get(queue.enqueue(MqttMessage.of("t", text))).entry();
    }

    static void close(Outbox outbox) {
        outbox.close().block(PATIENCE);
    }

    static List<String> drain(OutboxQueue queue) {
        List<String> all = new ArrayList<>();
        OutboxStep step = get(queue.next());
        while (step.hasEntry()) {
            all.add(step.entry().message().text());
            step = get(queue.next(step.entry()));
        }
        return all;
    }

    /** Creates a file with this number of entries of some hundred bytes. */
    static void fill(Path file, int count) {
        Outbox outbox = Outbox.sqlite(file);
        OutboxQueue queue = queue(outbox);
        for (int i = 0; i < count; i++) {
            add(queue, i + "x".repeat(300));
        }
        close(outbox);
    }

    /** Copies the files that a crash at this moment leaves: those of an open outbox. */
    static void crash(Path file, Path to) throws IOException {
        for (String ending : new String[] {"", "-wal"}) {
            Files.copy(OwnFiles.beside(file, ending), OwnFiles.beside(to, ending), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static OutboxException refused(Path file, Reason reason) {
        return refused(Outbox.sqlite(file, OutboxOptions.defaults()), reason);
    }

    static OutboxException refused(Outbox outbox, Reason reason) {
        OutboxException[] found = new OutboxException[1];
        assertThatThrownBy(() -> outbox.queue(OWNER).block(PATIENCE))
                .isInstanceOfSatisfying(OutboxException.class, thrown -> found[0] = thrown);
        close(outbox);
        assertThat(found[0].reason()).as(found[0].getMessage()).isEqualTo(reason);
        return found[0];
    }

    /** Each file of the folder with its bytes, except for locks. */
    static SortedMap<String, String> bytes(Path folder) throws IOException {
        SortedMap<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (!name.endsWith(".lock")) {
                    all.put(name, HexFormat.of().formatHex(Files.readAllBytes(file)));
                }
            }
        }
        return all;
    }
}
