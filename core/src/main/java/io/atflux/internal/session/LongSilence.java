package io.atflux.internal.session;

import java.util.function.Consumer;

/**
 * The silence after which nothing that was written before can still be answered. Result codes that certainly came unasked do not break it: each
 * answer ends in a final result, which does. Whatever else the modem prints by itself is not told from answers, so the wait has a limit: three
 * such silences. Confined to the event loop.
 */
final class LongSilence {

    private static final int MOST = 3;

    private final SessionCore core;
    private final Wire wire;
    private final Consumer<String> over;
    private final Consumer<String> never;
    private final Deadlines.Deadline deadline;
    private boolean awaited;
    private long limit;
    private long since;
    /** Since when it was silent before the line that came last. */
    private long before;

    /**
     * @param over told what to presume from, after the silence
     * @param never told instead why it is waited for no more
     */
    LongSilence(SessionCore core, Wire wire, Consumer<String> over, Consumer<String> never) {
        this.core = core;
        this.wire = wire;
        this.over = over;
        this.never = never;
        this.deadline = core.deadlines.create(this::timeUp);
    }

    void begin() {
        core.tap.note("nothing is left that can prove the session in step: " + wanted() + " is waited for");
        awaited = true;
        since = core.deadlines.now();
        limit = since + MOST * length();
        await(since);
    }

    void stop() {
        awaited = false;
        deadline.clear();
    }

    /** Bytes came, of which nobody knows yet what line they become. */
    void bytesCame() {
        if (awaited) {
            await(core.deadlines.now());
        }
    }

    void lineCame() {
        before = since;
        since = core.deadlines.now();
    }

    /** The line that came last was a result code of the catalogue, and nobody's answer. */
    void wasUnasked() {
        since = before;
        if (awaited) {
            await(since);
        }
    }

    private void await(long silentSince) {
        deadline.at(Math.min(silentSince + length(), limit));
    }

    private long length() {
        return wire.silence(core.profile.longestSilence());
    }

    private String wanted() {
        return "silence of " + core.profile.longestSilence().toSeconds() + " s";
    }

    private void timeUp() {
        if (core.deadlines.now() - limit < 0) {
            over.accept("nothing that it takes can prove it, and then came " + wanted());
        } else {
            never.accept("nothing that it takes can prove it, and it never came to " + wanted());
        }
    }
}
