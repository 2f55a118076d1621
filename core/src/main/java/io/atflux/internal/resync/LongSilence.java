package io.atflux.internal.resync;

import io.atflux.internal.session.Services;
import io.atflux.internal.time.Durations;
import io.atflux.internal.time.Timed;
import java.time.Duration;

/**
 * The silence after which no earlier command can still be answered. Result codes that are certainly unsolicited do not break it:
 * each answer ends in a final result, which does. Other unsolicited lines cannot be distinguished from answers, so the wait is
 * limited to three such silences. A modem that sent nothing until then must answer an AT. Confined to the event loop.
 */
public final class LongSilence extends Timed {

    private static final int MOST = 3;

    private final Services given;
    /** Told of the silence, or of the reason why the wait ended. */
    private final Probing probing;

    private boolean awaited;
    /** The number of times that AT was written after the silence. */
    private int asked;

    private Duration wanted;
    private String reason = "";
    private long limit;
    private long since;
    /** The start of the silence before the last line. */
    private long before;

    LongSilence(Services given, Probing probing) {
        this.given = given;
        this.probing = probing;
        this.wanted = given.profile.longestSilence();
    }

    /** Any written command may still be answered. */
    void begin() {
        begin(given.profile.longestSilence(), "no command that it accepts can prove it");
    }

    /** Every written word was answered in time by one result code: no sign that more answers follow. */
    void beginAfterAnswers() {
        begin(given.options.drain(), "it answers OK to every command");
    }

    private void begin(Duration silence, String why) {
        wanted = silence;
        reason = why;
        given.tap.note("no word is left that can prove the session in step: waiting for " + wanted());
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

    /** Bytes arrived that are not a line yet. */
    public void bytesCame() {
        if (awaited) {
            await(given.now());
        }
    }

    void lineCame() {
        before = since;
        since = given.now();
    }

    /** The last line, with the whole of its text, was a result code of the catalogue, and no command's answer. */
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

    /** A final result arrived. @return whether it answers the AT after the silence: then the session is presumed in step */
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
            probing.fail(reason + ", and there was never a " + wanted(), true);
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
        probing.presume(reason + ", followed by a " + wanted());
    }
}
