package io.atflux.samples.link;

import io.atflux.samples.modem.switches.Switch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Each message that the broker sends to a connection whose line is up reaches each listener with a matching filter,
 * once.
 */
final class Deliveries {

    /** The limit for a message of the broker to reach the listeners. */
    private static final Duration SOON = Duration.ofSeconds(15);
    /** An event before this time has no effect on a message sent now. */
    static final Duration JUST_NOW = Duration.ofSeconds(17);

    /** The limit for a request that was made while a broker was slow, from the end of that time on. */
    private static final Duration HELD = Duration.ofMinutes(2);

    /**
     * The messages and other notices that the module holds while it answers a command; beyond that the oldest are
     * dropped.
     */
    private static final int HOLDS = 32;

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Site site;
    private final ArrayDeque<Duration> sentAt = new ArrayDeque<>();
    private final Map<String, Integer> sent = new HashMap<>();
    private int promised;

    Deliveries(Site site) {
        this.site = site;
    }

    void sent(WorldBroker.Sent message) {
        sentAt.add(message.at());
        while (sentAt.getFirst().plus(SOON).compareTo(site.now()) < 0) {
            sentAt.remove();
        }
        sent.merge(message.clientId() + message.payload(), 1, Integer::sum);
        SiteHost host = site.host();
        if (host == null || host.isDead()) {
            return;
        }
        for (LinkUser user : host.users()) {
            if (user.identity().equals(message.clientId())) {
                for (Listening listening : List.copyOf(user.listeners())) {
                    if (listening.wants(message.topic())
                            && site.broker.isSubscribed(message.clientId(), listening.filter())) {
                        promise(listening, message);
                    }
                }
            }
        }
    }

    private void promise(Listening listening, WorldBroker.Sent message) {
        int connects = site.line.connects();
        boolean open = site.line.isOpen();
        boolean ready = listening.user().link().state().isReady();
        site.after(SOON, () -> {
            promised++;
            if (listening.timesGot(message.payload()) > 0) {
                return;
            }
            if (!open || connects != site.line.connects() || !site.line.isOpen()) {
                site.verdict.excused(Excuse.LINE_DOWN);
            } else if (site.history.within(History.Happening.LINE_SILENT, JUST_NOW)
                    || site.history.within(History.Happening.LINE_NOISE, JUST_NOW)
                    || site.wire.cameAfterNoise(message.payload())
                    || site.line.isHalfOpen()) {
                site.verdict.excused(Excuse.LINE_DISTURBED);
            } else if (site.history.within(History.Happening.MODULE_OFF, JUST_NOW)
                    || site.history.within(History.Happening.MODULE_HUNG, JUST_NOW)) {
                site.verdict.excused(Excuse.MODULE_OFF);
            } else if (listening.hasLeft()
                    || listening.user().host().isDead()
                    || listening.user().isClosed()) {
                site.verdict.excused(Excuse.LISTENER_LEFT);
            } else if (site.setup.switches.is(Switch.RESULT_ORDER, "urc-first")
                    && site.history.within(History.Happening.BROKER_SILENT, HELD)) {
                site.verdict.excused(Excuse.MODULE_HOLDS);
            } else if (sentWithin(message.at(), AT_ONCE) >= HOLDS) {
                site.verdict.excused(Excuse.MODULE_HOLDS);
            } else if (endIsNotMarked(message, ready)) {
                // A module whose echo is on again is checked for a restart, and until then every byte is part of the
                // text. During a proof no line is: the input that a dead process has left open was filled with lines.
                site.verdict.excused(Excuse.END_NOT_MARKED);
            } else if (site.wire.isQuietSince(message.at())
                    && (site.history.within(History.Happening.HOST_DIED, HELD)
                            || site.history.within(History.Happening.LINE_LOST, HELD)
                            || site.history.within(History.Happening.LINE_REFUSED, HELD)
                            || site.history.within(History.Happening.LINE_NOISE, HELD))) {
                // The module awaits the rest of an input: of a process that died, of a line that was lost, or after a
                // damaged prompt. It prints nothing until it has it.
                site.verdict.excused(Excuse.MODULE_HOLDS);
            } else if (site.history.ever(History.Happening.HOST_DIED) && !site.setup.options.takeOver()) {
                site.verdict.excused(Excuse.LEFT_OPEN);
            } else if (listening.isSlow()) {
                site.verdict.excused(Excuse.OVERFLOW);
            } else {
                site.verdict.violated(listening.user() + ": " + listening.filter() + " never got " + message.payload()
                        + " to " + message.topic() + ", sent at "
                        + Site.time(message.at()).trim() + " on connection "
                        + message.connection() + (ready ? "" : " while the link was not ready"));
            }
        });
    }

    private boolean endIsNotMarked(WorldBroker.Sent message, boolean ready) {
        boolean lines = message.payload().contains("\n");
        boolean echoes = site.history.ever(History.Happening.ECHO_BACK);
        return lines ? echoes || !ready : echoes && !ready;
    }

    private long sentWithin(Duration from, Duration time) {
        return sentAt.stream()
                .filter(at -> at.compareTo(from) >= 0 && at.compareTo(from.plus(time)) <= 0)
                .count();
    }

    /** The message as the broker sent it; null for one that the line has damaged. */
    @Nullable
    String asSent(String clientId, String payload) {
        if (sent.containsKey(clientId + payload)) {
            return payload;
        }
        // A CR at the end of a payload cannot be distinguished from the line's own: the open data entry of a dead host
        // was filled with lines.
        if (sent.containsKey(clientId + payload + "\r")) {
            return payload + "\r";
        }
        // If a message's end is not marked, an unexpected echo is read as part of it.
        int echo = payload.indexOf("\nAT");
        if (echo > 0 && site.history.ever(History.Happening.ECHO_BACK)) {
            String message = payload.substring(0, echo).stripTrailing();
            if (sent.containsKey(clientId + message)) {
                site.verdict.excused(Excuse.END_NOT_MARKED);
                return message;
            }
        }
        site.verdict.require(isDamaged(payload), "a message that the broker never sent: " + payload);
        return null;
    }

    void got(Listening listening, String payload, int times) {
        int most = sent.getOrDefault(listening.user().identity() + payload, 0);
        site.verdict.require(
                times <= most || isDamaged(payload),
                listening.user() + ": " + listening.filter() + " got " + payload + " " + times
                        + " times, and the broker sent it " + most + " times");
    }

    /** Whether the line may change bytes, so that any payload may arrive. */
    boolean isDamaged(String payload) {
        // A line whose end was lost ends with the next line, however late that comes.
        Duration since = payload.contains("\n") ? HELD : JUST_NOW;
        return !payload.isEmpty() && site.history.within(History.Happening.LINE_NOISE, since);
    }

    int promised() {
        return promised;
    }
}
