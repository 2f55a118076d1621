package io.atflux.standard;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.profile.AtProfile;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One quick modem with one session, for what is to be tried out by hand. */
final class Bench {

    private final VirtualClock clock = new VirtualClock(this::settle, thrown -> {});
    private final Transcript transcript = new Transcript(() -> clock.elapsed().toString());
    final SerialLine line =
            new SerialLine(clock, new Random(1), Dialect.CR_LF, true, 0, 4096, transcript);
    final SlowModem modem;

    Bench() {
        Habits habits = new Habits(
                Habits.Chaining.ALL, true, 400, false, false, true, 1, true, true, true, 0, Duration.ZERO, Duration.ofDays(9));
        modem = new SlowModem(clock, line, habits, new Answers(habits, new Random(2)), () -> null, new Random(3));
    }

    private void settle() {
        line.settle();
    }

    AtClient client(AtProfile profile) {
        return AtClient.over(line).timer(clock).profile(profile).random(new Random(4));
    }

    AtSession session(AtProfile profile, UnaryOperator<AtClient> change) {
        return Objects.requireNonNull(change.apply(client(profile)).connect().block());
    }

    void prints(String text) {
        modem.prints(Printed.resultCode(text));
    }

    void passes(Duration time) {
        clock.run(time);
    }

    /** Sends, and says how it ended: a reply, a failure, or null where it did not within ten minutes. */
    @Nullable
    Object end(Mono<?> sent) {
        Object[] end = new Object[1];
        sent.subscribe(reply -> end[0] = reply, failure -> end[0] = failure, () -> end[0] = end[0] == null ? "" : end[0]);
        clock.run(Duration.ofMinutes(10));
        return end[0];
    }

    /** Whether a further command gets its own reply. */
    boolean works(AtSession session) {
        Object end = end(session.send(AtCommand.raw("AT+CPBR=12345")));
        return end instanceof AtReply reply && reply.texts().equals(List.of("+CPBR: 12345,\"555012345\",129,\"t12345\""));
    }

    String transcript() {
        return transcript.toString();
    }
}
