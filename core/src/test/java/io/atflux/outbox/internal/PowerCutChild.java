package io.atflux.outbox.internal;

import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxOptions;
import io.atflux.outbox.OutboxQueue;
import io.atflux.outbox.OutboxStep;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A process that uses an outbox and reports each acknowledgement by one write: {@code A n} message n is accepted,
 * {@code S n} its removal is requested, {@code R n} it is removed, {@code Q n} and {@code P n} the same of a property.
 */
final class PowerCutChild {

    static final String OWNER = "power";
    static final String PROPERTY = "count";

    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);
    private static final int TOGETHER = 4;

    private PowerCutChild() {}

    public static void main(String[] args) {
        SqliteTuning tuning = new SqliteTuning(args[1], 20, SqliteTuning.DEFAULT.mostPages());
        Outbox outbox = new SqliteOutbox(
                Path.of(args[0]), OutboxOptions.builder().ballast(0).build(), tuning, WriterThread.shared());
        OutboxQueue queue = Objects.requireNonNull(outbox.queue(OWNER).block());
        Random random = new Random(1);
        int count = Integer.parseInt(args[2]);
        for (int from = 0; from < count; from += TOGETHER) {
            Flux.range(from, TOGETHER)
                    .flatMap(n -> queue.enqueue(message(n)).doOnNext(step -> say('A', n)))
                    .blockLast();
            take(queue, random.nextInt(2 * TOGETHER));
            int number = from;
            say('Q', number);
            outbox.save(PROPERTY, String.valueOf(number))
                    .doOnSuccess(nothing -> say('P', number))
                    .block();
        }
        say('E', 0);
        // Without a close, which would be an orderly end.
        Runtime.getRuntime().halt(0);
    }

    private static void take(OutboxQueue queue, int most) {
        OutboxStep step = Objects.requireNonNull(queue.next().block());
        for (int i = 0; i < most && step.hasEntry(); i++) {
            int number = number(step.entry().message());
            say('S', number);
            Mono<OutboxStep> next = queue.next(step.entry()).doOnNext(removed -> say('R', number));
            step = Objects.requireNonNull(next.block());
        }
    }

    /** Of any length up to several pages, and always the same for the same number. */
    static MqttMessage message(int number) {
        byte[] payload = new byte[new Random(number).nextInt(10) == 0 ? 9000 : number % 700];
        new Random(number).nextBytes(payload);
        return MqttMessage.of("t/" + number, payload);
    }

    static int number(MqttMessage message) {
        return Integer.parseInt(message.topic().substring(2));
    }

    private static void say(char what, int number) {
        try {
            OUT.write((what + " " + number + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
