package io.atflux.simulation;

import io.atflux.command.AtReply;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.error.AtOverflowException;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.Outcome;
import io.atflux.line.AtLine;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The promises to callers and listeners: a caller gets its own reply or none, one end, and in time; each result code
 * comes once, in order, or is counted; nothing secret is told; and the session keeps little meanwhile.
 */
final class ReplyPromises {

    /** The longest time that a command may wait for the line between two attempts, whatever the other commands do. */
    private static final long LINE_BUSY = 1_200_000_000_000L;

    private static final long RESTART = 3_000_000_000L;
    private static final int MOST_OWED = 16;
    /** The limit for a rule without end. */
    private static final int MOST_OWED_WITHOUT_END = 64;

    private static final int MOST_EFFECTS = 32;

    private final World world;
    private int steps;

    ReplyPromises(World world) {
        this.world = world;
    }

    void check() {
        long now = world.time.now();
        for (Iterator<Ticket> it = world.callers.live.iterator(); it.hasNext(); ) {
            Ticket ticket = it.next();
            if (ticket.isOver()) {
                it.remove();
            } else {
                mustNotBeLate(ticket, now);
            }
        }
        if (++steps % 4 == 0) {
            mustBeBounded();
        }
    }

    private void mustNotBeLate(Ticket ticket, long now) {
        Order order = ticket.order;
        long latest = Long.MAX_VALUE;
        if (order.deadline() > 0) {
            latest = ticket.submitted + order.deadline();
        }
        long wait = world.script.setup().queueWait();
        if (ticket.attempts == 0 && wait > 0) {
            latest = Math.min(latest, ticket.submitted + wait);
        }
        if (order.isUnlimited()) {
            world.hazards.count(Hazard.TIME_WITHOUT_END);
        } else if (ticket.attempts > 0) {
            // After a restart an answer that was under way may still come.
            long attempt = order.timeout()
                    + world.wire.restarts() * RESTART
                    + 2 * world.script.setup().lineDelay();
            long bound = ticket.firstWrite + attempt;
            if (order.retry().window() != null) {
                bound += order.retry().window().toNanos() + LINE_BUSY;
            } else if (order.retry().resends() > 0) {
                bound += order.retry().resends() * (attempt + LINE_BUSY);
            }
            latest = Math.min(latest, bound);
        }
        if (latest < Long.MAX_VALUE && now > latest + world.slack()) {
            world.violate(order.token() + " is not over " + (now - latest) + " ns after its time");
        }
    }

    private void mustBeBounded() {
        Inside inside = world.inside;
        // A re-send was admitted before; the question of a recheck, and its turn, are not counted.
        long again = world.callers.live.stream().filter(t -> t.attempts > 0).count();
        long admitted = world.script.setup().maxQueue() + again + 2;
        if (inside.queued() > admitted) {
            world.violate(inside.queued() + " commands wait; the limit is "
                    + world.script.setup().maxQueue());
        }
        boolean unlimited = world.callers.tickets.stream().anyMatch(t -> t.order.isUnlimited());
        if (inside.owed() > (unlimited ? MOST_OWED_WITHOUT_END : MOST_OWED) || inside.effects() > MOST_EFFECTS) {
            world.violate("owed: " + inside.owed() + ", effects: " + inside.effects());
        }
        // The session's own deadlines: for a held text, for a possible prompt, for owed replies, for a restart.
        if (inside.deadlines() > 3 * (world.callers.live.size() + inside.effects()) + 4) {
            world.violate(inside.deadlines() + " deadlines for " + world.callers.live.size() + " commands");
        }
        if (inside.longestHubQueue() > 256) {
            world.violate(inside.longestHubQueue() + " events wait for one listener");
        }
    }

    void ended(Ticket ticket) {
        Throwable error = ticket.error;
        if (error == null) {
            succeeded(ticket);
        } else if (error instanceof AtException typed) {
            world.seen("an error", typed);
            failed(ticket, typed);
        } else {
            world.violate(ticket.order.token() + " failed with " + error);
        }
    }

