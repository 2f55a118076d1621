package io.atflux.samples.link;

import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxDepth;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxMessage;
import io.atflux.outbox.OutboxQueue;
import io.atflux.outbox.OutboxStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * One process's access to the outbox on a disk: all waiting steps are one commit, which is answered when it is synced.
 */
final class SiteOutbox implements Outbox {

    private final SiteDisk disk;
    private final HostTime time;
    private final List<Asked<?>> line = new ArrayList<>();
    /** Finished entries whose removal could not be written to the disk. */
    private final List<OutboxEntry> over = new ArrayList<>();

    private boolean busy;

    SiteOutbox(SiteDisk disk, HostTime time) {
        this.disk = disk;
        this.time = time;
    }

    /** One request. */
    private static final class Asked<T> {
        private final Function<Shelf, @Nullable T> work;
        private final boolean adds;
        private final @Nullable OutboxEntry removes;
        private final MonoSink<T> sink;
        private boolean gone;
        private @Nullable T result;
        private @Nullable OutboxException failure;

        Asked(Function<Shelf, @Nullable T> work, boolean adds, @Nullable OutboxEntry removes, MonoSink<T> sink) {
            this.work = work;
            this.adds = adds;
            this.removes = removes;
            this.sink = sink;
        }

        void carryOut(Shelf shelf) {
            try {
                result = work.apply(shelf);
            } catch (OutboxException refused) {
                failure = refused;
            }
        }

        void answer() {
            if (failure != null) {
                sink.error(failure);
            } else {
                sink.success(result);
            }
        }
    }

    private <T> Mono<T> does(Function<Shelf, @Nullable T> work) {
        return does(work, false, null);
    }

    private <T> Mono<T> does(Function<Shelf, @Nullable T> work, boolean adds, @Nullable OutboxEntry removes) {
        return Mono.create(sink -> {
            Asked<T> asked = new Asked<>(work, adds, removes, sink);
            sink.onCancel(() -> asked.gone = true);
            line.add(asked);
            begin();
        });
    }

    private void begin() {
        if (!busy && !line.isEmpty()) {
            busy = true;
            time.schedule(this::commit);
        }
    }

    private void commit() {
        disk.reached(SiteDisk.Moment.ASKED_FOR);
        if (time.isDead()) {
            return;
        }
        List<Asked<?>> group = new ArrayList<>(line);
        line.clear();
        group.removeIf(asked -> asked.adds && asked.gone);
        boolean fails = disk.mood() == SiteDisk.Mood.BROKEN;
        if (!fails || disk.isDoneAllTheSame()) {
            group.forEach(this::write);
        }
        if (fails) {
            group.forEach(this::fail);
        }
        disk.reached(SiteDisk.Moment.WRITTEN);
        if (!time.isDead()) {
            after(disk.syncTime(), () -> synced(group, fails));
        }
    }

    private void after(Duration delay, Runnable task) {
        time.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void write(Asked<?> asked) {
        if (asked.adds && disk.mood() == SiteDisk.Mood.FULL) {
            asked.failure = new OutboxException(OutboxException.Reason.DISK_FULL, "the disk is full", null);
            return;
        }
        Shelf before = disk.shelf().copy();
        over.forEach(disk.shelf()::remove);
        over.clear();
        asked.carryOut(disk.shelf());
        disk.wrote(before);
    }

    private void fail(Asked<?> asked) {
        asked.failure = new OutboxException(OutboxException.Reason.IO, "the disk fails", null);
        OutboxEntry removes = asked.removes;
        if (removes != null) {
            over.add(removes);
        }
    }

    private void synced(List<Asked<?>> group, boolean failed) {
        if (!failed) {
            disk.sync();
        }
        disk.reached(SiteDisk.Moment.SYNCED);
        if (time.isDead()) {
            return;
        }
        busy = false;
        begin();
        for (Asked<?> asked : group) {
            tell(asked);
            asked.answer();
        }
        disk.reached(SiteDisk.Moment.ANSWERED);
    }

    /** Reports the entries that the answer says are gone. */
    private void tell(Asked<?> asked) {
        if (asked.failure != null) {
            return;
        }
        if (asked.removes != null) {
            disk.toldOf(asked.removes.id());
        }
        if (asked.result instanceof OutboxStep step) {
            step.dropped().forEach(entry -> disk.toldOf(entry.id()));
            step.expired().forEach(entry -> disk.toldOf(entry.id()));
        } else if (asked.result instanceof List<?> expired) {
            expired.forEach(entry -> disk.toldOf(((OutboxEntry) entry).id()));
        }
    }

    @Override
    public Mono<OutboxQueue> queue(String owner) {
        return does(shelf -> new Queue(owner));
    }

    @Override
    public Mono<Map<String, Long>> owners() {
        return does(Shelf::owners);
    }

    @Override
    public Mono<Long> move(String from, String to) {
        return does(shelf -> shelf.move(from, to));
    }

    @Override
    public Mono<Long> discard(String owner) {
        return does(shelf -> shelf.discard(owner));
    }

    @Override
    public Mono<Map<String, String>> properties() {
        return does(Shelf::properties);
    }

    @Override
    public Mono<Void> save(String name, @Nullable String value) {
        return does(shelf -> {
            shelf.save(name, value);
            return null;
        });
    }

    @Override
    public Mono<Void> close() {
        return does(shelf -> null);
    }

    private final class Queue implements OutboxQueue {

        private final String owner;

        Queue(String owner) {
            this.owner = owner;
        }

        @Override
        public String owner() {
            return owner;
        }

        @Override
        public Mono<OutboxStep> enqueue(OutboxMessage message) {
            return does(shelf -> shelf.add(owner, message, disk.clock()), true, null);
        }

        @Override
        public Mono<OutboxStep> next() {
            return does(shelf -> shelf.next(owner, disk.clock()));
        }

        @Override
        public Mono<OutboxStep> next(OutboxEntry done) {
            return does(
                    shelf -> {
                        shelf.remove(done);
                        return shelf.next(owner, disk.clock());
                    },
                    false,
                    done);
        }

        @Override
        public Mono<Void> remove(OutboxEntry done) {
            return does(
                    shelf -> {
                        shelf.remove(done);
                        return null;
                    },
                    false,
                    done);
        }

        @Override
        public Mono<OutboxEntry> giveBack(OutboxEntry entry) {
            return does(shelf -> shelf.change(entry, Shelf::givenBack));
        }

        @Override
        public Mono<OutboxEntry> endedConnection(OutboxEntry entry) {
            return does(shelf -> shelf.change(entry, Shelf::endedConnection));
        }

        @Override
        public Mono<List<OutboxEntry>> expire() {
            return does(shelf -> shelf.expire(owner, disk.clock()));
        }

        @Override
        public Mono<OutboxDepth> depth() {
            return does(shelf -> shelf.depth(owner));
        }
    }
}
