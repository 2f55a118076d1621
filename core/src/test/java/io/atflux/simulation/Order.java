package io.atflux.simulation;

import io.atflux.Discipline;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.CommandText;
import io.atflux.command.CountedAnswer;
import io.atflux.command.Lane;
import io.atflux.command.Payload;
import io.atflux.command.RetryRule;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.line.Parameters;
import io.atflux.profile.StringRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One command of a script, and the modem's conduct for it. Times in nanoseconds.
 *
 * @param client the client of an asynchronous command
 * @param deadline the caller's own deadline, 0 for none
 * @param cancel when the caller cancels, -1 for never
 * @param cancelFromWrite whether that counts from the first write instead of the subscription
 * @param badDecoder whether the command's decoder throws
 * @param throwing whether the caller throws from within the signal that ends it
 * @param own the command's discipline, null for the session's
 * @param next the command that the caller sends from within the signal; null for none
 * @param behaviours one for each attempt, the last one for all later attempts
 */
record Order(
        int id,
        Kind kind,
        int client,
        long timeout,
        long promptTimeout,
        RetryRule retry,
        boolean control,
        long deadline,
        long cancel,
        boolean cancelFromWrite,
        boolean badDecoder,
        boolean throwing,
        @Nullable Discipline own,
        @Nullable Order next,
        List<Behaviour> behaviours) {

    /** Letters that occur nowhere else, so that four of them in a row are a leak. */
    private static final String SECRET = "ghjmnpqsvwxz";

    /** From this number on, the tokens of result codes stand in a text, and are not the modem's. */
    static final int IMITATED = 90_000;

    /**
     * From this number on, an order has the text of another one, in a hundred of these; the last two digits name it.
     */
    static final int TWINS = 70_000;

    /** The longest time, from its write, that the modem may execute a command that others overtake. */
    static final long OVERTAKEN = 20_000_000_000L;

    /** Stands for the longest time; the sum of two is still a number. */
    static final long FOREVER = 2_200_000_000_000_000_000L;

    static Duration duration(long nanos) {
        return nanos == FOREVER ? ChronoUnit.FOREVER.getDuration() : Duration.ofNanos(nanos);
    }

    boolean isUnlimited() {
        return timeout == FOREVER || (retry.window() != null && retry.window().getSeconds() > FOREVER / 1_000_000_000L);
    }

    /** The character that aborts a command. */
    static final char ABORT = ' ';

    /** One bit for each of the secret's letters: every character that leaves the session is looked at. */
    private static final int SECRET_LETTERS =
            SECRET.chars().map(letter -> 1 << (letter - 'a')).reduce(0, (some, more) -> some | more);

    static boolean isSecret(char c) {
        return c >= 'a' && c <= 'z' && (SECRET_LETTERS & (1 << (c - 'a'))) != 0;
    }

    /** The same order with other details; only the first one sends its follow-up command. */
    Order with(int otherId, RetryRule rule, List<Behaviour> does) {
        return new Order(
                otherId,
                kind,
                client,
                timeout,
                promptTimeout,
                rule,
                control && otherId == id && rule.resends() > 0,
                deadline,
                cancel,
                cancelFromWrite,
                badDecoder && otherId == id,
                throwing,
                own,
                otherId == id ? next : null,
                does);
    }

    String token() {
        return Token.of('t', number());
    }

    /** The number of its token: its own, or the one of the order with the same text. */
    int number() {
        return isTwin() ? (id - TWINS) % 100 : id;
    }

    boolean isTwin() {
        return id >= TWINS;
    }

    Behaviour behaviour(int attempt) {
        return behaviours.get(Math.min(attempt, behaviours.size() - 1));
    }

    /** The line as it is written. */
    String wire() {
        return switch (kind) {
            case SECRET -> kind.head + '"' + token() + "\",\"" + SECRET + '"';
            case PUBLISH, OPEN -> kind.head + client + ',' + token();
            case DATA -> kind.head + token() + ',' + payload().length;
            case PUBLISH_DATA -> kind.head + client + ',' + token() + ',' + payload().length;
            default -> kind.head + token();
        };
    }

    /** Holds line ends, a prompt and a final result, and is longer than a probe. */
    byte[] payload() {
        return ("\"" + token() + "\"\r\nOK\r\n> \u0000\u001a\u00ff" + "-".repeat(number() % 5))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether its prompt time-out is longer than any data entry. */
    boolean outlastsDataEntry() {
        return promptTimeout >= 60_000_000_000L;
    }

    /** Whether it keeps the line until its result code. */
    boolean keepsTheLine(Discipline byDefault) {
        return kind.isAsynchronous() && (own == null ? byDefault : own) == Discipline.STRICT;
    }

    String resource() {
        return kind.isAsynchronous() ? "client-" + client : "";
    }

    AtCommand<AtReply> command() {
        AtCommand<AtReply> command =
                base().timeout(duration(timeout)).retry(retry).in(control ? Lane.CONTROL : Lane.NORMAL);
        if (kind.hasData()) {
            command = command.payload(Payload.counted(payload())).promptTimeout(duration(promptTimeout));
        }
        if (kind.isAsynchronous()) {
            Settlement settlement = Settlement.by(kind.answerName(), Integer.toString(client), this::judge);
            command = command.settledBy(kind == Kind.OPEN ? settlement.clearing() : settlement)
                    .occupying(resource());
            command = own == null ? command : command.discipline(own);
        }
        return badDecoder
                ? command.as(reply -> {
                    throw new NoSuchMethodError("a decoder that throws");
                })
                : command;
    }

    /** Throws on foreign parameters, which counts as a no. */
    private static boolean isMine(Parameters parameters) {
        if (parameters.kind(1) == Parameters.Kind.EMPTY) {
            throw new AssertionError("a shape that throws on foreign lines");
        }
        return true;
    }

    private AtCommand<AtReply> base() {
        return switch (kind) {
            case RAW, LONELY -> AtCommand.raw(wire());
            case SECRET ->
                AtCommand.of(CommandText.set("AT+K", StringRule.REFUSE)
                        .string(token())
                        .secret(SECRET)
                        .build());
            case SHARED ->
                AtCommand.of(wire())
                        .answeredBy(LineShape.named("+V").withParameters(2, 2).where(Order::isMine))
                        .claimingAtMost(1);
            case READ ->
                AtCommand.of(wire())
                        .answeredBy(LineShape.named("+W"))
                        .answeredByCounted(CountedAnswer.of(
                                "+W", 2, header -> header.number(1).orElse(-1)));
            case GET, MULTI, ASK, OVERTAKEN -> AtCommand.of(wire()).answeredBy(LineShape.named(kind.answerName()));
            case ABORTED -> AtCommand.of(wire()).abortedBy(ABORT);
            case ONCE -> AtCommand.of(wire()).neverAfterUnknown();
            default -> AtCommand.of(wire());
        };
    }

    /** The third parameter repeats the first two, so that no single damaged byte turns one result into another. */
    private Verdict judge(AtLine line) {
        if (!line.isNamed(kind.answerName())) {
            return Verdict.NOT_MINE;
        }
        String values = line.text().substring(kind.answerName().length() + 1).strip();
        if (values.equals(values(true))) {
            return Verdict.SUCCESS;
        }
        if (values.equals(values(false))) {
            return Verdict.FAILURE;
        }
        throw new AssertionError("a judge that throws on foreign lines");
    }

    private String values(boolean success) {
        int result = success ? 1 : 0;
        return client + "," + result + "," + client + result;
    }

    String resultLine(boolean success) {
        return kind.answerName() + ": " + values(success);
    }

    /** Bytes that imitate everything that the session looks for, cut in the middle. */
    private String counted() {
        return "\r\nOK\r\n\r\nERROR\r\n\r\n> \r\n+U: " + Token.of('u', IMITATED + number()) + "\r\n+CME ERROR: 4\r\n\""
                + "\r\n".repeat(number() % 3);
    }

    /**
     * @param state of the command that a question is about: 1 for done, 2 for under way, 0 for neither
     */
    List<String> informationLines(int state) {
        return switch (kind) {
            case READ -> List.of("+W: " + token() + ',' + counted().length() + ',' + counted());
            case GET, RAW, OVERTAKEN -> List.of(kind.answerName() + ": " + token());
            case SHARED -> List.of("+V: 0," + token());
            case MULTI -> List.of("+L: " + token() + ",0", "+L: " + token() + ",1", "+L: " + token() + ",2");
            case ASK -> List.of("+Q: " + token() + ',' + state);
            default -> List.of();
        };
    }
}
