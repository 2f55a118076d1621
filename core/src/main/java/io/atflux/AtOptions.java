package io.atflux;

import io.atflux.observe.SessionObserver;
import io.atflux.observe.WireEvent;
import io.atflux.urc.Overflow;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * Limits and habits of a session. Immutable: each {@code with…} returns a changed copy.
 *
 * @param discipline who has the line while an asynchronous command waits
 * @param maxLine longest line accepted, bytes
 * @param maxReplyLines most information lines of one reply
 * @param maxReplyBytes most bytes of one reply's information lines
 * @param maxQueue most commands that wait
 * @param queueWait how long a command may wait for the line; null for as long as it takes
 * @param drain how long an owed reply is waited for before the session asks the modem
 * @param probes how many unanswered probes end the session
 * @param probeTimeout how long a probe may take
 * @param rawTimeout how long a raw command may take
 * @param overflow the queue of a subscriber that asks for none of its own
 * @param closeTimeout how long closing may take
 * @param timer the clock and timer; null for the transport's, or else the connection's own event loop
 * @param deliverOn where results and events are delivered; null for the connection's own event loop
 * @param observer is told what happens
 * @param recorder gets what passes on the line; null for nobody
 * @param name prefix of this connection's log lines; null for the transport's description
 */
public record AtOptions(
        Discipline discipline,
        int maxLine,
        int maxReplyLines,
        int maxReplyBytes,
        int maxQueue,
        @Nullable Duration queueWait,
        Duration drain,
        int probes,
        Duration probeTimeout,
        Duration rawTimeout,
        Overflow overflow,
        Duration closeTimeout,
        @Nullable Scheduler timer,
        @Nullable Scheduler deliverOn,
        SessionObserver observer,
        @Nullable Consumer<? super WireEvent> recorder,
        @Nullable String name) {

    /** 16 KiB lines, 1,024 waiting commands, 256 waiting events a subscriber, 3 s drain, 3 probes of 1 s. */
    public static AtOptions defaults() {
        return new AtOptions(
                Discipline.STRICT,
                16 * 1024,
                4096,
                256 * 1024,
                1024,
                null,
                Duration.ofSeconds(3),
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Overflow.dropOldest(256),
                Duration.ofSeconds(5),
                null,
                null,
                SessionObserver.NONE,
                null,
                null);
    }

    public AtOptions withDiscipline(Discipline discipline) {
        return new AtOptions(
                discipline,
                maxLine,
                maxReplyLines,
                maxReplyBytes,
                maxQueue,
                queueWait,
                drain,
                probes,
                probeTimeout,
                rawTimeout,
                overflow,
                closeTimeout,
                timer,
                deliverOn,
                observer,
                recorder,
                name);
    }

    public AtOptions withMaxLine(int maxLine) {
        return new AtOptions(
                discipline,
                maxLine,
                maxReplyLines,
                maxReplyBytes,
                maxQueue,
                queueWait,
                drain,
                probes,
                probeTimeout,
                rawTimeout,
                overflow,
                closeTimeout,
                timer,
                deliverOn,
                observer,
                recorder,
                name);
    }

    public AtOptions withMaxReplyLines(int maxReplyLines) {
        return new AtOptions(
                discipline,
                maxLine,
                maxReplyLines,
                maxReplyBytes,
                maxQueue,
                queueWait,
                drain,
                probes,
                probeTimeout,
                rawTimeout,
                overflow,
                closeTimeout,
                timer,
                deliverOn,
                observer,
                recorder,
                name);
    }

    public AtOptions withMaxReplyBytes(int maxReplyBytes) {
        return new AtOptions(
                discipline,
                maxLine,
                maxReplyLines,
                maxReplyBytes,
                maxQueue,
                queueWait,
                drain,
                probes,
                probeTimeout,
                rawTimeout,
                overflow,
                closeTimeout,
                timer,
                deliverOn,
                observer,
                recorder,
                name);
    }

    public AtOptions withMaxQueue(int maxQueue) {
        return new AtOptions(
                discipline,
                maxLine,
                maxReplyLines,
                maxReplyBytes,
                maxQueue,
                queueWait,
                drain,
                probes,
                probeTimeout,
                rawTimeout,
                overflow,
                closeTimeout,
                timer,
                deliverOn,
                observer,
                recorder,
                name);
    }

    public AtOptions withQueueWait(@Nullable Duration queueWait) {
        return new AtOptions(
                discipline,
                maxLine,
                maxReplyLines,
                maxReplyBytes,
                maxQueue,
                queueWait,
                drain,
                probes,
                probeTimeout,
                rawTimeout,
                overflow,
                closeTimeout,
                timer,
                deliverOn,
                observer,
                recorder,
                name);
    }

    public AtOptions withDrain(Duration drain) {
        return new AtOptions(
                discipline,
                maxLine,
                maxReplyLines,
                maxReplyBytes,
                maxQueue,
                queueWait,
                drain,
                probes,
                probeTimeout,
                rawTimeout,
                overflow,
                closeTimeout,
                timer,
                deliverOn,
                observer,
                recorder,
                name);
    }

    public AtOptions withProbes(int probes) {
        return new AtOptions(
                discipline,
                maxLine,
                maxReplyLines,
                maxReplyBytes,
                maxQueue,
                queueWait,
                drain,
                probes,
                probeTimeout,
                rawTimeout,
                overflow,
                closeTimeout,
                timer,
                deliverOn,
                observer,
                recorder,
                name);
    }

    public AtOptions withProbeTimeout(Duration probeTimeout) {
        return new AtOptions(
                discipline,
                maxLine,
                maxReplyLines,
                maxReplyBytes,
                maxQueue,
                queueWait,
                drain,
                probes,
                probeTimeout,
                rawTimeout,
                overflow,
                closeTimeout,
                timer,
                deliverOn,
                observer,
                recorder,
                name);
    }

    public AtOptions withRawTimeout(Duration rawTimeout) {
        return new AtOptions(
                discipline,
                maxLine,
                maxReplyLines,
                maxReplyBytes,
                maxQueue,
                queueWait,
                drain,
                probes,
                probeTimeout,
                rawTimeout,
                overflow,
                closeTimeout,
                timer,
                deliverOn,
                observer,
                recorder,
                name);
    }

    public AtOptions withOverflow(Overflow overflow) {
        return new AtOptions(
                discipline,
                maxLine,
                maxReplyLines,
                maxReplyBytes,
                maxQueue,
                queueWait,
                drain,
                probes,
                probeTimeout,
                rawTimeout,
                overflow,
                closeTimeout,
                timer,
                deliverOn,
                observer,
                recorder,
                name);
    }

    public AtOptions withCloseTimeout(Duration closeTimeout) {
        return new AtOptions(
                discipline,
                maxLine,
                maxReplyLines,
                maxReplyBytes,
                maxQueue,
                queueWait,
                drain,
                probes,
                probeTimeout,
                rawTimeout,
                overflow,
                closeTimeout,
                timer,
                deliverOn,
                observer,
                recorder,
                name);
    }

    public AtOptions withTimer(@Nullable Scheduler timer) {
        return new AtOptions(
                discipline,
                maxLine,
                maxReplyLines,
                maxReplyBytes,
                maxQueue,
                queueWait,
                drain,
                probes,
                probeTimeout,
                rawTimeout,
                overflow,
                closeTimeout,
                timer,
                deliverOn,
                observer,
                recorder,
                name);
    }

    public AtOptions withDeliverOn(@Nullable Scheduler deliverOn) {
        return new AtOptions(
                discipline,
                maxLine,
                maxReplyLines,
                maxReplyBytes,
                maxQueue,
                queueWait,
                drain,
                probes,
                probeTimeout,
                rawTimeout,
                overflow,
                closeTimeout,
                timer,
                deliverOn,
                observer,
                recorder,
                name);
    }

    public AtOptions withName(@Nullable String name) {
        return new AtOptions(
                discipline,
                maxLine,
                maxReplyLines,
                maxReplyBytes,
                maxQueue,
                queueWait,
                drain,
                probes,
                probeTimeout,
                rawTimeout,
                overflow,
                closeTimeout,
                timer,
                deliverOn,
                observer,
                recorder,
                name);
    }

    public AtOptions withObserver(SessionObserver observer) {
        return new AtOptions(
                discipline,
                maxLine,
                maxReplyLines,
                maxReplyBytes,
                maxQueue,
                queueWait,
                drain,
                probes,
                probeTimeout,
                rawTimeout,
                overflow,
                closeTimeout,
                timer,
                deliverOn,
                observer,
                recorder,
                name);
    }

    public AtOptions withRecorder(@Nullable Consumer<? super WireEvent> recorder) {
        return new AtOptions(
                discipline,
                maxLine,
                maxReplyLines,
                maxReplyBytes,
                maxQueue,
                queueWait,
                drain,
                probes,
                probeTimeout,
                rawTimeout,
                overflow,
                closeTimeout,
                timer,
                deliverOn,
                observer,
                recorder,
                name);
    }
}
