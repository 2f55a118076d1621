package io.atflux.simulation;

import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;
import io.atflux.command.Recheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The callers: they send commands to the session, subscribe again, take exclusive turns, and cancel. */
final class Callers {

    private final World world;
    final List<Ticket> tickets = new ArrayList<>();
    final List<Ticket> live = new ArrayList<>();
    final List<TurnTicket> turns = new ArrayList<>();
    private final Map<String, List<Ticket>> byWire = new HashMap<>();
    private final Map<Integer, Order> targets = new HashMap<>();
    private int asks;

    Callers(World world) {
        this.world = world;
    }

    private Ticket ticket(Order order, @Nullable TurnTicket turn) {
        Ticket ticket = new Ticket(world, order, turn);
        tickets.add(ticket);
        live.add(ticket);
        byWire.computeIfAbsent(order.wire(), wire -> new ArrayList<>(1)).add(ticket);
        if (order.cancel() >= 0 && !order.cancelFromWrite()) {
            world.time.after(order.cancel(), () -> cancel(ticket));
        }
        return ticket;
    }

    /** The first ticket with this text. */
    @Nullable
    Ticket ticket(String wire) {
        List<Ticket> same = byWire.get(wire);
        return same == null ? null : same.get(0);
    }

    /** The ticket whose turn it is, if several have this text: none of them is written again. */
    @Nullable
    Ticket writer(String wire) {
        List<Ticket> same = byWire.getOrDefault(wire, List.of());
        return same.stream()
                .filter(t -> !t.isOver() && t.attempts == 0)
                .findFirst()
                .orElse(same.isEmpty() ? null : same.get(same.size() - 1));
    }

    /** Whether another caller sent the modem the same text, and the modem has not answered that. */
    private boolean isOwedTo(Ticket other) {
        return byWire.getOrDefault(other.order.wire(), List.of()).stream()
                .map(same -> same.last)
                .anyMatch(last -> last != null && last.ticket != other && !last.answered);
    }

    void countTwin(Ticket ticket, Hazard hazard) {
        if (isOwedTo(ticket)) {
            world.hazards.count(hazard);
        }
    }

    /** The ticket by the number of its token. */
    @Nullable
    Ticket ticket(int id) {
        return tickets.stream().filter(t -> t.order.number() == id).findFirst().orElse(null);
    }

    /** The order whose execution a question is about. */
    Order target(Order order) {
        return targets.getOrDefault(order.id(), order);
    }

    void send(Order order, @Nullable TurnTicket turn) {
        Ticket ticket = ticket(order, turn);
        boolean wasOver = world.over;
        world.trace("send " + order.wire());
        countTwin(ticket, Hazard.SENT_WHILE_THE_SAME_TEXT_IS_OWED);
        world.session.send(command(ticket)).subscribe(ticket);
        if (ticket.attempts == 0 && !ticket.ended && world.script.setup().queueWait() == Order.FOREVER) {
            world.hazards.count(Hazard.QUEUE_WAIT_WITHOUT_END);
        }
        if (wasOver && !ticket.ended && world.slack() == 0) {
            world.violate(order.token() + " was sent after the session's end, and did not end");
        }
    }

    private AtCommand<AtReply> command(Ticket ticket) {
        AtCommand<AtReply> command = ticket.order.command();
        return ticket.order.kind().isRechecked()
                ? command.recheckedBy((within, why) -> recheck(ticket, within))
                : command;
    }

    private Mono<Recheck.Decision<AtReply>> recheck(Ticket asked, AtSession within) {
        if (world.script.setup().extras().throwing() && asked.order.id() % 3 == 0) {
            world.hazards.count(Hazard.RECHECK_THREW);
            throw new NoSuchMethodError("a recheck that throws");
        }
        Order order = Generator.question(60_000 + asks++);
        targets.put(order.id(), asked.order);
        Ticket ticket = ticket(order, asked.turn);
        Mono<AtReply> answer = track(ticket, within.send(order.command()));
        // A long decision must not let other commands in.
        Mono<AtReply> considered =
                asked.order.id() % 4 == 1 ? answer.delayElement(Duration.ofMillis(10), world.time) : answer;
        int results = asked.results;
        return considered.map(
                reply -> verdict(asked, "+Q: " + order.token() + ',', reply.texts(), asked.results > results));
    }

