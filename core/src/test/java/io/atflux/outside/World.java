package io.atflux.outside;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.fibocom.L610Profile;
import io.atflux.line.LineShape;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Framing;
import io.atflux.profile.Profiles;
import io.atflux.transport.Backoff;
import io.atflux.urc.Overflow;
import io.atflux.urc.UrcType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A peer, a line, callers and a judge on one clock, from one seed: trouble for some minutes, then calm. */
final class World {

    private static final Pattern TOKEN = Pattern.compile("K[0-9a-z]{7}");
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

    final long seed;
    final Random random;
    final Traits traits;
    final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    final Map<String, Request> requests = new HashMap<>();
    final Map<String, Notice> notices = new HashMap<>();
    final Set<Request> open = new LinkedHashSet<>();
    final Judge judge = new Judge(this);
    final Noise noise = new Noise(this);
    final Wire wire = new Wire(this);
    final Peer peer;
    final Callers callers = new Callers(this);
    final Map<String, Integer> events = new TreeMap<>();
    final ArrayDeque<String> trace = new ArrayDeque<>();
    int traceMost = 400;
    boolean over;
    long calmSince = -1;
    long idleSince = -1;
    long lastNoise = -1;
    long overflows;
    long deliveries;
    int presumed;
    int sessions;
    private int tokens;
    private boolean fresh;
    int processes;
    private Disposable process = () -> {};

    World(long seed, String only) {
        this.seed = seed;
        random = new Random(seed * 0x9E3779B97F4A7C15L + 17);
        traits = new Traits(random, only);
        peer = new Peer(this);
    }

    long now() {
        return clock.now(TimeUnit.MILLISECONDS);
    }

    void trace(String what) {
        trace.add(now() + " " + what);
        if (trace.size() > traceMost) {
            trace.poll();
        }
    }

    static String shown(byte[] bytes) {
        StringBuilder s = new StringBuilder();
        for (byte b : bytes) {
            int c = b & 0xff;
            s.append(
                    c == '\r'
                            ? "\\r"
                            : c == '\n' ? "\\n" : c < ' ' || c > '~' ? String.format("\\x%02x", c) : (char) c);
        }
        return s.toString();
    }

    /** A kind, four digits, and three that are computed of them: a damaged token is none. */
    String token(char kind) {
        int n = tokens++;
        StringBuilder s = new StringBuilder().append(kind);
        for (int i = 0; i < 4; i++) {
            s.append(DIGITS.charAt(n % 36));
            n /= 36;
        }
        return s.append(check(s.toString())).toString();
    }

    private static String check(String of) {
        int h = of.hashCode() * 0x9E3779B1;
        h ^= h >>> 15;
        h = Math.floorMod(h * 0x85EBCA6B, 36 * 36 * 36);
        return "" + DIGITS.charAt(h % 36) + DIGITS.charAt(h / 36 % 36) + DIGITS.charAt(h / 1296);
    }

    boolean isToken(String s) {
        return s.length() == 8 && check(s.substring(0, 5)).equals(s.substring(5));
    }

    boolean isCalm() {
        return calmSince >= 0;
    }

    /** Whether a byte was put in just now, within whatever line. */
    boolean isSpoilt() {
        return lastNoise >= 0 && now() - lastNoise < 1_500;
    }

    long duration() {
        if (!isCalm() && traits.busy && random.nextDouble() < traits.slowShare) {
            return 500 + random.nextInt(traits.slowMost * 1_000);
        }
        return 2 + random.nextInt(40);
    }

    /** The request of which this is a write, if any. */
    @Nullable
    Request written(String text) {
        Matcher m = TOKEN.matcher(text);
        if (!m.find()) {
            return null;
        }
        Request r = requests.get(m.group());
        if (r != null && text.contains("AT")) {
            r.writes++;
            r.lastWritten = now();
            if (r.written < 0) {
                r.written = now();
            }
        }
        return r;
    }

    private AtProfile profile() {
        AtProfile.Builder b = traits.profile == Traits.Profile.L610
                ? L610Profile.defaults().atProfile().mutate()
                : Profiles.generic().mutate();
        if (traits.profile == Traits.Profile.GENERIC_LINE_END) {
            Framing f = Profiles.generic().framing().mutate().lineEnd("\r\n").build();
            b.framing(f);
        }
        return b.urc(UrcType.of(LineShape.named("+TA"))).promptsForText("+TP").build();
    }

    private AtClient client() {
        AtClient c = AtClient.over(wire)
                .profile(profile())
                .timer(clock)
                .random(new Random(seed + 5 + 1_000_003L * processes))
                .overflow(Overflow.dropOldest(100_000))
                .name("seed" + seed);
        return traits.liveness ? c.liveness(Duration.ofSeconds(20)) : c;
    }

    void run() {
        start(client());
        callers.start();
        notices();
        troubles();
        for (int i = 0; i < traits.troubleSeconds; i++) {
            clock.advanceTimeBy(Duration.ofSeconds(1));
        }
        calm();
        int after = 0;
        for (int i = 0; i < 3_600 && (callers.calmSuccesses < 25 || after++ < 90); i++) {
            clock.advanceTimeBy(Duration.ofSeconds(1));
            if (idleSince < 0 && peer.isIdle()) {
                idleSince = now();
            }
        }
        over = true;
        for (int i = 0; i < 1_900 && !open.isEmpty(); i++) {
            clock.advanceTimeBy(Duration.ofSeconds(1));
        }
        for (Request r : open) {
            judge.breach("NEVER_ENDED", r.toString());
        }
        if (callers.firstCalmSuccess < 0) {
            judge.breach("NEVER_BACK", "calm since " + calmSince + ", peer " + peer.state());
        }
        clock.dispose();
    }

