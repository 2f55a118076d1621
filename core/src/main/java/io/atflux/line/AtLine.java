package io.atflux.line;

import io.atflux.internal.text.Lines;
import io.atflux.internal.text.Names;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One line that the modem printed, without its line end, and with the text that belongs to it, if it carries one. Lossless: the
 * bytes are kept as received; the text is their ISO-8859-1 reading, one char per byte.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class AtLine {

    private static final String BLANK_LINE = "\r\n\r\n";

    /** The characters allowed in a name after its first one. A table, because every line is checked against it. */
    private static final boolean[] NAME_PARTS = new boolean[128];

    static {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./!%"
                .chars()
                .forEach(c -> NAME_PARTS[c] = true);
        Lines.open(new Lines.Access() {
            @Override
            public AtLine wrap(String text, String lead, @Nullable UnaryOperator<String> shown) {
                return wrapped(text, lead, shown);
            }

            @Override
            public AtLine shownBy(AtLine line, UnaryOperator<String> shown) {
                return line.sameText(new AtLine(line.text, line.lead, line.ownLead, line.header, line.cut, shown));
            }

            @Override
            public AtLine without(AtLine line, int leading) {
                String rest = line.text.substring(leading);
                return new AtLine(rest, line.lead, line.ownLead, rest.length(), line.cut, line.mask);
            }

            @Override
            public AtLine withOwnLead(AtLine line, boolean own) {
                return own == line.ownLead
                        ? line
                        : line.sameText(new AtLine(line.text, line.lead, own, line.header, line.cut, line.mask));
            }

            @Override
            public AtLine withText(AtLine line, String all, boolean below, boolean cut) {
                int header = below ? line.text.length() : all.length();
                return new AtLine(all, line.lead, line.ownLead, header, cut, line.mask);
            }
        });
    }

    /** One char per byte. Programs ask for text, so no second copy of the bytes is kept. */
    private final String text;

    private final String lead;
    private final boolean ownLead;
    /** The number of bytes that hold the parameters. */
    private final int header;

    private final boolean cut;
    private final @Nullable UnaryOperator<String> mask;
    /** Every computation gives the same value, so it does not matter which thread stores it. */
    private @Nullable String name;

    private @Nullable Parameters parameters;

    private AtLine(
            String text, String lead, boolean ownLead, int header, boolean cut, @Nullable UnaryOperator<String> mask) {
        this.text = text;
        this.lead = lead;
        this.ownLead = ownLead;
        this.header = header;
        this.cut = cut;
        this.mask = mask;
    }

    private static AtLine wrapped(String text, String lead, @Nullable UnaryOperator<String> shown) {
        return new AtLine(
                text, lead, lead.equals(BLANK_LINE) || lead.endsWith(BLANK_LINE), text.length(), false, shown);
    }

    /** The copy has the same text, so the values computed from it stay valid. */
    private AtLine sameText(AtLine copy) {
        copy.name = name;
        copy.parameters = parameters;
        return copy;
    }

    /** A line with its own leading CR LF, from ISO-8859-1 text. */
    public static AtLine of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return wrapped(new String(bytes, StandardCharsets.ISO_8859_1), BLANK_LINE, null);
    }

    /**
     * The line as ISO-8859-1: one char for each byte, including any secrets that it repeats. For programs; {@link #toString} is
     * for people.
     */
    public String text() {
        return text;
    }

    /** The line decoded with another charset, for a field that is known to use it. */
    public String text(Charset charset) {
        return new String(toBytes(), charset);
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A copy of some of the bytes: from the first index, inclusive, to the second one, exclusive. */
    @SuppressWarnings("deprecation") // One byte per char is intended here.
    public byte[] toBytes(int from, int to) {
        byte[] some = new byte[to - from];
        text.getBytes(from, to, some, 0);
        return some;
    }

    /** Number of bytes. */
    public int length() {
        return text.length();
    }

    /** The byte at an index, 0 to 255. */
    public int at(int index) {
        return text.charAt(index);
    }

    /** The CR and LF bytes between the previous line's text and this one's. */
    public String lead() {
        return lead;
    }

    /**
     * Whether the module is known to have begun this line with a line end of its own, as many modules do with every line but the
     * later ones of an answer. False if the module's line ends are not known, or not yet.
     */
    public boolean hasOwnLead() {
        return ownLead;
    }

    /**
     * The text that follows the line and belongs to it, such as a short message after {@code +CMT: …}: without the line end
     * before it, and with those within it. Empty if there is none.
     */
    public String below() {
        int from = header;
        while (from < text.length() && (text.charAt(from) == '\r' || text.charAt(from) == '\n')) {
            from++;
        }
        return text.substring(from);
    }

    /**
     * Whether part of its text is missing, or may be: no more of it came before its end, or it was too long. A cut result code is
     * among {@link io.atflux.AtSession#urcs()}; a subscriber to one type gets it only with
     * {@link io.atflux.urc.Overflow#deliveringCut}.
     */
    public boolean isCut() {
        return cut;
    }

    /**
     * The name before the first colon ({@code +CSQ}, {@code ^STN}), empty if the line has none. A name is one of
     * {@code + ^ $ # % * &} followed by letters, digits and a few separators, without blanks.
     */
    public String name() {
        String n = name;
        if (n == null) {
            int colon = colonOfName();
            n = colon < 0 ? "" : Names.of(text, colon);
            name = n;
        }
        return n;
    }

    /** Whether the line is {@code NAME:} followed by anything. The name includes its prefix; case is ignored. */
    public boolean isNamed(String name) {
        int n = name.length();
        if (n > 0 && name.equals(this.name)) {
            return true;
        }
        return text.length() > n && text.charAt(n) == ':' && text.regionMatches(true, 0, name, 0, n);
    }

    /** The parameters after the name's colon; those of the whole line if it has no name. */
    public Parameters parameters() {
        Parameters p = parameters;
        if (p == null) {
            String own = name();
            int from = own.isEmpty() ? 0 : own.length() + 1;
            p = Parameters.parse(header == text.length() ? text : text.substring(0, header), from);
            parameters = p;
        }
        return p;
    }

    private int colonOfName() {
        if (text.length() < 3 || !isNameStart(text.charAt(0))) {
            return -1;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                return i > 1 ? i : -1;
            }
            if (!isNamePart(c)) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isNameStart(char c) {
        return c == '+' || c == '^' || c == '$' || c == '#' || c == '%' || c == '*' || c == '&';
    }

    private static boolean isNamePart(char c) {
        return c < NAME_PARTS.length && NAME_PARTS[c];
    }

    /** The text for people: in a line of a session, the secrets that commands declared are asterisks. */
    @Override
    public String toString() {
        return mask == null ? text : mask.apply(text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AtLine line && text.equals(line.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
