package io.atflux.internal.text;

import io.atflux.line.AtLine;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes lines of received bytes, and derives lines from lines: programs read a line, and can make one only from text. */
public final class Lines {

    /** Access to a line's constructor. */
    public interface Access {

        AtLine wrap(String text, String lead, @Nullable UnaryOperator<String> shown);

        AtLine shownBy(AtLine line, UnaryOperator<String> shown);

        AtLine without(AtLine line, int leading);

        AtLine withOwnLead(AtLine line, boolean own);

        AtLine withText(AtLine line, String all, boolean below, boolean cut);
    }

    private static volatile @Nullable Access access;

    private Lines() {}

    /** Called by the class of lines when it is initialised. */
    public static void open(Access own) {
        access = own;
    }

    private static Access access() {
        Access known = access;
        if (known == null) {
            // The first line initialises the class, which calls open.
            AtLine.of("");
            known = Objects.requireNonNull(access);
        }
        return known;
    }

    /**
     * A line of bytes.
     *
     * @param bytes the line without its line end
     * @param lead the CR and LF bytes between the previous line's text and this one's
     */
    public static AtLine wrap(byte[] bytes, String lead) {
        return wrap(new String(bytes, StandardCharsets.ISO_8859_1), lead, null);
    }

    /**
     * A line of a text that has one char for each byte.
     *
     * @param text the line without its line end, ISO-8859-1
     * @param lead the CR and LF bytes between the previous line's text and this one's
     * @param shown null for a line that is shown unmasked, {@link #shownBy} otherwise
     */
    public static AtLine wrap(String text, String lead, @Nullable UnaryOperator<String> shown) {
        return access().wrap(text, lead, shown);
    }

    /**
     * The same line with a mask for people. The mask affects only its {@code toString}.
     *
     * @param shown hides the secret parts of the text, and keeps its length; called by any thread
     */
    public static AtLine shownBy(AtLine line, UnaryOperator<String> shown) {
        return access().shownBy(line, shown);
    }

    /** The number of NULs at the beginning of the line. */
    public static int leadingNuls(AtLine line) {
        int nuls = 0;
        while (nuls < line.length() && line.at(nuls) == 0) {
            nuls++;
        }
        return nuls;
    }

    /** The same line without its first bytes. */
    public static AtLine without(AtLine line, int leading) {
        return access().without(line, leading);
    }

    /** The same line, with or without its own lead: which applies depends on the modem's line ends. */
    public static AtLine withOwnLead(AtLine line, boolean own) {
        return access().withOwnLead(line, own);
    }

    /**
     * The same line with more text that belongs to it.
     *
     * @param all the line and the text, with the line ends between them; ISO-8859-1
     * @param below whether the text begins below the line, so that the parameters are those of the line alone
     * @param cut whether more of the text is missing, or may be
     */
    public static AtLine withText(AtLine line, String all, boolean below, boolean cut) {
        return access().withText(line, all, below, cut);
    }
}