    /** The process ends, and another one begins that knows nothing: it resynchronises before it sends anything. */
    private void forget() {
        if (isCalm()) {
            return;
        }
        trace("-- process restarts");
        process.dispose();
        processes++;
        callers.session = null;
        clock.schedule(
                () -> {
                    fresh = true;
                    start(client());
                },
                random.nextInt(8_000),
                TimeUnit.MILLISECONDS);
        clock.schedule(this::forget, 10_000 + random.nextInt(120_000), TimeUnit.MILLISECONDS);
    }

    private void ready(AtSession s) {
        if (!fresh) {
            callers.session = s;
            return;
        }
        s.resynchronise().subscribe(x -> {}, e -> trace("-- " + e), () -> {
            trace("-- in step");
            fresh = false;
            callers.session = s;
        });
    }

    private void start(AtClient client) {
        process = client.sessions(
                        Backoff.builder()
                                .waits(Duration.ofSeconds(1), 2, Duration.ofSeconds(8))
                                .jitter(0)
                                .build(),
                        state -> trace("-- " + state))
                .concatMap(
                        s -> {
                            sessions++;
                            Disposable urcs = s.urcs().subscribe(judge::notice, e -> {});
                            Disposable told = s.events().subscribe(this::event, e -> {});
                            ready(s);
                            return s.onClose()
                                    .onErrorComplete()
                                    .then(Mono.<AtSession>empty())
                                    .doFinally(x -> {
                                        callers.session = null;
                                        urcs.dispose();
                                        told.dispose();
                                    });
                        },
                        0)
                .subscribe(x -> {}, e -> judge.breach("SESSIONS_ENDED", String.valueOf(e)));
    }

    private void event(SessionEvent e) {
        trace("-- " + e);
        if (!(e instanceof SessionEvent.StateChanged)) {
            events.merge(e.getClass().getSimpleName(), 1, Integer::sum);
        }
        if (e instanceof SessionEvent.Presumed) {
            presumed++;
        }
    }

    private void calm() {
        noise.on = false;
        wire.refusing = false;
        calmSince = now();
        trace("-- calm");
    }

    private void troubles() {
        if (traits.noise) {
            clock.schedule(this::burst, 1_000 + random.nextInt(20_000), TimeUnit.MILLISECONDS);
        }
        if (traits.drops) {
            clock.schedule(this::drop, 2_000 + random.nextInt(60_000), TimeUnit.MILLISECONDS);
        }
        if (traits.forgets) {
            clock.schedule(this::forget, 5_000 + random.nextInt(100_000), TimeUnit.MILLISECONDS);
        }
        if (traits.restarts) {
            clock.schedule(this::restart, 5_000 + random.nextInt(100_000), TimeUnit.MILLISECONDS);
        }
    }

    private void burst() {
        if (isCalm()) {
            return;
        }
        noise.on = !noise.on;
        lastNoise = now();
        trace("-- noise " + noise.on);
        if (noise.on && traits.spurious > 0) {
            spurious();
        }
        int most = noise.on ? 200_000 : 40_000;
        clock.schedule(this::burst, 500 + random.nextInt(random.nextInt(3) == 0 ? 3_000 : most), TimeUnit.MILLISECONDS);
    }

    private void spurious() {
        if (!noise.on) {
            return;
        }
        lastNoise = now();
        byte[] some = new byte[1 + random.nextInt(3)];
        random.nextBytes(some);
        if (random.nextBoolean()) {
            wire.deliver(some);
        } else {
            for (byte b : some) {
                peer.receive(b & 0xff, null, true);
            }
        }
        clock.schedule(
                this::spurious,
                (long) (1_000 / traits.spurious * (0.1 + random.nextDouble())) + 1,
                TimeUnit.MILLISECONDS);
    }

    private void drop() {
        if (isCalm()) {
            return;
        }
        wire.cut();
        wire.refusing = random.nextInt(3) == 0;
        if (wire.refusing) {
            clock.schedule(() -> wire.refusing = false, random.nextInt(20_000), TimeUnit.MILLISECONDS);
        }
        int most = random.nextInt(3) == 0 ? 6_000 : 90_000;
        clock.schedule(this::drop, 200 + random.nextInt(most), TimeUnit.MILLISECONDS);
    }

    private void restart() {
        if (isCalm()) {
            return;
        }
        peer.restart();
        clock.schedule(this::restart, 10_000 + random.nextInt(150_000), TimeUnit.MILLISECONDS);
    }

    private void notices() {
        double rate = isCalm() ? traits.calmUrcsPerSecond : traits.urcsPerSecond;
        if (over) {
            return;
        }
        if (rate <= 0) {
            clock.schedule(this::notices, 1_000, TimeUnit.MILLISECONDS);
            return;
        }
        printNotice();
        clock.schedule(this::notices, (long) (1_000 / rate * 2 * random.nextDouble()) + 1, TimeUnit.MILLISECONDS);
    }

    private void printNotice() {
        Notice n = Notices.draw(this);
        if (n.isText && (peer.isEntering() || peer.answering && !traits.leadOnEveryLine)) {
            // The later lines of an answer have no lead: after a text they cannot be told from it.
            return;
        }
        notices.put(n.token, n);
        n.listened = callers.session != null;
        wire.print("\r\n" + n.text + "\r\n", null, n, false);
    }
}
