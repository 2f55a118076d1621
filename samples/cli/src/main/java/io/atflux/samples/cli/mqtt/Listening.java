package io.atflux.samples.cli.mqtt;

import io.atflux.error.AtException;
import io.atflux.link.LinkException;
import io.atflux.link.LinkState;
import io.atflux.link.MqttLink;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TopicFilter;
import io.atflux.samples.cli.ExitStatus;
import io.atflux.samples.cli.Shown;
import io.atflux.samples.cli.send.ErrorReport;
import io.atflux.urc.Overflow;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Subscribes to topics on a link, and ends the program after a number of messages, after a time, or without a
 * connection.
 */
final class Listening {

    private static final int QUEUE = 1_024;

    private final MqttLink link;
    private final List<TopicFilter> filters;
    private final Qos qos;
    private final LinkRun run;
    private final ErrorReport errors;
    private final Narrator narrator;
    private @Nullable Duration within;
    private @Nullable Duration time;
    private boolean keepTrying;
    private long count = Long.MAX_VALUE;
    private long told;
    private int refused;

    Listening(MqttLink link, List<TopicFilter> filters, Qos qos, LinkRun run, ErrorReport errors, Narrator narrator) {
        this.link = link;
        this.filters = filters;
        this.qos = qos;
        this.run = run;
        this.errors = errors;
        this.narrator = narrator;
    }

    /** Sets the limits; null for none. */
    void limit(@Nullable Duration connection, boolean always, @Nullable Long messages, @Nullable Duration listening) {
        within = connection;
        keepTrying = always;
        count = messages == null ? Long.MAX_VALUE : messages;
        time = listening;
    }

    void begin() {
        for (int i = 0; i < filters.size(); i++) {
            List<TopicFilter> before = filters.subList(0, i);
            String filter = filters.get(i).toString();
            link.messages(filter, qos, Overflow.error(QUEUE))
                    // A message that matches several filters is printed once.
                    .filter(message -> before.stream().noneMatch(other -> other.matches(message.topic())))
                    .subscribe(
                            message -> run.tellOrDrop(() -> tell(message)),
                            failure -> run.tell(() -> refused(filter, failure)));
        }
        Mono<Void> ready =
                keepTrying ? link.start().onErrorResume(LinkException.class, blocked -> readyOneDay()) : link.start();
        (within == null ? ready : ready.timeout(within))
                .subscribe(nothing -> {}, this::notReady, () -> run.tell(this::ready));
    }

    private Mono<Void> readyOneDay() {
        return link.states()
                .filter(LinkState::isReady)
                .next()
                .switchIfEmpty(Mono.never())
                .then();
    }

    private void ready() {
        String all = filters.stream().map(TopicFilter::toString).collect(Collectors.joining(", "));
        run.warn("listening to " + Shown.text(all) + " (QoS " + qos.level() + ")");
        if (time != null) {
            Mono.delay(time).subscribe(over -> run.end(ExitStatus.OK, ""));
        }
    }

    private void notReady(Throwable failure) {
        if (failure instanceof LinkException blocked) {
            run.end(Words.status(blocked.state()), Words.givenUp(blocked.state()));
            return;
        }
        LinkState state = link.state();
        String late = within == null ? failure + ": " : "no connection within " + within.toSeconds() + " s: ";
        run.end(Words.status(state), late + narrator.late(state));
    }

    private void refused(String filter, Throwable failure) {
        if (run.isEnded()) {
            return;
        }
        refused++;
        if (!(failure instanceof AtException at)) {
            run.endNow(ExitStatus.FAILED, "listening to " + Shown.text(filter) + ": " + failure);
            return;
        }
        int status = errors.tell(at, "", List.of());
        if (!keepTrying || refused == filters.size()) {
            run.endNow(status, "");
        }
    }

    private void tell(MqttMessage message) {
        if (run.isEnded()) {
            return;
        }
        run.printer().message(message);
        told++;
        if (told >= count) {
            run.endNow(ExitStatus.OK, "");
        }
    }
}
