package io.atflux.simulation;

import io.atflux.AtDeadline;
import io.atflux.command.AtReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/** A caller of one command: it must get one end, or none after it went away. */
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

    boolean cancelled;
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
    }

    @Override
    public void onError(Throwable failure) {
        mustBeOpen("the error " + failure);
        ended = true;
        error = failure;
        world.ended(this);
    }

    @Override
    public void onComplete() {
        mustBeOpen("completion");
        ended = true;
        world.ended(this);
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
        return order.deadline() == 0
                ? Context.empty()
                : AtDeadline.within(Duration.ofNanos(order.deadline())).apply(Context.empty());
    }
}