    private Recheck.Decision<AtReply> verdict(Ticket asked, String head, List<String> lines, boolean answered) {
        if (lines.contains(head + 1)) {
            world.hazards.count(Hazard.RECHECK_SETTLED);
            return Recheck.Decision.settled(
                    AtReply.builder(FinalResult.OK).possiblyDuplicated(true).build());
        }
        if (lines.contains(head + 2)) {
            world.hazards.count(Hazard.RECHECK_AWAITED);
            // Not for an event that came during the question.
            asked.awaiting = answered ? -1 : world.time.now();
            return Recheck.Decision.await();
        }
        if (asked.order.id() % 8 == 3) {
            world.hazards.count(Hazard.RECHECK_GAVE_UP);
            return Recheck.Decision.fail();
        }
        world.hazards.count(Hazard.RECHECK_RESENT);
        return Recheck.Decision.resend();
    }

    /** For commands whose subscriber is an operator. */
    private static Mono<AtReply> track(Ticket ticket, Mono<AtReply> mono) {
        return mono.doOnNext(ticket::onNext)
                .doOnError(ticket::onError)
                .doOnSuccess(reply -> {
                    if (reply != null) {
                        ticket.onComplete();
                    }
                })
                .doOnCancel(() -> ticket.cancelled = true);
    }

    void take(Step.Exclusive step) {
        TurnTicket turn = new TurnTicket(step);
        turns.add(turn);
        world.trace("take a turn of " + step.orders().size());
        turn.subscription = world.session
                .exclusive(within -> Flux.fromIterable(step.orders())
                        .concatMap(order -> Mono.defer(() -> {
                            Ticket ticket = ticket(order, turn);
                            return track(ticket, within.send(command(ticket)))
                                    .contextWrite(context -> context.putAll(
                                            ticket.currentContext().readOnly()))
                                    .onErrorResume(failed -> Mono.empty());
                        }))
                        .then(Mono.just(1))
                        .doOnTerminate(() -> turn.over = true)
                        .doOnCancel(() -> turn.over = true))
                .subscribe(
                        one -> turn.ends++,
                        failed -> {
                            world.seen("a turn's end", failed);
                            turn.over = true;
                            turn.ends++;
                        },
                        () -> world.hazards.count(Hazard.TURN_COMPLETED));
        if (step.cancel() >= 0) {
            world.time.after(step.cancel(), () -> giveUp(turn));
        }
    }

    private void giveUp(TurnTicket turn) {
        if (turn.ends == 0 && turn.subscription != null) {
            world.trace("give up a turn");
            world.hazards.count(Hazard.CANCEL_OF_A_TURN);
            turn.over = true;
            turn.subscription.dispose();
        }
    }

    void cancel(Ticket ticket) {
        if (ticket.isOver() || ticket.subscription == null) {
            return;
        }
        String state = world.slack() > 0 ? "" : Inside.state(ticket.subscription);
        world.trace("cancel " + ticket.order.token() + ", " + state);
        if (!state.isEmpty()) {
            world.hazards.count(Hazard.valueOf("CANCEL_" + state));
        }
        Attempt last = ticket.last;
        if (state.equals("SEATED") && last != null && ticket.order.kind().hasData() && !last.prompted) {
            world.hazards.count(Hazard.CANCEL_BEFORE_THE_PROMPT);
        }
        ticket.cancelled = true;
        ticket.subscription.cancel();
    }

    /** A ticket received its end. */
    void ended(Ticket ticket) {
        world.trace(
                ticket.order.token() + (ticket.error == null ? " succeeds" : " fails: " + ticket.error.getMessage()));
        world.replies.ended(ticket);
        Order next = ticket.order.next();
        if (next != null) {
            world.hazards.count(Hazard.SENT_FROM_A_SIGNAL);
            send(next, null);
        }
    }
}
