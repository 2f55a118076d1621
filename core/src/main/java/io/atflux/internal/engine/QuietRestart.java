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
 * Detects a restart of the module without an announcement: the module has lost the settings that switch echoes off and error
 * reasons on. A line that looks like an echo may be text that another party sent. So a word is written before any other command: no
 * other party can know it, so its echo decides, or the setting in its answer. The answer to any other word shows as much by that
 * setting. Confined to the event loop.
 */
final class QuietRestart {

    private static final String CMEE = "+CMEE";

    private final SessionCore core;
    /** The line that caused the suspicion; null for none. */
    private @Nullable AtLine suspicion;
    /** The time of the write that the line belongs to: earlier commands may have been lost. */
    private long since;

    private boolean asked;
    private boolean wordEchoed;

    QuietRestart(SessionCore core) {
        this.core = core;
    }

    /** A command was echoed although echoes were switched off. */
    void echoesAgain(AtLine line, Seat of) {
        if (suspicion == null && !core.given.profile.probes().isEmpty()) {
            suspicion = line;
            since = of.op == null ? core.given.now() : of.op.attemptStart();
            asked = false;
            wordEchoed = false;
        }
    }

    /** A command is to be written: if there is a suspicion, only the proof releases it. */
    void beforeWrite() {
        if (suspicion == null || asked) {
            return;
        }
        asked = true;
        core.given.tap.note("the module may have restarted: a word is written before any other command");
        if (core.owed.isEmpty()) {
            core.owed.drainUntil(core.given.now());
        }
        core.owed.suspectOthers();
    }

    /**
     * A word was echoed.
     *
     * @param again whether echoes were switched off: then no other sign of a restart is needed
     */
    void wordEchoed(AtLine line, boolean again) {
        wordEchoed = true;
        if (again && suspicion == null) {
            suspicion = line;
            since = core.given.now();
            asked = true;
        }
    }

    /** @param answer the complete answer to a word */
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

    /** Whether the setting of error reasons differs from the accepted one. */
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
        core.given.tap.note("the module restarted without an announcement");
        core.given.events.event(new SessionEvent.Restarted(line));
        core.lines.settings.forget();
        core.standing.restartFound();
        core.resync.moduleRestarted();
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

    /** The module announced a restart, or nothing can be proved. */
    void over() {
        suspicion = null;
    }
}
