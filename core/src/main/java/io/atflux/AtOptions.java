package io.atflux;

import io.atflux.internal.time.Durations;
import io.atflux.observe.SessionObserver;
import io.atflux.observe.WireEvent;
import io.atflux.urc.Overflow;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * Limits and habits of a session. Immutable: each {@code with…} returns a changed copy. A duration of 73 years or more, such as
 * {@code ChronoUnit.FOREVER.getDuration()}, is no limit.
 *
 * @param discipline who has the line while an asynchronous command waits
 * @param maxLine longest line accepted, bytes
 * @param maxReplyLines most information lines of one reply
 * @param maxReplyBytes most bytes of one reply's information lines
 * @param maxQueue most commands that wait
 * @param queueWait how long a command may wait for the line; null for as long as it takes
 * @param turnIdle how long an exclusive turn may keep the line with nothing to send; null for as long as it likes
 * @param drain how long an owed reply is waited for before the session asks the modem
 * @param probes how many unanswered probes end the session, 1 or more; each is drawn at random from the profile's reads
 * @param probeTimeout how long a probe may take
 * @param rawTimeout how long a raw command may take
 * @param overflow the queue of a subscriber that asks for none of its own
 * @param closeTimeout how long closing may take
 * @param liveness after how long a silence the modem is asked whether it is there, 1 ms to 365 days; null for never
 * @param timer the clock and timer; null for the transport's, or else the connection's own event loop
 * @param deliverOn where results and events are delivered; null for the connection's own event loop
 * @param observer is told what happens
 * @param recorder gets what passes on the line; null for nobody
 * @param logContext names of the entries of a caller's Reactor context that its command's log lines carry
 * @param name prefix of this connection's log lines; null for the transport's description
 * @param random draws the words that prove that session and modem are in step; null for a {@link java.security.SecureRandom}
 */