    private void succeeded(Ticket ticket) {
        AtReply reply = ticket.value;
        Order order = ticket.order;
        if (reply == null) {
            world.violate(order.token() + " ended without a reply");
            return;
        }
        world.hazards.count(Hazard.SUCCEEDED);
        boolean done = order.kind().isAsynchronous()
                ? world.modem.isConfirmed(order.id())
                : world.modem.executions(order.id()) > 0;
        if (!done && !world.excuses.forgives(ticket.misled)) {
            blame(ticket, " succeeded, and the modem never did it");
        }
        if (order.kind() == Kind.ONCE && world.modem.executions(order.id()) > 1) {
            blame(ticket, " was carried out twice");
        }
        if (world.modem.executions(order.id()) > 1 && !reply.possiblyDuplicated()) {
            blame(ticket, " was carried out twice, and its reply does not say so");
        }
        if (reply.attempts() > 1) {
            world.hazards.count(Hazard.SUCCEEDED_BY_A_RESEND);
        }
        if (reply.possiblyDuplicated()) {
            world.hazards.count(Hazard.POSSIBLY_DUPLICATED);
        }
        if (order.kind().isAsynchronous()
                && reply.urc() != null
                && reply.lines().isEmpty()) {
            Attempt last = ticket.last;
            if (last != null && !last.answered) {
                world.hazards.count(Hazard.RESULT_BEFORE_OK);
            }
        }
        linesMustBeItsOwn(ticket, reply);
    }

    private void linesMustBeItsOwn(Ticket ticket, AtReply reply) {
        Order order = ticket.order;
        List<String> own = new ArrayList<>();
        for (AtLine line : reply.lines()) {
            int id = tokenOf(line);
            if (id >= 0 && id != order.number()) {
                blame(ticket, " got a line of another command: " + line);
            } else if (id >= 0) {
                own.add(line.text());
            } else if (urcOf(line) >= 0 && order.kind() != Kind.RAW) {
                blame(ticket, " got a result code as its answer: " + line);
            }
        }
        boolean onlyOnce = order.retry().resends() == 0 && order.kind() != Kind.ASK;
        if (onlyOnce
                && !own.equals(order.informationLines(0))
                && !world.excuses.forgives(Excuse.REPLY_DAMAGED, ticket.firstWrite)) {
            blame(ticket, " got " + reply.texts() + " as its answer");
        }
    }

    /** The session may have taken another process's leftovers for this reply. */
    private void blame(Ticket ticket, String what) {
        if (!world.wire.memory.forgives(ticket)) {
            world.violate(ticket.order.token() + what);
        }
    }

    private static int tokenOf(AtLine line) {
        String text = line.text();
        int at = line.isNamed("+V") ? 6 : 4;
        int end = at + Token.LENGTH;
        // A duplicated digit makes a longer number, whose beginning may look like another token.
        boolean whole = text.length() == end || (text.length() > end && !Character.isDigit(text.charAt(end)));
        return line.name().isEmpty() || !whole ? -1 : Token.parse('t', text.substring(at, end));
    }

    /** A damaged one may have the shape of an answer, and is then not complete. */
    private static int urcOf(AtLine line) {
        String text = line.text();
        boolean whole = !line.name().isEmpty() && text.length() == 4 + Token.LENGTH && text.charAt(3) == ' ';
        return whole ? Token.parse('u', text.substring(4)) : -1;
    }

