package io.atflux.internal.engine;

import io.atflux.SessionEvent;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.turn.Turn;
import io.atflux.line.AtLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds out that the module was restarted if it did not say so: it has forgotten that it was told not to echo, and to give reasons with its
 * errors. What looks like an echo may be a text that somebody sent. So a word is written before anything else: nobody can know it, and so its echo
 * decides, or the setting that stands in its answer. Any other word's answer tells as much by that setting. Confined to the event loop.
 */
final class QuietRestart {

    private static final String CMEE = "+CMEE";

    private final SessionCore core;
    /** The line that gave rise to the suspicion; null for none. */
    private @Nullable AtLine suspicion;
    /** When that was written which the line came for: what was written before may have been lost. */
    private long since;

    private boolean asked;
    private boolean wordEchoed;

    QuietRestart(SessionCore core) {
        this.core = core;
    }

    /** A command came back, although the module was told not to echo. */
    void echoesAgain(AtLine line, Seat of) {
        if (suspicion == null && !core.given.profile.probes().isEmpty()) {
            suspicion = line;
            since = of.op == null ? core.given.now() : of.op.attemptStart();
            asked = false;
            wordEchoed = false;
        }
    }

    /** Something is to be written: only the proof lets it out if there is a suspicion. */
    void beforeWrite() {
        if (suspicion == null || asked) {
            return;
        }
        asked = true;
        core.given.tap.note("the module may have been restarted: it is asked before anything else");
        if (core.owed.isEmpty()) {
            core.owed.drainUntil(core.given.now());
        }
        core.owed.suspectOthers();
    }

    /**
     * A word came back.
     *
     * @param again whether echoes were switched off: then nothing else need have shown it
     */
    void wordEchoed(AtLine line, boolean again) {
        wordEchoed = true;
        if (again && suspicion == null) {
            suspicion = line;
            since = core.given.now();
            asked = true;
        }
    }

    /** @param answer a word's, whole */
    void proven(List<AtLine> answer) {
        AtLine suspected = asked ? suspicion : null;
        AtLine other = core.standing.verboseErrors ? otherSetting(answer) : null;
        if (suspected != null) {
            suspicion = null;
        }
        if (suspected != null && (wordEchoed || other != null)) {
            found(suspected);
        } else if (suspected != null) {
            core.lines.settings.stillSilent();
        } else if (other != null) {
            since = core.given.now();
            found(other);
        }
    }

    private @Nullable AtLine otherSetting(List<AtLine> answer) {
        return answer.stream().filter(this::isOtherwise).findFirst().orElse(null);
    }

    /** The setting of reasons is not the one that was accepted. */
    private boolean isOtherwise(AtLine line) {
        String command = core.given.profile.verboseErrors();
        String set = command == null ? "" : command.toUpperCase(Locale.ROOT);
        return line.isNamed(CMEE)
                && set.startsWith("AT+CMEE=")
                && !line.parameters().is(0, value(set));
    }

    private static int value(String set) {
        char last = set.charAt(set.length() - 1);
        return last >= '0' && last <= '9' ? last - '0' : 0;
    }

    private void found(AtLine line) {
        core.given.tap.note("the module was restarted, and did not say so");
        core.given.events.event(new SessionEvent.Restarted(line));
        core.lines.settings.forget();
        core.standing.restartFound();
        core.resync.moduleRestarted();
        core.settlements.pending.forgetOwed();
        Turn hit = core.turns.restartAnnounced();
        List<Operation<?>> lost = new ArrayList<>(1);
        core.live.each(one -> {
            if (one instanceof Operation<?> op && op.wasWritten() && op.attempts.firstWrite() - since < 0) {
                lost.add(op);
            }
        });
        lost.forEach(core::endRestarted);
        core.turns.restarted(hit, Restart.GRACE);
    }

    /** It begins anew, as it said itself, or nothing can be proved. */
    void over() {
        suspicion = null;
    }
}
