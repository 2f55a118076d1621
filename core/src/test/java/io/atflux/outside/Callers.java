package io.atflux.outside;

import io.atflux.AtSession;
import io.atflux.Discipline;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Payload;
import io.atflux.command.RetryRule;
import io.atflux.command.Settlement;
import io.atflux.line.LineShape;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Programs that send one command after the other, each on the session that there is. */
final class Callers {

    private final World world;

    @Nullable
    AtSession session;

    int successes;
    int failures;
    long firstCalmSuccess = -1;
    int calmSuccesses;
    int calmFailuresSince;

    @Nullable
    String calmFailure;

    Callers(World world) {
        this.world = world;
    }

    void start() {
        for (int i = 0; i < world.traits.callers; i++) {
            later(world.random.nextInt(2_000));
        }
    }

    private void later(long millis) {
        world.clock.schedule(this::next, millis, TimeUnit.MILLISECONDS);
    }

    private void next() {
        AtSession now = session;
        if (world.over) {
            return;
        }
        if (now == null) {
            later(200);
            return;
        }
        send(now);
    }

    private void pause() {
        int most = world.random.nextInt(5) == 0 ? 10_000 : world.random.nextInt(3) == 0 ? 1 : 1_500;
        later(world.random.nextInt(most));
    }

    private Request.Kind kind() {
        int k = world.random.nextInt(20);
        if (world.traits.overtaken && !world.isCalm() && world.random.nextInt(30) == 0) {
            return Request.Kind.OVERTAKEN;
        }
        if (k < 7) {
            return Request.Kind.ONE_LINE;
        } else if (k < 10) {
            return Request.Kind.OK_ONLY;
        } else if (k < 12) {
            return Request.Kind.MANY_LINES;
        } else if (k < 14) {
            return Request.Kind.REFUSED;
        } else if (k < 16) {
            Traits.Takes t = world.traits.takes;
            return t == Traits.Takes.ROWS || t == Traits.Takes.SOME_READS
                    ? Request.Kind.SHARED_NAME
                    : Request.Kind.OK_ONLY;
        } else if (k < 18) {
            return world.traits.prompts ? Request.Kind.PROMPT : Request.Kind.ONE_LINE;
        }
        return world.traits.asynchronous ? Request.Kind.ASYNCHRONOUS : Request.Kind.OK_ONLY;
    }

    private void send(AtSession on) {
        Request.Kind kind = kind();
        String token = world.token('K');
        String line =
                switch (kind) {
                    case ONE_LINE -> "AT+TK=" + token;
                    case MANY_LINES -> "AT+TM=" + token;
                    case OK_ONLY -> "AT+TS=" + token;
                    case REFUSED -> "AT+TE=" + token;
                    case OVERTAKEN -> "AT+COPS=?;+TS=" + token;
                    case SHARED_NAME -> "AT+CREG?;+TS=" + token;
                    case PROMPT -> "AT+TP=" + token;
                    case ASYNCHRONOUS -> "AT+TA=" + token;
                };
        Request r = new Request(kind, token, line, world.now());
        world.requests.put(token, r);
        r.process = world.processes;
        r.limitMillis =
                world.isCalm() ? 5_000 : new int[] {300, 1_000, 2_000, 5_000, 10_000, 30_000}[world.random.nextInt(6)];
        if (kind == Request.Kind.ASYNCHRONOUS) {
            r.limitMillis = Math.max(r.limitMillis, 10_000);
        }
        AtCommand<AtReply> c =
                switch (kind) {
                    case ONE_LINE ->
                        world.random.nextBoolean()
                                ? AtCommand.raw(line)
                                : AtCommand.of(line).answeredBy(LineShape.named("+TK"));
                    case MANY_LINES -> AtCommand.of(line).answeredBy(LineShape.named("+TM"));
                    case OK_ONLY -> world.random.nextBoolean() ? AtCommand.raw(line) : AtCommand.of(line);
                    case REFUSED -> AtCommand.of(line);
                    case SHARED_NAME, OVERTAKEN -> AtCommand.raw(line);
                    case PROMPT ->
                        AtCommand.of(line)
                                .answeredBy(LineShape.named("+TP"))
                                .payload(Payload.text(("pay " + token).getBytes()));
                    case ASYNCHRONOUS ->
                        AtCommand.of(line)
                                .settledBy(Settlement.by(
                                        "+TA",
                                        "1",
                                        l -> l.isNamed("+TA")
                                                ? Settlement.Verdict.SUCCESS
                                                : Settlement.Verdict.NOT_MINE))
                                .occupying("ta");
                };
        c = c.timeout(Duration.ofMillis(r.limitMillis));
        if (world.traits.resends
                && world.random.nextBoolean()
                && kind != Request.Kind.PROMPT
                && kind != Request.Kind.OVERTAKEN) {
            c = c.retry(RetryRule.times(1 + world.random.nextInt(3)));
        }
        if (world.traits.interleaved && kind == Request.Kind.ASYNCHRONOUS) {
            c = c.discipline(Discipline.INTERLEAVED);
        }
        Mono<AtReply> mono = on.send(c);
        world.open.add(r);
        world.trace("?? " + line + " " + r.limitMillis + " ms");
        boolean[] first = {true};
        Disposable subscription = mono.subscribe(
                reply -> {
                    if (!first[0]) {
                        world.judge.breach("ENDED_TWICE", r.toString());
                    }
                    first[0] = false;
                    ended(r, reply, null);
                },
                error -> ended(r, null, error));
        if (!world.isCalm() && world.random.nextInt(15) == 0) {
            world.clock.schedule(
                    () -> {
                        if (!r.ended) {
                            r.ended = true;
                            r.cancelled = true;
                            world.open.remove(r);
                            world.trace("xx " + line);
                            subscription.dispose();
                            pause();
                        }
                    },
                    world.random.nextInt(6_000),
                    TimeUnit.MILLISECONDS);
        }
    }

    private void ended(Request r, @Nullable AtReply reply, @Nullable Throwable error) {
        if (r.ended) {
            world.judge.breach("SIGNAL_AFTER_END", r.toString());
            return;
        }
        r.ended = true;
        world.open.remove(r);
        world.trace("== " + r.token + " "
                + (reply == null ? String.valueOf(error) : reply.texts().toString()));
        boolean answered = reply != null || error instanceof io.atflux.error.AtRejectedException;
        if (reply != null) {
            successes++;
            world.judge.answered(r, reply);
        } else if (error != null) {
            failures++;
            world.judge.failed(r, error);
        }
        if (world.isCalm() && r.written >= world.calmSince) {
            if (answered) {
                calmSuccesses++;
                if (firstCalmSuccess < 0) {
                    firstCalmSuccess = world.now();
                }
            } else if (firstCalmSuccess >= 0) {
                calmFailuresSince++;
                calmFailure = r + " " + error;
            }
        }
        pause();
    }
}
