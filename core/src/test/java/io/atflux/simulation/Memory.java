package io.atflux.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts that a session cannot know: what earlier processes left, the outcome of commands after an ambiguous answer
 * or after a presumption, and whether it has proved since then that it is in step.
 */
final class Memory {

    private final World world;
    /** The first session of this process, by its number. */
    private int first;

    private long lostAt = -1;
    /** The last time that an event made it doubtful. */
    private long doubtedAt = -1;

    private long provedAt = -1;
    private Excuse reason = Excuse.MEMORY_LOST;
    /** Echoes of secrets may come to a session that does not know them. */
    private boolean secrets;
    /** And to a session that takes them for other lines. */
    private boolean doubtfulSecrets;
    /** Counted answers may come to a session that does not expect them. */
    private boolean texts;
    /** A text stood between the modem's own lines, and no host could tell it from them. */
    private boolean imitations;

    /** The modem may still execute these unanswered attempts, whatever it answers meanwhile. */
    private final List<Attempt> overtaken = new ArrayList<>(0);

    Memory(World world) {
        this.world = world;
    }

    void lost(int session, List<Attempt> owed) {
        world.hazards.count(Hazard.PROCESS_RESTARTED);
        if (!owed.isEmpty()) {
            world.hazards.count(Hazard.PROCESS_RESTARTED_WHILE_A_REPLY_WAS_OWED);
        }
        first = session;
        begin(Excuse.MEMORY_LOST, world.time.now());
        for (Attempt attempt : owed) {
            attempt.grant(Excuse.MEMORY_LOST);
            secrets |= isSecret(attempt);
            remember(attempt);
        }
    }

    private void begin(Excuse why, long now) {
        if (!isUnproved(now)) {
            lostAt = now;
            provedAt = -1;
        }
        reason = why;
        doubtedAt = now;
    }

    /** From now on an answer may be taken for another's; so may the answer to an unfinished earlier write. */
    void doubt(Excuse why, List<Attempt> owed) {
        begin(why, world.time.now());
        imitations |= why == Excuse.TEXT_HOLDS_THE_FULL_GAP;
        for (Attempt attempt : owed) {
            attempt.grant(why);
            remember(attempt);
        }
        for (Ticket ticket : world.callers.tickets) {
            Attempt attempt = ticket.last;
            if (attempt != null
                    && !(ticket.isOver()
                            && attempt.answered
                            && !ticket.order.kind().isAsynchronous())) {
                attempt.grant(why);
                remember(attempt);
                doubtfulSecrets |= isSecret(attempt);
                ticket.fooled |= !ticket.isOver();
            }
        }
    }

    /** The reason of the last doubt. */
    Excuse reason() {
        return reason;
    }

    /**
     * A word was answered: only a word that was written since the doubt is a proof. It tells nothing of commands that
     * others overtake.
     */
    void proved(Attempt word) {
        if (lostAt >= 0 && provedAt < 0 && word.written >= doubtedAt && !goesOnBeside()) {
            if (reason == Excuse.MEMORY_LOST) {
                world.hazards.count(Hazard.PROVED_AFTER_A_RESTART_OF_THE_PROCESS);
            }
            provedAt = world.time.now();
        }
    }

    /** Before this process proved that it is in step, or after it became doubtful again. */
    void written(Attempt attempt) {
        if (isUnproved(attempt.written)) {
            attempt.grant(reason);
            remember(attempt);
            Ticket writer = attempt.ticket;
            if (writer != null) {
                // Another loss must not discard this one.
                writer.fooled = true;
            }
            doubtfulSecrets |= reason != Excuse.MEMORY_LOST && isSecret(attempt);
        }
    }

    private static boolean isSecret(Attempt attempt) {
        return attempt.order().kind() == Kind.SECRET;
    }

    private void remember(Attempt attempt) {
        texts |= attempt.order().kind() == Kind.READ;
        if (attempt.order().kind() == Kind.OVERTAKEN) {
            overtaken.add(attempt);
        }
    }

    private boolean goesOnBeside() {
        long since = Math.max(world.modem.resetAt(), world.time.now() - Order.OVERTAKEN + 1);
        return overtaken.stream().anyMatch(old -> !old.answered && old.carriedOut >= since);
    }

    boolean forgivesTexts() {
        return world.excuses.forgives(reason, texts);
    }

    boolean forgivesSecrets() {
        return world.excuses.forgives(Excuse.SECRET_OF_AN_EARLIER_PROCESS, secrets)
                || world.excuses.forgives(reason, doubtfulSecrets);
    }

    boolean forgivesImitations() {
        return world.excuses.forgives(Excuse.TEXT_HOLDS_THE_FULL_GAP, imitations);
    }

    private boolean isUnproved(long instant) {
        return lostAt >= 0 && instant >= lostAt && (provedAt < 0 || instant < provedAt);
    }

    /** Whether a line of another attempt may come while this attempt waits for its own. */
    boolean forgives(Attempt attempt) {
        return world.excuses.forgives(reason, isUnproved(attempt.written) || isDoubtful(attempt));
    }

    /** Whether another attempt's answer may have been taken for its own. */
    static boolean isDoubtful(Attempt attempt) {
        return attempt.isGranted(Excuse.PRESUMED)
                || attempt.isGranted(Excuse.TEXT_HOLDS_THE_FULL_GAP)
                || attempt.isGranted(Excuse.DAMAGED_BEHIND_A_TEXT);
    }

    /** The result code of a command of an earlier process, or of a doubtful one, does not say which it is. */
    void result(Attempt old) {
        if (old.session < first || isDoubtful(old)) {
            for (Ticket ticket : world.callers.live) {
                ticket.fooled |= ticket.order.kind().isAsynchronous()
                        && ticket.order.client() == old.order().client();
            }
        }
    }

    /** An earlier process's reply belongs to no ticket. */
    boolean forgivesLate(@Nullable Ticket ticket) {
        boolean old = ticket != null && ticket.firstWrite >= 0 && ticket.firstWrite < lostAt;
        return world.excuses.forgives(reason, old && isUnproved(world.time.now()));
    }

    /** The same for any outcome of a command. */
    boolean forgives(Ticket ticket) {
        return world.excuses.forgives(
                reason, ticket.fooled || (ticket.firstWrite >= 0 && isUnproved(ticket.firstWrite)));
    }
}
