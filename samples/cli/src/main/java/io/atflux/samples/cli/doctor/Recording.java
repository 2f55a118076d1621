package io.atflux.samples.cli.doctor;

import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;
import io.atflux.command.Settlement;
import io.atflux.error.AtException;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.Outcome;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.line.Parameters;
import io.atflux.observe.WireEvent;
import io.atflux.observe.WireEvent.Direction;
import io.atflux.profile.AtProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Answers from the recording of a session: the last answer to each command. */
final class Recording implements Asker {

    /** A command, and the lines received until the next one. */
    private record Exchange(Duration at, String command, List<AtLine> lines) {}

    /** Commands whose first parameter is one digit that distinguishes them. */
    private static final Set<String> NUMBERED = Set.of("AT+MIPCALL", "AT+MIPOPEN", "AT+MQTTOPEN", "AT+MQTTUSER");

    private static final String BREAK = "+MQTTBREAK";

    private final AtProfile profile;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final Duration end;

    Recording(List<WireEvent> events, AtProfile profile) {
        this.profile = profile;
        Duration at = Duration.ZERO;
        StringBuilder sent = new StringBuilder();
        StringBuilder received = new StringBuilder();
        for (WireEvent event : events) {
            if (event.direction() == Direction.RECEIVED) {
                received.append(event.bytes());
            } else {
                if (!received.isEmpty()) {
                    end(at, sent, received);
                }
                at = event.at();
                sent.append(event.bytes());
            }
        }
        end(at, sent, received);
        this.end =
                events.isEmpty() ? Duration.ZERO : events.get(events.size() - 1).at();
    }

    private void end(Duration at, StringBuilder sent, StringBuilder received) {
        String command = sent.toString().strip();
        List<AtLine> lines = received.toString()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.equals(command))
                .map(AtLine::of)
                .toList();
        exchanges.add(new Exchange(at, command, lines));
        sent.setLength(0);
        received.setLength(0);
    }

    /** Whether the recording has any answer of a modem. */
    boolean hasModem() {
        return exchanges.stream().flatMap(exchange -> exchange.lines().stream()).anyMatch(line -> line.text()
                .equals("OK"));
    }

    @Override
    public <R> Mono<R> ask(AtCommand<R> question) {
        return Mono.fromCallable(() -> answer(question));
    }

    @Override
    public <R> Mono<R> act(String what, AtCommand<R> command) {
        return ask(command);
    }

    @Override
    public @Nullable String brokenAfterOpen(int client) {
        String wanted = "AT+MQTTOPEN=" + client;
        int opened = 0;
        for (int i = 0; i < exchanges.size(); i++) {
            opened = key(exchanges.get(i).command()).equals(wanted) ? i : opened;
        }
        return exchanges.subList(opened, exchanges.size()).stream()
                .flatMap(exchange -> exchange.lines().stream())
                .filter(line -> line.isNamed(BREAK) && line.parameters().is(0, client))
                .map(AtLine::text)
                .findFirst()
                .orElse(null);
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public Mono<Aftermath> recover() {
        return Mono.just(Aftermath.SILENT);
    }

    @Override
    public <R> Mono<R> awaited(String what, Mono<R> work) {
        return work;
    }

    @Override
    public int number(String command, int otherwise) {
        Parameters last = parameters(command);
        return last == null ? otherwise : last.number(0).orElse(otherwise);
    }

    /** The parameters of the last command of that name; null if there is none. */
    @Nullable
    Parameters parameters(String command) {
        Parameters last = null;
        for (Exchange exchange : exchanges) {
            if (exchange.command().toUpperCase(Locale.ROOT).startsWith(command + "=")) {
                last = Parameters.parse(exchange.command(), command.length() + 1);
            }
        }
        return last;
    }

    private <R> R answer(AtCommand<R> command) {
        String wanted = key(command.text().wire());
        for (int i = exchanges.size() - 1; i >= 0; i--) {
            FinalResult result = key(exchanges.get(i).command()).equals(wanted) ? result(exchanges.get(i)) : null;
            if (result != null) {
                return decoded(command, i, result);
            }
        }
        throw new UnaskedException(command.text().name());
    }

    /**
     * The command reduced to what programs write alike: without a question mark and without all after the first
     * parameter.
     */
    private static String key(String line) {
        String upper = line.toUpperCase(Locale.ROOT).replace(" ", "");
        int set = upper.indexOf('=');
        if (set < 0) {
            return upper.endsWith("?") ? upper.substring(0, upper.length() - 1) : upper;
        }
        return upper.substring(
                0, NUMBERED.contains(upper.substring(0, set)) ? Math.min(upper.length(), set + 2) : set + 1);
    }

    /** Null if it was not received. */
    private @Nullable FinalResult result(Exchange exchange) {
        for (AtLine line : exchange.lines()) {
            FinalResult result = result(line);
            if (result != null) {
                return result;
            }
        }
        return null;
    }

    private @Nullable FinalResult result(AtLine line) {
        String text = line.text();
        if (text.equals("OK")) {
            return FinalResult.OK;
        }
        if (text.equals("ERROR")) {
            return FinalResult.ERROR;
        }
        return text.startsWith("+CME ERROR:")
                ? profile.errors().cme(text.substring("+CME ERROR:".length()).strip())
                : profile.errorFinal(text);
    }

    private <R> R decoded(AtCommand<R> command, int index, FinalResult result) {
        String shown = command.text().masked();
        AtReply.Builder reply = AtReply.builder(result).lines(answers(command, exchanges.get(index)));
        if (!result.isOk()) {
            throw new AtRejectedException(shown, reply.build(), null, null);
        }
        Settlement settlement = command.spec().settlement();
        if (settlement != null) {
            AtLine urc = urc(settlement, index);
            Duration limit = command.spec().timeout();
            if (urc == null && end.minus(exchanges.get(index).at()).compareTo(limit) < 0) {
                // The recording ends before the result could arrive.
                throw new UnaskedException(shown);
            }
            if (urc == null) {
                throw new AtTimeoutException(shown, AtTimeoutException.Phase.URC, limit, Outcome.UNKNOWN);
            }
            if (settlement.judge().apply(urc) == Settlement.Verdict.FAILURE) {
                throw new AtRejectedException(shown, reply.build(), urc, null);
            }
            reply.urc(urc);
        }
        try {
            return command.spec().decoder().apply(reply.build());
        } catch (IllegalArgumentException e) {
            throw unreadable(shown, e);
        }
    }

    private static AtException unreadable(String shown, IllegalArgumentException e) {
        return new AtProtocolException(
                AtProtocolException.Reason.UNREADABLE_REPLY, "" + e.getMessage(), shown, Outcome.UNKNOWN, e);
    }

    private List<AtLine> answers(AtCommand<?> command, Exchange exchange) {
        List<AtLine> lines = new ArrayList<>();
        for (AtLine line : exchange.lines()) {
            if (result(line) != null) {
                return lines;
            }
            List<LineShape> shapes = command.spec().answers();
            if (shapes.isEmpty() || shapes.stream().anyMatch(shape -> shape.matches(line))) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** The result code that ended it, wherever it was received after it. */
    private @Nullable AtLine urc(Settlement settlement, int index) {
        return exchanges.subList(index, exchanges.size()).stream()
                .flatMap(exchange -> exchange.lines().stream())
                .filter(line -> settlement.judge().apply(line) != Settlement.Verdict.NOT_MINE)
                .findFirst()
                .orElse(null);
    }
}
