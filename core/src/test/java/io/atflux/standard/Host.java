package io.atflux.standard;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Payload;
import io.atflux.command.RetryRule;
import io.atflux.profile.AtProfile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** A host that sends commands, cancels, disconnects, connects again, and now and then restarts without any memory. */
final class Host {

    private static final String[] READS = {"AT+CMEE?", "AT+CFUN?", "AT+CGSN?", "AT+IPR?", "AT+CSQ", "AT+CREG?"};
    private static final String[] SETTINGS = {
        "ATE0", "ATE1", "ATE1", "ATV0", "ATV1", "ATV1", "ATQ0", "ATQ1", "ATS4=13", "ATS4=10", "ATV0E1"
    };
    private static final String[] SLOW = {"AT+COPS=?", "AT+CGATT=1"};

    private final VirtualClock clock;
    private final SerialLine line;
    private final SlowModem modem;
    private final AtProfile profile;
    private final Random random;
    private final RandomGenerator words;
    private final Transcript transcript;
    private final Set<Trouble> troubles;
    private final List<Request> requests = new ArrayList<>();
    private final List<Disposable> subscriptions = new ArrayList<>();
    private @Nullable Sessions process;
    private int actions;
    private int tokens;
    private long presumedAt = Long.MAX_VALUE;

    Host(
            VirtualClock clock,
            SerialLine line,
            SlowModem modem,
            AtProfile profile,
            Random random,
            RandomGenerator words,
            Transcript transcript,
            Set<Trouble> troubles) {
        this.troubles = troubles;
        this.clock = clock;
        this.line = line;
        this.modem = modem;
        this.profile = profile;
        this.random = random;
        this.words = words;
        this.transcript = transcript;
    }

    List<Request> requests() {
        return requests;
    }

    /** The step at which a session was first presumed, not proved, to be in step; the greatest number for never. */
    long presumedAt() {
        return presumedAt;
    }

    private void presumed() {
        presumedAt = Math.min(presumedAt, clock.step());
    }

    boolean isAtWork() {
        return actions > 0;
    }

    void starts(int howManyActions) {
        actions = howManyActions;
        process = new Sessions(client(), transcript, this::presumed, true);
        actLater();
    }

    void stops() {
        Sessions running = process;
        if (running != null) {
            running.cancel();
        }
    }

    private AtClient client() {
        return AtClient.over(line).timer(clock).profile(profile).random(words);
    }

    private void actLater() {
        boolean burst = random.nextInt(3) == 0;
        clock.after(Duration.ofMillis(random.nextInt(burst ? 50 : 20_000)), () -> {
            if (actions-- > 0) {
                act();
                actLater();
            }
        });
    }

    private void act() {
        Sessions running = process;
        AtSession session = running == null ? null : running.usable();
        int choice = random.nextInt(100);
        if (choice < 5) {
            line.breaks();
        } else if (choice < 7) {
            restart();
        } else if (session == null) {
            return;
        } else if (choice < 11) {
            session.close().subscribe();
        } else if (choice < 19) {
            giveUp();
        } else if (choice < 27) {
            turn(session, line.connection());
        } else {
            subscribe(Mono.defer(() -> prepared(session, line.connection())));
        }
    }

    /** All memory is lost; only data entries are ended before, because a new process cannot know of them. */
    private void restart() {
        Sessions running = process;
        // A new process does not know which commands of an earlier one were overtaken.
        boolean overtaking = troubles.contains(Trouble.OVERTAKING);
        if (running != null && !overtaking && !modem.asksOrWill() && !line.isSending()) {
            transcript.note("process restarts");
            running.cancel();
            process = new Sessions(client(), transcript, this::presumed, false);
        }
    }

    private void giveUp() {
        subscriptions.removeIf(Disposable::isDisposed);
        if (!subscriptions.isEmpty()) {
            subscriptions.get(random.nextInt(subscriptions.size())).dispose();
        }
    }

    private void turn(AtSession session, int connection) {
        subscribe(session.exclusive(own -> {
            Mono<AtReply> all = Mono.empty();
            for (int left = 1 + random.nextInt(3); left > 0; left--) {
                all = all.then(Mono.defer(() -> prepared(own, connection)).onErrorResume(e -> Mono.empty()));
            }
            return all;
        }));
    }

    private void subscribe(Mono<AtReply> mono) {
        try {
            subscriptions.add(mono.subscribe(reply -> mayThrow(), failure -> mayThrow()));
        } catch (Throwable thrown) {
            // An immediate refusal has called this host's own code at once.
            if (!troubles.contains(Trouble.THROWING)) {
                throw thrown;
            }
        }
    }

