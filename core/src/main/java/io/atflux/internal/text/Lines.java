package io.atflux.internal.text;

import io.atflux.line.AtLine;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes lines of what came, and other lines of those: programs read a line, and make one of a text only. */
public final class Lines {

    /** The way to a line's constructor. */
    public interface Access {

        AtLine wrap(byte[] bytes, String lead, @Nullable UnaryOperator<String> shown);

        AtLine shownBy(AtLine line, UnaryOperator<String> shown);

        AtLine without(AtLine line, int leading);

        AtLine withOwnLead(AtLine line, boolean own);

        AtLine withText(AtLine line, byte[] all, boolean below, boolean cut);
    }

    private static volatile @Nullable Access access;

    private Lines() {}

    /** Called by the lines themselves, before there is the first one. */
    public static void open(Access own) {
        access = own;
    }

    private static Access access() {
        Access known = access;
        if (known == null) {
            // Whoever makes the first line makes the class ready by it.
            AtLine.of("");
            known = Objects.requireNonNull(access);
        }
        return known;
    }

    /**
     * Wraps bytes without copying them: the caller gives them away.
     *
     * @param bytes the line without its line end
     * @param lead the CR and LF bytes between the previous line's text and this one's
     */
    public static AtLine wrap(byte[] bytes, String lead) {
        return wrap(bytes, lead, null);
    }

    /**
     * {@link #wrap} and {@link #shownBy} in one.
     *
     * @param shown null for a line that is shown as it is
     */
    public static AtLine wrap(byte[] bytes, String lead, @Nullable UnaryOperator<String> shown) {
        return access().wrap(bytes, lead, shown);
    }

    /**
     * The same line, shown to people through a mask: by its {@code toString} then, and nothing else.
     *
     * @param shown hides what of the text is secret, and keeps its length; called by any thread
     */
    public static AtLine shownBy(AtLine line, UnaryOperator<String> shown) {
        return access().shownBy(line, shown);
    }

    /** The same line without its first bytes. */
    public static AtLine without(AtLine line, int leading) {
        return access().without(line, leading);
    }

    /** The same line, with or without a lead of its own: which it is depends on the modem's line ends. */
    public static AtLine withOwnLead(AtLine line, boolean own) {
        return access().withOwnLead(line, own);
    }

    /**
     * The same line with more text that belongs to it.
     *
     * @param all the bytes of the line and of the text, with the line ends between them, given away
     * @param below whether the text begins below the line, so that the parameters are the line's alone
     * @param cut whether more of the text is missing, or may be
     */
    public static AtLine withText(AtLine line, byte[] all, boolean below, boolean cut) {
        return access().withText(line, all, below, cut);
    }
}
