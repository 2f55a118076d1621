package io.atflux.simulation;

import io.atflux.AtDeadline;
import io.atflux.command.AtReply;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/** A caller of one command: it must get one end, or none after it cancelled. */
final class Ticket implements CoreSubscriber<AtReply> {

    final Order order;
    final long submitted;
    final @Nullable TurnTicket turn;
    private final World world;

    @Nullable
    Subscription subscription;

    @Nullable
    AtReply value;

    @Nullable
    Throwable error;

    /** The time at which a recheck made it wait for its result code, -1 for never. */
    long awaiting = -1;

    /** The number of its result codes that were delivered. */
    int results;

    boolean cancelled;
    /** A prompt of an earlier attempt, which no host could know of any more, was answered as the last attempt's. */
    @Nullable
    Excuse misled;

    /** An owed line of an earlier process came while it waited. */
    boolean fooled;

    /** A final result of it was damaged on the line. */
    boolean finalDamaged;

    /** It had been written when the session was told of a restart. */
    boolean restarted;

    boolean threw;
    boolean reported;
    boolean ended;
    int attempts;
    long firstWrite = -1;

    @Nullable
    Attempt last;

    Ticket(World world, Order order, @Nullable TurnTicket turn) {
        this.world = world;
        this.order = order;
        this.turn = turn;
        this.submitted = world.time.now();
    }

    boolean isOver() {
        return ended || cancelled;
    }

    /** Its caller's own deadline is over, or the turn that it belongs to. */
    boolean isCutOff() {
        boolean late = order.deadline() > 0 && world.time.now() >= submitted + order.deadline();
        return late || (turn != null && turn.over);
    }

    @Override
    public void onSubscribe(Subscription s) {
        subscription = s;
        s.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(AtReply reply) {
        if (value != null) {
            world.violate(order.token() + " got two replies");
        }
        mustBeOpen("a reply");
        value = reply;
        if (throwsNow()) {
            ended = true;
            world.callers.ended(this);
            throw new AssertionError("a caller that throws");
        }
    }

    /** Within a turn, or during a recheck, the subscriber is an operator, which does not throw. */
    private boolean throwsNow() {
        threw = order.throwing() && subscription != null;
        return threw;
    }

    @Override
    public void onError(Throwable failure) {
        mustBeOpen("the error " + failure);
        ended = true;
        error = failure;
        world.callers.ended(this);
        if (throwsNow()) {
            throw new AssertionError("a caller that throws");
        }
    }

    @Override
    public void onComplete() {
        mustBeOpen("completion");
        ended = true;
        world.callers.ended(this);
    }

    private void mustBeOpen(String signal) {
        if (ended) {
            world.violate(order.token() + " got " + signal + " after its end");
        } else if (cancelled) {
            world.violate(order.token() + " got " + signal + " after it went away");
        }
    }

    @Override
    public Context currentContext() {
        Consumer<Throwable> told = dropped -> {
            reported = true;
            world.hazards.count(Hazard.CALLER_THREW);
        };
        Context context = Context.of("reactor.onErrorDropped.local", told);
        return order.deadline() == 0
                ? context
                : AtDeadline.within(Order.duration(order.deadline())).apply(context);
    }
}
