package io.atflux.samples.cli.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The lines of an input as bytes, read on demand as they arrive. Two daemon threads: one reads, because a read cannot
 * be cancelled, and one passes the lines on.
 */
final class InputLines {

    /** Far above the limit of any modem, so a line that is cut here is refused later. */
    static final int LONGEST = 1 << 20;

    private static final int AHEAD = 64;
    private static final byte[] END = {};

    private final InputStream in;
    private final BlockingQueue<byte[]> read = new ArrayBlockingQueue<>(AHEAD);
    private volatile @Nullable IOException failure;

    InputLines(InputStream in) {
        this.in = in;
    }

    /** One subscriber. Errors with {@link IOException} if the input can no longer be read. */
    Flux<byte[]> lines() {
        return Flux.defer(() -> {
            Scheduler own = Schedulers.newSingle("atflux-lines", true);
            Thread reader = new Thread(this::readAll, "atflux-input");
            reader.setDaemon(true);
            reader.start();
            return Flux.<byte[]>generate(this::handOn).subscribeOn(own).doFinally(end -> own.dispose());
        });
    }

    private void handOn(SynchronousSink<byte[]> sink) {
        try {
            byte[] line = read.take();
            IOException why = failure;
            if (line != END) {
                sink.next(line);
            } else if (why != null) {
                sink.error(why);
            } else {
                sink.complete();
            }
        } catch (InterruptedException disposed) {
            sink.complete();
        }
    }

    private void readAll() {
        try {
            try {
                for (byte[] line = next(in); line != null; line = next(in)) {
                    read.put(line);
                }
            } catch (IOException unreadable) {
                failure = unreadable;
            }
            read.put(END);
        } catch (InterruptedException neverSent) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next line without its end, LF or CR LF; the last one may have none. Null at the end of the input. */
    static byte @Nullable [] next(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return null;
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() <= LONGEST) {
                line.write(b);
            }
        }
        byte[] bytes = line.toByteArray();
        boolean carriageReturn = b == '\n' && bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        return carriageReturn ? java.util.Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }
}