    private void mayThrow() {
        if (troubles.contains(Trouble.THROWING) && random.nextInt(4) == 0) {
            Thrown.any(random).throwIt();
        }
    }

    /** A request of any kind, watched, and not sent yet. */
    private Mono<AtReply> prepared(AtSession session, int connection) {
        int kind = random.nextInt(100);
        if (troubles.contains(Trouble.SETTINGS) && random.nextInt(12) == 0) {
            return raw(session, connection, SETTINGS[random.nextInt(SETTINGS.length)]);
        }
        if (kind < 30) {
            return raw(session, connection, READS[random.nextInt(READS.length)]);
        }
        if (kind < 55) {
            return raw(session, connection, token());
        }
        if (kind < 65) {
            return typed(session, connection, random.nextBoolean() ? token() : READS[random.nextInt(READS.length)]);
        }
        if (kind < 73) {
            boolean counted = troubles.contains(Trouble.COUNTED_DATA) && random.nextBoolean();
            return counted ? data(session, connection) : message(session, connection);
        }
        if (kind < 83) {
            return raw(session, connection, token() + ";" + READS[random.nextInt(READS.length)].substring(2));
        }
        if (kind < 90) {
            return raw(session, connection, "AT&V");
        }
        return raw(session, connection, SLOW[random.nextInt(SLOW.length)]);
    }

    private String token() {
        return "AT+CPBR=" + (10_000 + tokens++);
    }

    private Mono<AtReply> raw(AtSession session, int connection, String text) {
        String sent = random.nextInt(6) == 0 ? text.toLowerCase(Locale.ROOT) : text;
        AtCommand<AtReply> command = AtCommand.raw(sent);
        return watched(
                session,
                connection,
                random.nextInt(3) > 0 ? command : command.timeout(anyTime(60_000)),
                sent,
                null,
                false);
    }

    private Mono<AtReply> typed(AtSession session, int connection, String text) {
        RetryRule rule = random.nextBoolean() ? RetryRule.times(2) : RetryRule.within(anyTime(20_000));
        if (troubles.contains(Trouble.DURATIONS) && random.nextInt(3) == 0) {
            // Odd time-outs with odd pauses make a flood, which this rule asks for.
            rule = RetryRule.times(2).pausing(OddTimes.any(random));
            return watched(session, connection, AtCommand.of(text).retry(rule), text, null, true);
        }
        return watched(
                session, connection, AtCommand.of(text).timeout(anyTime(5_000)).retry(rule), text, null, true);
    }

    private Mono<AtReply> message(AtSession session, int connection) {
        String text = "AT+CMGS=\"" + (10_000 + tokens++) + "\"";
        byte[] payload = ("hello " + text.substring(8)).getBytes(StandardCharsets.ISO_8859_1);
        byte[] entered = Arrays.copyOf(payload, payload.length + 1);
        entered[payload.length] = 0x1a;
        AtCommand<AtReply> command = AtCommand.of(text)
                .payload(Payload.text(payload))
                .timeout(anyTime(60_000))
                .promptTimeout(anyTime(20_000));
        return watched(session, connection, command, text, entered, false);
    }

    /** Data of an announced length, the token being the socket's number (L610: {@code AT+MIPSEND}). */
    private Mono<AtReply> data(AtSession session, int connection) {
        int token = 10_000 + tokens++;
        byte[] payload = ("data " + token + "\r\nAT\r\n\033\032").getBytes(StandardCharsets.ISO_8859_1);
        String text = "AT+MIPSEND=" + token + "," + payload.length;
        AtCommand<AtReply> command = AtCommand.of(text)
                .payload(Payload.counted(payload))
                .timeout(anyTime(60_000))
                .promptTimeout(anyTime(30_000));
        return watched(session, connection, command, text, payload, false);
    }

    private Mono<AtReply> watched(
            AtSession session,
            int connection,
            AtCommand<AtReply> command,
            String text,
            byte @Nullable [] entered,
            boolean repeats) {
        Request request = new Request(clock, text, connection, entered, repeats);
        requests.add(request);
        AtCommand<AtReply> sent = troubles.contains(Trouble.THROWING)
                ? command.as(reply -> {
                    mayThrow();
                    return reply;
                })
                : command;
        return request.watch(session.send(sent));
    }

    private Duration anyTime(int most) {
        if (troubles.contains(Trouble.DURATIONS) && random.nextInt(3) == 0) {
            return OddTimes.any(random);
        }
        return Duration.ofMillis(50 + random.nextInt(most));
    }
}
