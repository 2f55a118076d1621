package io.atflux.simulation;

import io.atflux.SessionState;
import io.atflux.line.AtLine;
import org.jspecify.annotations.Nullable;

/**
 * Texts that the modem delivers between its own lines: each is heard whole, or as cut when the session ends; no part of one is
 * announced as a result code; and only damage, or a probe that cut it, lets a text take a line of the modem's own with it.
 */
final class TextPromises {

    /** A text with an open quote, and what comes behind it, is held for a second after its last byte. */
    private static final long HOLD = 1_100_000_000L;

    private final World world;
    private boolean behindText;
    private boolean damagedBehindText;
    /** The next line begins with a prompt that is text. */
    private boolean behindPrompt;

    /** When a frame was last taken for more of a text, -1 for never. */
    private long lastSwallowed = -1;

    /** While a probe is out no line is more of a text, so what imitates a final result may be counted as an owed one. */
    private long textWhileProbing = -HOLD;
    /** By the line ends that are declared, all behind a text that a word cut is more of it. */
    private boolean cutAmongOtherEnds;
    /** A part of a text of unknown length was delivered, and not all of it. */
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

    /** A session that ends in the middle of a text tells what came of it, as cut. */
    private void wrong(AtLine line, String all) {
        // The line end behind its header is not kept.
        String came = line.text().replaceAll("[\\r\\n]", "");
        boolean begins = line.isCut() && all.replaceAll("[\\r\\n]", "").startsWith(came);
        world.time.after(0, () -> {
            if (!begins || world.closed < 0 || world.time.now() > world.closed + HOLD + world.slack()) {
                world.violate("of " + all + " was heard " + line);
            }
        });
    }

    /** What comes of a text then is told within the time that a text is held. */
    boolean isCutByAProbe() {
        return world.excuses.forgives(
                Excuse.TEXT_WHILE_PROBING, world.time.now() <= textWhileProbing + HOLD + world.slack());
    }

    /** A result code that stands in somebody's text. */
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
            // Its header is more of the text before it, so that its own text is anything that it imitates.
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

    /** The bytes of a frame were delivered: why it may have been taken for more of a text, null if it may not. */
    @Nullable
    Excuse delivered(Frame frame) {
        if (isMoreOfAText(frame)) {
            return Excuse.DAMAGED_BEHIND_A_TEXT;
        }
        return cutAmongOtherEnds ? Excuse.CUT_AMONG_OTHER_ENDS : null;
    }

    /** Behind a damaged echo or prompt, which is text behind text, a line may lack a lead that anybody could see. */
    private boolean isMoreOfAText(Frame frame) {
        boolean cut = frame.kind == Frame.Kind.QUOTED && world.session.state() == SessionState.RESYNCING;
        boolean swallowed = behindText && damagedBehindText;
        lastSwallowed = swallowed ? world.time.now() : lastSwallowed;
        if (frame.kind == Frame.Kind.TEXT_URC || cut) {
            behindText = true;
            damagedBehindText = false;
            return swallowed;
        }
        boolean damaged = frame.damaged || isEchoOfDamage(frame) || (behindPrompt && frame.kind == Frame.Kind.ECHO);
        // Only what follows an echo tells that it is one. A prompt has no line end: taken for text, it is the beginning
        // of the next line.
        damagedBehindText = behindText && (damaged || (swallowed && frame.kind == Frame.Kind.PROMPT));
        behindText &= damaged || swallowed || frame.kind == Frame.Kind.ECHO;
        behindPrompt = damagedBehindText && frame.kind == Frame.Kind.PROMPT;
        return swallowed;
    }

    /** A header that is taken for more of a text leaves its own text to nobody. */
    private boolean isHeaderSwallowed() {
        boolean now = behindText && damagedBehindText;
        boolean before = lastSwallowed >= 0 && world.time.now() <= lastSwallowed + world.slack();
        return world.excuses.forgives(Excuse.DAMAGED_BEHIND_A_TEXT, now || before);
    }

    /**
     * The modem repeats what it read, and a session knows only the echoes of what it wrote itself, until a final result that it takes
     * for that command's.
     */
    private boolean isEchoOfDamage(Frame frame) {
        Attempt echoed = frame.attempt;
        if (frame.kind != Frame.Kind.ECHO || echoed == null) {
            return false;
        }
        // What was left of a line that lost its end stands before the next one's.
        boolean joined = !frame.text.strip().equals(echoed.wire.strip());
        return joined
                || echoed.isGranted(Excuse.WRITE_DAMAGED)
                || echoed.isGranted(Excuse.MEMORY_LOST)
                || Memory.isDoubtful(echoed)
                || world.wire.isOld(echoed);
    }
}
