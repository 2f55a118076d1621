package io.atflux.standard;

import io.atflux.profile.AtProfile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One seed's modem, line and host, from beginning to end. */
final class World implements Run {

    private static final String[] UNASKED = {"+CFUN: 1", "+CMEE: 2", "+CMEE: 1", "RING", "+CREG: 1", "+IPR: 115200"};

    private final Random random;
    private final List<String> wrong = new ArrayList<>();
    private final VirtualClock clock = new VirtualClock(this::settle, this::thrown);
    private final Transcript transcript = new Transcript(() -> clock.elapsed());
    private final SerialLine line;
    private final SlowModem modem;
    private final Host host;
    private final Habits habits;
    private final Set<Trouble> troubles;

    World(long seed, List<AtProfile> profiles, Dialect dialect, Set<Trouble> troubles) {
        this.troubles = troubles;
        random = new Random(seed);
        boolean keeps = random.nextBoolean();
        int longestPiece = random.nextInt(3) == 0 ? 1 + random.nextInt(8) : 4096;
        line = new SerialLine(clock, new Random(random.nextLong()), dialect, keeps, 12, longestPiece, transcript);
        boolean counted = troubles.contains(Trouble.COUNTED_DATA);
        habits = counted ? Habits.draw(random).prompting() : Habits.draw(random);
        transcript.note(habits + (keeps ? ", output kept" : ", output lost"));
        Random modems = new Random(random.nextLong());
        modem = new SlowModem(
                clock,
                line,
                habits,
                new Answers(habits, modems, World::counted),
                () -> Printed.notice(any(modems)),
                modems);
        AtProfile profile = profiles.get(random.nextInt(profiles.size()));
        RandomGenerator words = new Random(random.nextLong());
        host = new Host(clock, line, modem, profile, new Random(random.nextLong()), words, transcript, troubles);
        if (troubles.contains(Trouble.OVERTAKING)) {
            modem.searchesBeside();
        }
        if (troubles.contains(Trouble.SETTINGS)) {
            againAndAgain(new Random(random.nextLong()), modem::forgetsItsFormat);
        }
        if (troubles.contains(Trouble.RESTARTS)) {
            againAndAgain(new Random(random.nextLong()), modem::restarts);
        }
    }

    private void againAndAgain(Random times, Runnable what) {
        clock.after(Duration.ofSeconds(30 + times.nextInt(600)), () -> {
            what.run();
            againAndAgain(times, what);
        });
    }

    private static @Nullable Answer counted(String command, Duration time) {
        return command.startsWith("+MIPSEND=")
                ? Answer.ok(time).asking(Integer.parseInt(command.substring(command.indexOf(',') + 1)))
                : null;
    }

    private static String any(Random random) {
        return UNASKED[random.nextInt(UNASKED.length)];
    }

    private boolean settings() {
        return troubles.contains(Trouble.SETTINGS);
    }

    private void thrown(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        transcript.note("thrown " + trace);
        wrong.add("thrown: " + thrown);
    }

    private void settle() {
        line.settle();
    }

    @Override
    public List<String> run() {
        host.starts(60 + random.nextInt(100));
        for (int minutes = 0; minutes < 600 && host.isAtWork(); minutes += 5) {
            clock.run(Duration.ofMinutes(5));
        }
        clock.run(Duration.ofMinutes(15));
        host.stops();
        clock.run(Duration.ofMinutes(1));
        Judge judge = new Judge(line, modem.executions());
        // A presumption is no proof, and the effect of a wrong one is a documented limit.
        long until = habits.canProve() && !settings() ? Long.MAX_VALUE : host.presumedAt();
        host.requests().stream()
                .filter(r -> until == Long.MAX_VALUE || r.ended < until)
                .forEach(judge::judge);
        wrong.addAll(judge.violations());
        if (!settings() && habits.canProve() && host.presumedAt() < Long.MAX_VALUE) {
            wrong.add("presumed of a modem that can prove it");
        }
        return wrong;
    }

    int replies() {
        return (int) host.requests().stream().filter(r -> r.reply != null).count();
    }

    int requests() {
        return host.requests().size();
    }

    @Override
    public String transcript() {
        return transcript.toString();
    }
}
