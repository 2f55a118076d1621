package io.atflux.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the processes before this one left behind them, and whether this one has proved since that it is in step. */
final class Memory {

    private final World world;
    /** The first session of this process, by its number. */
    private int first;

    private long lostAt = -1;
    private long provedAt = -1;
    /** Echoes of secrets may come to a session that does not know of them. */
    private boolean secrets;
    /** Counted answers may come to a session that does not expect them. */
    private boolean texts;

    Memory(World world) {
        this.world = world;
    }

    void lost(int session, List<Attempt> owed, List<Attempt> withData) {
        world.hazards.count(Hazard.PROCESS_RESTARTED);
        if (!owed.isEmpty()) {
            world.hazards.count(Hazard.PROCESS_RESTARTED_WHILE_A_REPLY_WAS_OWED);
        }
        first = session;
        lostAt = world.time.now();
        provedAt = -1;
        withData.forEach(attempt -> attempt.grant(Excuse.MEMORY_LOST));
        for (Attempt attempt : owed) {
            attempt.grant(Excuse.MEMORY_LOST);
            remember(attempt);
        }
    }

    /** A word was answered: only one of this process is a proof. */
    void proved(Attempt word) {
        if (lostAt >= 0 && provedAt < 0 && word.session >= first) {
            world.hazards.count(Hazard.PROVED_AFTER_A_RESTART_OF_THE_PROCESS);
            provedAt = world.time.now();
        }
    }

    /** A secret was written before this process proved that it is in step, so that its echo may come late. */
    void written(Attempt attempt) {
        if (isUnproved(attempt.written)) {
            attempt.grant(Excuse.MEMORY_LOST);
            remember(attempt);
        }
    }

    private void remember(Attempt attempt) {
        secrets |= attempt.order().kind() == Kind.SECRET;
        texts |= attempt.order().kind() == Kind.READ;
    }

    boolean forgivesTexts() {
        return world.excuses.forgives(Excuse.MEMORY_LOST, texts);
    }

    boolean forgivesSecrets() {
        return world.excuses.forgives(Excuse.MEMORY_LOST, secrets);
    }

    private boolean isUnproved(long instant) {
        return lostAt >= 0 && instant >= lostAt && (provedAt < 0 || instant < provedAt);
    }

    /** Whether something that an earlier process left may come where this attempt's own is waited for. */
    boolean forgives(Attempt attempt) {
        return world.excuses.forgives(Excuse.MEMORY_LOST, isUnproved(attempt.written));
    }

    /** The result code of a command that an earlier process wrote says nothing of that. */
    void oldResult(Attempt old) {
        if (old.session < first) {
            for (Ticket ticket : world.live) {
                ticket.fooled |= ticket.order.kind().isAsynchronous()
                        && ticket.order.client() == old.order().client();
            }
        }
    }

    /** An earlier process's reply is nobody's. */
    boolean forgivesLate(@Nullable Ticket ticket) {
        boolean old = ticket != null && ticket.firstWrite >= 0 && ticket.firstWrite < lostAt;
        return world.excuses.forgives(Excuse.MEMORY_LOST, old && isUnproved(world.time.now()));
    }

    /** The same of whatever became of a command. */
    boolean forgives(Ticket ticket) {
        return world.excuses.forgives(
                Excuse.MEMORY_LOST, ticket.fooled || (ticket.firstWrite >= 0 && isUnproved(ticket.firstWrite)));
    }
}
