package io.atflux.internal.text;

import io.atflux.line.AtLine;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes lines of what came, and other lines of those: programs read a line, and make one of a text only. */
public final class Lines {

    /** The way to a line's constructor. */
    public interface Access {

        AtLine wrap(String text, String lead, @Nullable UnaryOperator<String> shown);

        AtLine shownBy(AtLine line, UnaryOperator<String> shown);

        AtLine without(AtLine line, int leading);

        AtLine withOwnLead(AtLine line, boolean own);

        AtLine withText(AtLine line, String all, boolean below, boolean cut);
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
     * @param shown null for a line that is shown as it is, {@link #shownBy} otherwise
     */
    public static AtLine wrap(String text, String lead, @Nullable UnaryOperator<String> shown) {
        return access().wrap(text, lead, shown);
    }

    /**
     * The same line, shown to people through a mask: by its {@code toString} then, and nothing else.
     *
     * @param shown hides what of the text is secret, and keeps its length; called by any thread
     */
    public static AtLine shownBy(AtLine line, UnaryOperator<String> shown) {
        return access().shownBy(line, shown);
    }

    /** So many NULs the line begins with. */
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

    /** The same line, with or without a lead of its own: which it is depends on the modem's line ends. */
    public static AtLine withOwnLead(AtLine line, boolean own) {
        return access().withOwnLead(line, own);
    }

    /**
     * The same line with more text that belongs to it.
     *
     * @param all the line and the text, with the line ends between them; ISO-8859-1
     * @param below whether the text begins below the line, so that the parameters are the line's alone
     * @param cut whether more of the text is missing, or may be
     */
    public static AtLine withText(AtLine line, String all, boolean below, boolean cut) {
        return access().withText(line, all, below, cut);
    }
}