    private void failed(Ticket ticket, AtException error) {
        Order order = ticket.order;
        if ((error.outcome() == Outcome.NOT_SENT) != (ticket.attempts == 0)) {
            world.violate(order.token() + " was written " + ticket.attempts + " times: " + error.getMessage());
        }
        if (error.outcome() == Outcome.REJECTED) {
            world.hazards.count(Hazard.REJECTED);
            if (!world.modem.isRefused(order.id())) {
                blame(ticket, " was rejected, and the modem never said so");
            }
            if (world.modem.isConfirmed(order.id())
                    || (!order.kind().isAsynchronous() && world.modem.executions(order.id()) > 0)) {
                blame(ticket, " was rejected, and the modem did it");
            }
        }
        if (error instanceof AtTimeoutException late) {
            timedOut(ticket, late);
        } else if (error instanceof AtOverflowException) {
            world.hazards.count(Hazard.QUEUE_FULL);
        } else if (error instanceof AtProtocolException) {
            boolean fair = order.badDecoder() || order.kind() == Kind.LONELY;
            world.hazards.count(Hazard.DECODER_THREW);
            if (!fair) {
                blame(ticket, ": " + error.getMessage());
            }
        } else if (error instanceof AtConnectionException
                && world.channel().isOpen()
                && !(ticket.turn != null && (ticket.turn.over || world.wire.restarts() > 0))) {
            // A session that gives up tells its callers before it closes the line.
            world.time.after(0, () -> {
                if (world.channel().isOpen()) {
                    world.violate("connection lost, and it is not: " + error.getMessage());
                }
            });
        }
    }

    private void timedOut(Ticket ticket, AtTimeoutException late) {
        if (late.phase() == AtTimeoutException.Phase.RESTART) {
            world.hazards.count(Hazard.ENDED_BY_A_RESTART);
        }
        world.hazards.count(
                switch (late.phase()) {
                    case PROMPT -> Hazard.TIMED_OUT_PROMPT;
                    case FINAL, RESTART -> Hazard.TIMED_OUT_FINAL;
                    case URC -> Hazard.TIMED_OUT_RESULT;
                    case QUEUE, TURN -> Hazard.TIMED_OUT_QUEUE;
                    case DEADLINE -> Hazard.TIMED_OUT_DEADLINE;
                });
        if (late.phase() == AtTimeoutException.Phase.PROMPT && ticket.order.promptTimeout() >= 30_000_000_000L) {
            world.hazards.count(
                    ticket.order.outlastsDataEntry()
                            ? Hazard.TIMED_OUT_PROMPT_AFTER_ANY_DATA_ENTRY
                            : Hazard.TIMED_OUT_PROMPT_AFTER_HALF_A_MINUTE);
        }
        if (late.phase() == AtTimeoutException.Phase.URC && ticket.awaiting >= 0) {
            world.hazards.count(Hazard.TIMED_OUT_AWAITING);
        }
        Attempt last = ticket.last;
        boolean early = last != null
                && late.phase() == AtTimeoutException.Phase.FINAL
                && ticket.order.retry().resends() == 0
                && world.time.now() < last.until;
        if (early) {
            blame(ticket, " timed out too early");
        }
    }

    void heard(AtLine line) {
        if (tokenOf(line) >= 0 && !isForgiven(world.callers.ticket(tokenOf(line)))) {
            world.violate("an answer was announced as a result code: " + line);
        }
        // A late echo of an earlier probe belongs to no command, and after text it is more text.
        if (line.text().startsWith("AT+")
                && !line.text().endsWith("?")
                && !isForgiven(world.callers.ticket(line.text()))) {
            world.violate("an echo was announced as a result code: " + line);
        }
    }

    private boolean isForgiven(@Nullable Ticket ticket) {
        return world.excuses.forgives(Excuse.REPLY_DAMAGED, ticket == null ? 0 : ticket.firstWrite)
                || world.texts.isCutByAProbe()
                || world.wire.memory.forgivesImitations()
                || world.wire.memory.forgivesLate(ticket)
                || (ticket != null && world.wire.memory.forgives(ticket));
    }

    /** The bytes of a frame were delivered, so it took effect. */
    void delivered(Frame frame) {
        if (frame.isBeginning()) {
            return;
        }
        Excuse swallowed = world.texts.delivered(frame);
        boolean inTime = frame.attempt != null && world.time.now() < frame.attempt.until;
        if (world.slack() == 0) {
            mustBeHeard(frame, swallowed, inTime);
        } else {
            world.time.after(world.slack(), () -> mustBeHeard(frame, swallowed, inTime));
        }
    }

