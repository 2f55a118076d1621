package io.atflux.standard;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.profile.AtProfile;
import io.atflux.transport.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One quick modem with one session, for single experiments. */
final class Bench {

    private final VirtualClock clock = new VirtualClock(this::settle, thrown -> {});
    private final Transcript transcript = new Transcript(() -> clock.elapsed());
    final SerialLine line = new SerialLine(clock, new Random(1), Dialect.CR_LF, true, 0, 4096, transcript);
    final SlowModem modem;

    Bench() {
        Habits habits = new Habits(
                Habits.Chaining.ALL,
                true,
                400,
                false,
                false,
                true,
                1,
                true,
                true,
                true,
                0,
                Duration.ZERO,
                Duration.ofDays(9));
        modem = new SlowModem(clock, line, habits, new Answers(habits, new Random(2)), () -> null, new Random(3));
    }

    private void settle() {
        line.settle();
    }

    private AtClient client(AtProfile profile, UnaryOperator<AtClient> change) {
        return change.apply(AtClient.over(line)).timer(clock).profile(profile).random(new Random(4));
    }

    AtSession session(AtProfile profile, UnaryOperator<AtClient> change) {
        return Objects.requireNonNull(client(profile, change).connect().block());
    }

    /** A session of {@link AtClient#sessions}. */
    @Nullable
    AtSession sessions(AtProfile profile, Backoff backoff) {
        AtSession[] session = new AtSession[1];
        client(profile, client -> client).sessions(backoff).subscribe(one -> session[0] = one, failure -> {});
        clock.run(Duration.ofMinutes(10));
        return session[0];
    }

    void prints(String text) {
        modem.prints(Printed.resultCode(text));
    }

    void passes(Duration time) {
        clock.run(time);
    }

    /** Sends, and returns the end: a reply, a failure, or null if neither came within ten minutes. */
    @Nullable
    Object end(Mono<?> sent) {
        Object[] end = new Object[1];
        sent.subscribe(
                reply -> end[0] = reply, failure -> end[0] = failure, () -> end[0] = end[0] == null ? "" : end[0]);
        clock.run(Duration.ofMinutes(10));
        return end[0];
    }

    /** Whether a further command gets its own reply. */
    boolean works(AtSession session) {
        Object end = end(session.send(AtCommand.raw("AT&V")));
        List<Execution> all = modem.executions();
        return end instanceof AtReply reply
                && all.get(all.size() - 1).line.equals("AT&V")
                && reply.texts()
                        .equals(all.get(all.size() - 1).lines.stream()
                                .map(Printed::text)
                                .toList());
    }

    String transcript() {
        return transcript.toString();
    }
}