public record AtOptions(
        Discipline discipline,
        int maxLine,
        int maxReplyLines,
        int maxReplyBytes,
        int maxQueue,
        @Nullable Duration queueWait,
        @Nullable Duration turnIdle,
        Duration drain,
        int probes,
        Duration probeTimeout,
        Duration rawTimeout,
        Overflow overflow,
        Duration closeTimeout,
        @Nullable Duration liveness,
        @Nullable Scheduler timer,
        @Nullable Scheduler deliverOn,
        SessionObserver observer,
        @Nullable Consumer<? super WireEvent> recorder,
        List<String> logContext,
        @Nullable String name,
        @Nullable RandomGenerator random) {

    /** @throws IllegalArgumentException for a limit that lets nothing through, a negative time, or a silence out of range */
    public AtOptions {
        atLeastOne("longest line", maxLine);
        atLeastOne("reply lines", maxReplyLines);
        atLeastOne("reply bytes", maxReplyBytes);
        atLeastOne("waiting commands", maxQueue);
        atLeastOne("probes", probes);
        Durations.notNegative("drain", drain);
        Durations.positive("probe time-out", probeTimeout);
        Durations.positive("raw time-out", rawTimeout);
        Durations.notNegative("close time-out", closeTimeout);
        if (queueWait != null) {
            Durations.notNegative("queue wait", queueWait);
        }
        if (turnIdle != null) {
            Durations.positive("turn idle", turnIdle);
        }
        if (liveness != null
                && (liveness.compareTo(Duration.ofMillis(1)) < 0 || liveness.compareTo(Duration.ofDays(365)) > 0)) {
            throw new IllegalArgumentException("liveness " + liveness + " is not within 1 ms to 365 days");
        }
        logContext = List.copyOf(logContext);
    }

    private static void atLeastOne(String what, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a limit of " + most + " " + what + " lets nothing through");
        }
    }

    /** 16 KiB lines, 1,024 waiting commands, 256 waiting events a subscriber, turns idle for 5 min, 3 s drain, 3 probes of 1 s. */
    public static AtOptions defaults() {
        return new AtOptions(
                Discipline.STRICT,
                16 * 1024,
                4096,
                256 * 1024,
                1024,
                null,
                Duration.ofMinutes(5),
                Duration.ofSeconds(3),
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Overflow.dropOldest(256),
                Duration.ofSeconds(5),
                null,
                null,
                null,
                SessionObserver.NONE,
                null,
                List.of(),
                null,
                null);
    }

    public AtOptions withDiscipline(Discipline discipline) {
        return changed(copy -> copy.discipline = discipline);
    }

    public AtOptions withMaxLine(int maxLine) {
        return changed(copy -> copy.maxLine = maxLine);
    }

    public AtOptions withMaxReplyLines(int maxReplyLines) {
        return changed(copy -> copy.maxReplyLines = maxReplyLines);
    }

    public AtOptions withMaxReplyBytes(int maxReplyBytes) {
        return changed(copy -> copy.maxReplyBytes = maxReplyBytes);
    }

    public AtOptions withMaxQueue(int maxQueue) {
        return changed(copy -> copy.maxQueue = maxQueue);
    }

    public AtOptions withQueueWait(@Nullable Duration queueWait) {
        return changed(copy -> copy.queueWait = queueWait);
    }

    /** @throws IllegalArgumentException for an idle time of nothing */
    public AtOptions withTurnIdle(@Nullable Duration turnIdle) {
        return changed(copy -> copy.turnIdle = turnIdle);
    }

    public AtOptions withDrain(Duration drain) {
        return changed(copy -> copy.drain = drain);
    }

    public AtOptions withProbes(int probes) {
        return changed(copy -> copy.probes = probes);
    }

    public AtOptions withProbeTimeout(Duration probeTimeout) {
        return changed(copy -> copy.probeTimeout = probeTimeout);
    }

    public AtOptions withRawTimeout(Duration rawTimeout) {
        return changed(copy -> copy.rawTimeout = rawTimeout);
    }

    public AtOptions withOverflow(Overflow overflow) {
        return changed(copy -> copy.overflow = overflow);
    }

    public AtOptions withCloseTimeout(Duration closeTimeout) {
        return changed(copy -> copy.closeTimeout = closeTimeout);
    }

    /** @throws IllegalArgumentException for a silence out of range */
    public AtOptions withLiveness(@Nullable Duration silence) {
        return changed(copy -> copy.liveness = silence);
    }

    public AtOptions withTimer(@Nullable Scheduler timer) {
        return changed(copy -> copy.timer = timer);
    }

    public AtOptions withDeliverOn(@Nullable Scheduler deliverOn) {
        return changed(copy -> copy.deliverOn = deliverOn);
    }

    public AtOptions withObserver(SessionObserver observer) {
        return changed(copy -> copy.observer = observer);
    }

    public AtOptions withRecorder(@Nullable Consumer<? super WireEvent> recorder) {
        return changed(copy -> copy.recorder = recorder);
    }

    public AtOptions withLogContext(List<String> logContext) {
        return changed(copy -> copy.logContext = logContext);
    }

    public AtOptions withName(@Nullable String name) {
        return changed(copy -> copy.name = name);
    }

    public AtOptions withRandom(@Nullable RandomGenerator random) {
        return changed(copy -> copy.random = random);
    }

    private AtOptions changed(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.toOptions();
    }

    /** The same fields, while one of them is being changed. */
    private static final class Copy {
        private Discipline discipline;
        private int maxLine;
        private int maxReplyLines;
        private int maxReplyBytes;
        private int maxQueue;
        private @Nullable Duration queueWait;
        private @Nullable Duration turnIdle;
        private Duration drain;
        private int probes;
        private Duration probeTimeout;
        private Duration rawTimeout;
        private Overflow overflow;
        private Duration closeTimeout;
        private @Nullable Duration liveness;
        private @Nullable Scheduler timer;
        private @Nullable Scheduler deliverOn;
        private SessionObserver observer;
        private @Nullable Consumer<? super WireEvent> recorder;
        private List<String> logContext;
        private @Nullable String name;
        private @Nullable RandomGenerator random;

        Copy(AtOptions from) {
            discipline = from.discipline;
            maxLine = from.maxLine;
            maxReplyLines = from.maxReplyLines;
            maxReplyBytes = from.maxReplyBytes;
            maxQueue = from.maxQueue;
            queueWait = from.queueWait;
            turnIdle = from.turnIdle;
            drain = from.drain;
            probes = from.probes;
            probeTimeout = from.probeTimeout;
            rawTimeout = from.rawTimeout;
            overflow = from.overflow;
            closeTimeout = from.closeTimeout;
            liveness = from.liveness;
            timer = from.timer;
            deliverOn = from.deliverOn;
            observer = from.observer;
            recorder = from.recorder;
            logContext = from.logContext;
            name = from.name;
            random = from.random;
        }

        AtOptions toOptions() {
            return new AtOptions(
                    discipline,
                    maxLine,
                    maxReplyLines,
                    maxReplyBytes,
                    maxQueue,
                    queueWait,
                    turnIdle,
                    drain,
                    probes,
                    probeTimeout,
                    rawTimeout,
                    overflow,
                    closeTimeout,
                    liveness,
                    timer,
                    deliverOn,
                    observer,
                    recorder,
                    logContext,
                    name,
                    random);
        }
    }
}
