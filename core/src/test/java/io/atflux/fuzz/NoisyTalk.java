package io.atflux.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtSession;
import io.atflux.SessionState;
import io.atflux.command.AtReply;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.fibocom.L610;
import io.atflux.test.ScriptedModem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Hooks;

/**
 * A session with a caller, on a modem that answers nothing but queries of its settings. The input decides the rest:
 * bytes below 0x80 are read unchanged, the others are events between them (see {@link #act}).
 */
final class NoisyTalk implements AutoCloseable {

    private static final int MOST_TICKETS = 12;

    private static final Duration[] WAITS = {
        Duration.ofNanos(1),
        Duration.ofMillis(1),
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofMillis(999),
        Duration.ofSeconds(1),
        Duration.ofMillis(1001),
        Duration.ofSeconds(3),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(90),
        Duration.ofSeconds(150),
        Duration.ofSeconds(300),
        Duration.ofHours(1)
    };

    /** Longer than all retry rules of all tickets, one after the other, and the pauses between them. */
    private static final Duration ENOUGH = Duration.ofHours(12);

    private final ScriptedModem modem = new ScriptedModem();
    private final L610 module;
    private final AtSession session;
    private final List<Ticket> tickets = new ArrayList<>();
    private final List<Throwable> dropped = new ArrayList<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    NoisyTalk() {
        Hooks.onErrorDropped(dropped::add);
        modem.whenProof().answersProof();
        modem.when("AT+LIVE?").answers("+LIVE: 7", "OK");
        modem.whenPrefix("").staysSilent();
        L610.Builder builder = L610.over(modem);
        session = modem.session(builder.client());
        module = builder.on(session);
        session.urcs().subscribe(line -> {}, lost -> {});
        session.unclassified().subscribe(line -> {}, lost -> {});
        session.events().subscribe(event -> {}, lost -> {});
        module.mqtt(1).events().subscribe(event -> {}, lost -> {});
        module.modem().events().subscribe(event -> {}, lost -> {});
    }

    void play(byte[] script) {
        for (int i = 0; i < script.length && modem.isOpen(); i++) {
            int b = script[i] & 0xff;
            if (b < 0x80) {
                said.write(b);
            } else if (b >= 0xf0) {
                // The next byte is one beyond ASCII.
                said.write(i + 1 < script.length ? script[++i] | 0x80 : b);
            } else {
                act(b & 0x7f);
            }
        }
        say();
    }

    private void act(int what) {
        say();
        if (what < 0x20) {
            if (tickets.size() < MOST_TICKETS) {
                tickets.add(new Ticket(Requests.of(module, what)));
            }
        } else if (what < 0x30) {
            modem.advance(WAITS[what & 15]);
        } else if (what < 0x40) {
            tickets.stream().skip(what & 15).findFirst().ifPresent(Ticket::cancel);
        } else if (what == 0x40) {
            modem.inPiecesOf(1);
        } else if (what == 0x41) {
            modem.inPiecesOf(Integer.MAX_VALUE);
        } else if (what == 0x42) {
            modem.drops();
        }
        // All others only end a read.
    }

    private void say() {
        if (said.size() > 0 && modem.isOpen()) {
            modem.printsRaw(said.toString(StandardCharsets.ISO_8859_1));
        }
        said.reset();
    }

    /** Every request ends, each ticket once; then the session answers, or is closed. */
    void comesToAnEnd() {
        modem.advance(ENOUGH);
        if (modem.isOpen()) {
            modem.printsRaw("\r\n");
        }
        tickets.forEach(Ticket::hasEnded);
        assertThat(dropped).allMatch(AtException.class::isInstance);
        assertThat(session.stats().queued()).isZero();
        for (int tries = 0; tries < 3; tries++) {
            if (isLive()) {
                return;
            }
            if (session.state() == SessionState.CLOSED) {
                isClosed();
                return;
            }
        }
        throw new AssertionError("the session neither answers nor is closed: " + session.state());
    }

    private boolean isLive() {
        List<AtReply> replies = new ArrayList<>();
        List<Throwable> errors = new ArrayList<>();
        session.send("AT+LIVE?").subscribe(replies::add, errors::add);
        modem.advance(ENOUGH);
        assertThat(replies.size() + errors.size()).isEqualTo(1);
        errors.forEach(Ticket::isTyped);
        replies.forEach(reply -> assertThat(reply.texts()).containsExactly("+LIVE: 7"));
        return !replies.isEmpty();
    }

    private void isClosed() {
        List<String> ends = new ArrayList<>();
        session.onClose().subscribe(nothing -> {}, e -> ends.add("error"), () -> ends.add("end"));
        List<Throwable> errors = new ArrayList<>();
        session.send("AT").subscribe(reply -> {}, errors::add);
        assertThat(ends).hasSize(1);
        assertThat(errors).hasSize(1).hasOnlyElementsOfType(AtConnectionException.class);
    }

    @Override
    public void close() {
        tickets.forEach(Ticket::cancel);
        if (modem.isOpen()) {
            session.close().subscribe(nothing -> {}, e -> {});
            modem.advance(ENOUGH);
        }
        Hooks.resetOnErrorDropped();
    }
}
