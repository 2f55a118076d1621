package io.atflux.internal.resync;

import io.atflux.internal.session.Services;
import io.atflux.internal.time.Deadlines;
import java.util.function.Consumer;

/**
 * The silence after which nothing that was written before can still be answered. Result codes that certainly came unasked do not break it: each
 * answer ends in a final result, which does. Whatever else the modem prints by itself is not told from answers, so the wait has a limit: three
 * such silences. Confined to the event loop.
 */
public final class LongSilence {

    private static final int MOST = 3;

    private final Services given;
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
    LongSilence(Services given, Consumer<String> over, Consumer<String> never) {
        this.given = given;
        this.over = over;
        this.never = never;
        this.deadline = given.deadlines.create(this::timeUp);
    }

    void begin() {
        given.tap.note("nothing is left that can prove the session in step: " + wanted() + " is waited for");
        awaited = true;
        since = given.now();
        limit = since + MOST * length();
        await(since);
    }

    void stop() {
        awaited = false;
        deadline.clear();
    }

    /** Bytes came, of which nobody knows yet what line they become. */
    public void bytesCame() {
        if (awaited) {
            await(given.now());
        }
    }

    void lineCame() {
        before = since;
        since = given.now();
    }

    /** The line that came last was a result code of the catalogue, and nobody's answer. */
    public void wasUnasked() {
        since = before;
        if (awaited) {
            await(since);
        }
    }

    private void await(long silentSince) {
        deadline.at(Math.min(silentSince + length(), limit));
    }

    private long length() {
        return given.wire.silence(given.profile.longestSilence());
    }

    private String wanted() {
        return "silence of " + given.profile.longestSilence().toSeconds() + " s";
    }

    private void timeUp() {
        if (given.now() - limit < 0) {
            over.accept("nothing that it takes can prove it, and then came " + wanted());
        } else {
            never.accept("nothing that it takes can prove it, and it never came to " + wanted());
        }
    }
}