    private void mustBeHeard(Frame frame, @Nullable Excuse swallowed, boolean inTime) {
        if (world.over || frame.damaged) {
            return;
        }
        boolean isHeard = frame.urc >= 0 && frame.kind != Frame.Kind.TEXT_URC;
        if (isHeard && world.fast.lastUrc < frame.urc && !world.excuses.forgives(swallowed)) {
            world.violate("a result code was lost: " + frame);
        }
        Attempt attempt = frame.attempt;
        if (frame.kind != Frame.Kind.FINAL || attempt == null || attempt.ticket == null) {
            return;
        }
        Ticket ticket = attempt.ticket;
        boolean must = ticket.attempts == 1
                && ticket.order.retry().resends() == 0
                && !ticket.order.kind().isAsynchronous()
                && attempt.answered
                && inTime;
        if (must && !ticket.isOver() && !world.excuses.forgives(Excuse.REPLY_DAMAGED, ticket.firstWrite)) {
            blame(ticket, " got its final result in time, and is not over");
        }
    }

    /** Nothing is under way any more, and no caller waits. */
    void atRest() {
        for (Ticket ticket : world.callers.tickets) {
            if (!ticket.isOver()) {
                world.violate(ticket.order.token() + " hangs");
            }
            if (ticket.threw && !ticket.reported) {
                world.violate("the error that the caller of " + ticket.order.token() + " threw was not reported");
            }
            if (ticket.order.kind() == Kind.ONCE && world.modem.executions(ticket.order.id()) > 1) {
                blame(ticket, " was carried out twice");
            }
        }
        Inside inside = world.inside;
        if (world.over) {
            return;
        }
        if (inside.hasSeat() || inside.queued() > 0 || inside.hasLive() || inside.effects() > 0 || inside.turnRuns()) {
            world.violate("at rest, and something is left: seat " + inside.hasSeat() + ", queue " + inside.queued()
                    + ", live " + inside.hasLive() + ", effects " + inside.effects() + ", turn " + inside.turnRuns());
        }
    }

    /** The session is closed: turns have ended, too. */
    void atEnd() {
        listenersMustHaveEnded();
        for (TurnTicket turn : world.callers.turns) {
            if (!turn.over || turn.ends > 1) {
                world.violate("a turn has " + turn.ends + " ends");
            }
        }
    }

    /** Each listener of the session gets the waiting lines, and the end. */
    void listenersMustHaveEnded() {
        long dropped = 0;
        for (Listener listener : List.copyOf(world.listeners)) {
            listener.ask(Long.MAX_VALUE);
            if (listener.isSlow() && !listener.overflown) {
                long lost = world.fast.got - listener.from - listener.got;
                if (lost < 0) {
                    world.violate("a listener got more than there was");
                }
                dropped += lost;
            }
            dropped += listener.overflown ? 1 : 0;
            if (!listener.ended && !listener.threw) {
                world.violate("the " + listener.habit + " listener got no end");
            }
        }
        if (dropped > 0) {
            world.hazards.count(Hazard.LISTENER_DROPPED);
        }
        if (dropped != world.session.stats().dropped()) {
            world.violate(dropped + " result codes were dropped; counted: "
                    + world.session.stats().dropped());
        }
    }

    /**
     * Text that leaves the session: four of the secret's letters in a row are a leak; a letter that the line duplicated
     * tells no more.
     */
    void sink(String where, @Nullable String text) {
        if (text != null && leaks(text) && !world.wire.memory.forgivesSecrets()) {
            world.violate("a secret in " + where + ": " + text);
        }
    }

    static boolean leaks(String text) {
        int run = 0;
        char before = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Order.isSecret(c)) {
                run = 0;
            } else if (c != before && ++run == 4) {
                return true;
            }
            before = c;
        }
        return false;
    }
}
