package io.atflux.internal.resync;

import io.atflux.internal.session.Services;
import io.atflux.internal.time.Durations;
import io.atflux.internal.time.Timed;
import java.time.Duration;

/**
 * The silence after which nothing that was written before can still be answered. Result codes that certainly came unasked do not break it: each
 * answer ends in a final result, which does. Whatever else the modem prints by itself is not told from answers, so the wait has a limit: three
 * such silences. A modem of which nothing at all was heard until then has to answer something. Confined to the event loop.
 */
public final class LongSilence extends Timed {

    private static final int MOST = 3;

    private final Services given;
    /** Told of the silence, or why it is waited for no more. */
    private final Probing probing;

    private boolean awaited;
    /** How often the modem was asked for any answer, after the silence. */
    private int asked;

    private Duration wanted;
    private String reason = "";
    private long limit;
    private long since;
    /** Since when it was silent before the line that came last. */
    private long before;

    LongSilence(Services given, Probing probing) {
        this.given = given;
        this.probing = probing;
        this.wanted = given.profile.longestSilence();
    }

    /** Anything that was written may still be answered. */
    void begin() {
        begin(given.profile.longestSilence(), "nothing that it takes can prove it");
    }

    /** All that was written was answered, in its time and by one result code each: nothing shows that more is to come. */
    void beginAfterAnswers() {
        begin(given.options.drain(), "it says OK to whatever it is asked");
    }

    private void begin(Duration silence, String why) {
        wanted = silence;
        reason = why;
        given.tap.note("nothing is left that can prove the session in step: " + wanted() + " is waited for");
        awaited = true;
        asked = 0;
        since = given.now();
        limit = since + MOST * length();
        await(since);
    }

    void stop() {
        awaited = false;
        asked = 0;
        clearDeadline();
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
        setDeadline(given.deadlines, Math.min(silentSince + length(), limit));
    }

    private long length() {
        return given.wire.silence(wanted);
    }

    private String wanted() {
        return "silence of " + Durations.text(wanted);
    }

    /** A final result came. Whether it is the answer that the modem had to give: then that is presumed from. */
    boolean takesFinal() {
        boolean awaitedOne = asked > 0;
        if (awaitedOne) {
            presume();
        }
        return awaitedOne;
    }

    @Override
    protected void timeUp() {
        if (awaited && given.now() - limit >= 0) {
            probing.fail(reason + ", and it never came to " + wanted(), true);
        } else if (!probing.isUnheard()) {
            presume();
        } else if (asked >= given.options.probes()) {
            probing.fail("no answer to " + asked + " probes after " + wanted());
        } else {
            awaited = false;
            asked++;
            setDeadline(given.deadlines, given.now() + probing.writeBare());
        }
    }

    private void presume() {
        probing.presume(reason + ", and then came " + wanted());
    }
}
