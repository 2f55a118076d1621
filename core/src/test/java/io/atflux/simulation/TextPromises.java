package io.atflux.simulation;

import io.atflux.SessionState;
import io.atflux.line.AtLine;
import org.jspecify.annotations.Nullable;

/**
 * Texts that the modem delivers between its own lines. Each is heard whole, or as cut when the session ends. No part of
 * one is announced as a result code. Only damage, or a probe that cut it, lets a text take one of the modem's own lines
 * with it.
 */
final class TextPromises {

    /** A text with an open quote, and all that follows it, is held for a second after its last byte. */
    private static final long HOLD = 1_100_000_000L;

    private final World world;
    private boolean behindText;
    private boolean damagedBehindText;
    /** The next line begins with a prompt that is text. */
    private boolean behindPrompt;

    /** When a frame was last taken for more of a text, -1 for never. */
    private long lastSwallowed = -1;

    /**
     * During a probe no line is more of a text, so a line that imitates a final result may be counted as an owed one.
     */
    private long textWhileProbing = -HOLD;
    /** By the declared line ends, everything after a text that a word cut is more of it. */
    private boolean cutAmongOtherEnds;
    /** Only a part of a text of unknown length was delivered. */
    private boolean textOpen;

    TextPromises(World world) {
        this.world = world;
    }

    void heard(AtLine line, int id) {
        String all = world.messages.wrong(id, line.text());
        if (all != null && !(line.isCut() && all.startsWith(line.text()) && isCutByAProbe())) {
            wrong(line, all);
        }
    }

    /** A session that ends within a text reports the received part, as cut. */
    private void wrong(AtLine line, String all) {
        // The line end after its header is not kept.
        String came = line.text().replaceAll("[\\r\\n]", "");
        boolean begins = line.isCut() && all.replaceAll("[\\r\\n]", "").startsWith(came);
        world.time.after(0, () -> {
            if (!begins || world.closed < 0 || world.time.now() > world.closed + HOLD + world.slack()) {
                world.violate("of " + all + " was heard " + line);
            }
        });
    }

    /** The received part of a text is then reported within the hold time of a text. */
    boolean isCutByAProbe() {
        return world.excuses.forgives(
                Excuse.TEXT_WHILE_PROBING, world.time.now() <= textWhileProbing + HOLD + world.slack());
    }

    /** A result code within a sender's text. */
    void imitated(AtLine line) {
        boolean told = world.wire.memory.forgivesTexts() || world.wire.memory.forgivesImitations();
        if (!told && !isCutByAProbe() && !isHeaderSwallowed()) {
            world.violate("a part of a text was announced as a result code: " + line);
        }
    }

    /** The bytes of a frame are delivered next. */
    void arrives(Frame frame) {
        if (frame.holdsTheFullGap()) {
            world.wire.doubt(Excuse.TEXT_HOLDS_THE_FULL_GAP);
        } else if (frame.carriesText() && behindText && damagedBehindText) {
            // Its header is more of the text before it, so its own text counts as whatever it imitates.
            world.wire.doubt(Excuse.DAMAGED_BEHIND_A_TEXT);
        }
        if (frame.kind == Frame.Kind.TEXT_BEGINS || frame.isEndless()) {
            textOpen = frame.kind == Frame.Kind.TEXT_BEGINS;
            if (world.session.state() == SessionState.RESYNCING) {
                cutByAProbe();
            }
        }
    }

    void probeWritten() {
        if (textOpen) {
            cutByAProbe();
        }
    }

    private void cutByAProbe() {
        textWhileProbing = world.time.now();
        Extras extras = world.script.setup().extras();
        cutAmongOtherEnds = extras.misdeclared() && extras.ends() != Ends.CR_LF;
    }

    /** The session heard a proof, or another one begins, between two lines. */
    void textsAreOver() {
        cutAmongOtherEnds = false;
    }

    /**
     * The bytes of a frame were delivered. The reason why it may have been taken for more of a text, null if it may
     * not.
     */
    @Nullable
    Excuse delivered(Frame frame) {
        if (isMoreOfAText(frame)) {
            return Excuse.DAMAGED_BEHIND_A_TEXT;
        }
        return cutAmongOtherEnds ? Excuse.CUT_AMONG_OTHER_ENDS : null;
    }

    /** After a damaged echo or prompt, which is text after text, a line may lack a visible lead. */
    private boolean isMoreOfAText(Frame frame) {
        boolean cut = frame.kind == Frame.Kind.QUOTED && world.session.state() == SessionState.RESYNCING;
        boolean swallowed = behindText && damagedBehindText;
        lastSwallowed = swallowed ? world.time.now() : lastSwallowed;
        if (frame.kind == Frame.Kind.TEXT_URC || cut) {
            behindText = true;
            damagedBehindText = false;
            return swallowed;
        }
        boolean leadless = frame.kind == Frame.Kind.PROMPT && !frame.text.startsWith("\r\n");
        boolean damaged =
                frame.damaged || leadless || isEchoOfDamage(frame) || (behindPrompt && frame.kind == Frame.Kind.ECHO);
        // Only the line after an echo shows that it is one. A prompt has no line end: taken for text, it is the
        // beginning of the next line.
        damagedBehindText = behindText && (damaged || (swallowed && frame.kind == Frame.Kind.PROMPT));
        behindText &= damaged || swallowed || frame.kind == Frame.Kind.ECHO;
        behindPrompt = damagedBehindText && frame.kind == Frame.Kind.PROMPT;
        return swallowed;
    }

    /** A header that is taken for more of a text leaves its own text without an owner. */
    private boolean isHeaderSwallowed() {
        boolean now = behindText && damagedBehindText;
        boolean before = lastSwallowed >= 0 && world.time.now() <= lastSwallowed + world.slack();
        return world.excuses.forgives(Excuse.DAMAGED_BEHIND_A_TEXT, now || before);
    }

    /**
     * The modem echoes the bytes that it read. A session knows only the echoes of its own writes, until a final result
     * that it takes for that command's.
     */
    private boolean isEchoOfDamage(Frame frame) {
        Attempt echoed = frame.attempt;
        if (frame.kind != Frame.Kind.ECHO || echoed == null) {
            return false;
        }
        // The rest of a line that lost its end stands before the end of the next line.
        boolean joined = !frame.text.strip().equals(echoed.wire.strip());
        return joined
                || echoed.isGranted(Excuse.WRITE_DAMAGED)
                || echoed.isGranted(Excuse.MEMORY_LOST)
                || Memory.isDoubtful(echoed)
                || world.wire.isOld(echoed);
    }
}
