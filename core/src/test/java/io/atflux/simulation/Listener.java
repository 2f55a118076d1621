package io.atflux.simulation;

import io.atflux.error.AtOverflowException;
import io.atflux.line.AtLine;
import io.atflux.urc.Overflow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/** A subscriber of result codes. Each must see every result code once, in order. */
final class Listener implements CoreSubscriber<AtLine> {

    /** How a listener requests. */
    enum Habit {
        /** Requests everything. */
        FAST,
        DROPS_OLDEST,
        DROPS_NEWEST,
        FAILS_ON_OVERFLOW,
        THROWS
    }

    final Habit habit;
    private final World world;
    private final int patience;
    /** The number of lines of the common type that the fast listener had received when this one subscribed. */
    final long from;

    /** Lines of the common type. */
    long got;

    int lastUrc = -1;
    boolean ended;
    boolean overflown;
    boolean threw;
    private @Nullable Subscription subscription;

    Listener(World world, Habit habit, int patience, long from) {
        this.world = world;
        this.habit = habit;
        this.patience = patience;
        this.from = from;
    }

    Overflow overflow() {
        return switch (habit) {
            case DROPS_NEWEST -> Overflow.dropNewest(patience);
            case FAILS_ON_OVERFLOW -> Overflow.error(patience);
            default -> Overflow.dropOldest(patience);
        };
    }

    boolean isSlow() {
        return habit != Habit.FAST && habit != Habit.THROWS;
    }

    void ask(long n) {
        if (subscription != null) {
            subscription.request(n);
        }
    }

    @Override
    public void onSubscribe(Subscription s) {
        subscription = s;
        if (!isSlow()) {
            ask(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(AtLine line) {
        String text = line.text();
        if (line.isNamed("+U")) {
            got++;
        }
        int id = urcOf(line);
        if (id >= Order.IMITATED) {
            if (habit == Habit.FAST) {
                world.texts.imitated(line);
            }
        } else if (id >= 0) {
            if (id <= lastUrc) {
                world.violate("result code " + text + " came twice or out of order to the " + habit + " listener");
            }
            lastUrc = id;
        }
        if (habit == Habit.THROWS && got >= patience) {
            threw = true;
            world.hazards.count(Hazard.LISTENER_THREW);
            throw new AssertionError("a listener that throws");
        }
        if (habit == Habit.FAST) {
            world.heard(line, id);
        }
    }

    private static int urcOf(AtLine line) {
        String text = line.text();
        if (line.isNamed("+CMT") || line.isNamed("+CUSD")) {
            int from = text.indexOf('"') + 1;
            return Token.parse('u', text.substring(from, Math.min(text.length(), from + Token.LENGTH)));
        }
        int end = 4 + Token.LENGTH;
        boolean whole = text.length() == end || (text.length() > end && text.charAt(end) == ',');
        return whole && text.charAt(2) == ':' ? Token.parse('u', text.substring(4, end)) : -1;
    }

    @Override
    public void onError(Throwable error) {
        ended = true;
        world.seen("listener's end", error);
        if (error instanceof AtOverflowException) {
            overflown = true;
            world.hazards.count(Hazard.LISTENER_OVERFLOWN);
        }
    }

    @Override
    public void onComplete() {
        ended = true;
    }

    @Override
    public Context currentContext() {
        // A signal that this listener drops is not reported.
        Consumer<Throwable> ignore = dropped -> {};
        return Context.of("reactor.onErrorDropped.local", ignore);
    }
}
