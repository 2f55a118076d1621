package io.atflux.line;

import io.atflux.internal.text.Lines;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One line that the modem printed, without its line end, and the text that belongs to it, where it carries one. Lossless: the
 * bytes are kept as they came, the text is their ISO-8859-1 reading, one char a byte.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class AtLine {

    private static final String BLANK_LINE = "\r\n\r\n";

    static {
        Lines.open(new Lines.Access() {
            @Override
            public AtLine wrap(byte[] bytes, String lead, @Nullable UnaryOperator<String> shown) {
                return wrapped(bytes, lead, shown);
            }

            @Override
            public AtLine shownBy(AtLine line, UnaryOperator<String> shown) {
                return line.sameText(new AtLine(line.bytes, line.lead, line.ownLead, line.header, line.cut, shown));
            }

            @Override
            public AtLine without(AtLine line, int leading) {
                byte[] rest = Arrays.copyOfRange(line.bytes, leading, line.bytes.length);
                return new AtLine(rest, line.lead, line.ownLead, rest.length, line.cut, line.mask);
            }

            @Override
            public AtLine withOwnLead(AtLine line, boolean own) {
                return own == line.ownLead
                        ? line
                        : line.sameText(new AtLine(line.bytes, line.lead, own, line.header, line.cut, line.mask));
            }

            @Override
            public AtLine withText(AtLine line, byte[] all, boolean below, boolean cut) {
                int header = below ? line.bytes.length : all.length;
                return new AtLine(all, line.lead, line.ownLead, header, cut, line.mask);
            }
        });
    }

    private final byte[] bytes;
    private final String lead;
    private final boolean ownLead;
    /** How many of the bytes its parameters are in. */
    private final int header;

    private final boolean cut;
    private final @Nullable UnaryOperator<String> mask;
    /** The same for all who ask, so that it does not matter whose thread makes it. */
    private @Nullable String text;

    private @Nullable String name;
    private @Nullable Parameters parameters;

    private AtLine(
            byte[] bytes, String lead, boolean ownLead, int header, boolean cut, @Nullable UnaryOperator<String> mask) {
        this.bytes = bytes;
        this.lead = lead;
        this.ownLead = ownLead;
        this.header = header;
        this.cut = cut;
        this.mask = mask;
    }

    private static AtLine wrapped(byte[] bytes, String lead, @Nullable UnaryOperator<String> shown) {
        return new AtLine(bytes, lead, lead.endsWith(BLANK_LINE), bytes.length, false, shown);
    }

    /** What was made of the bytes so far holds for the copy. */
    private AtLine sameText(AtLine copy) {
        copy.text = text;
        copy.name = name;
        copy.parameters = parameters;
        return copy;
    }

    /** A line of its own (with its leading CR LF) from ISO-8859-1 text. */
    public static AtLine of(String text) {
        return wrapped(text.getBytes(StandardCharsets.ISO_8859_1), BLANK_LINE, null);
    }

    /** The line as ISO-8859-1: one char for each byte, with all that it repeats of secrets. For programs; people get {@link #toString}. */
    public String text() {
        String t = text;
        if (t == null) {
            t = isOk() ? "OK" : new String(bytes, StandardCharsets.ISO_8859_1);
            text = t;
        }
        return t;
    }

    /** Every other line: no text is made for it. */
    private boolean isOk() {
        return bytes.length == 2 && bytes[0] == 'O' && bytes[1] == 'K';
    }

    /** The line read in another charset, where a field is known to be in it. */
    public String text(Charset charset) {
        return new String(bytes, charset);
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** A copy of some of the bytes: from the first index, up to the second one and without that. */
    public byte[] toBytes(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** Number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** The byte at an index, 0 to 255. */
    public int at(int index) {
        return bytes[index] & 0xff;
    }

    /** The CR and LF bytes between the previous line's text and this one's. */
    public String lead() {
        return lead;
    }

    /**
     * Whether the module is known to have begun this line with a line end of its own, as many do with every line but the later
     * ones of an answer. False where the module's line ends are not known, or not yet.
     */
    public boolean hasOwnLead() {
        return ownLead;
    }

    /**
     * The text that stands below the line and belongs to it, such as a short message behind {@code +CMT: …}: without the line
     * end before it, and with those within it. Empty where there is none.
     */
    public String below() {
        int from = header;
        while (from < bytes.length && (bytes[from] == '\r' || bytes[from] == '\n')) {
            from++;
        }
        return text().substring(from);
    }

    /**
     * Whether more of its text is missing, or may be: the line fell silent within it, or it was too long. A result code
     * that is cut is among {@link io.atflux.AtSession#urcs()}; who subscribes to one type gets it only by
     * {@link io.atflux.urc.Overflow#deliveringCut}.
     */
    public boolean isCut() {
        return cut;
    }

    /**
     * The name in front of the first colon ({@code +CSQ}, {@code ^STN}), empty where the line has none. A name is one of
     * {@code + ^ $ # % * &} followed by letters, digits and a few separators, without blanks.
     */
    public String name() {
        String n = name;
        if (n == null) {
            int colon = colonOfName();
            n = colon < 0 ? "" : text().substring(0, colon);
            name = n;
        }
        return n;
    }

    /** Whether the line is {@code NAME:} followed by anything, the name given with its prefix, without case. */
    public boolean isNamed(String name) {
        int n = name.length();
        return bytes.length > n && bytes[n] == ':' && text().regionMatches(true, 0, name, 0, n);
    }

    /** The parameters behind the name's colon; of the whole line where it has no name. */
    public Parameters parameters() {
        Parameters p = parameters;
        if (p == null) {
            String all = text();
            p = Parameters.parse(header == all.length() ? all : all.substring(0, header), colonOfName() + 1);
            parameters = p;
        }
        return p;
    }

    private int colonOfName() {
        if (bytes.length < 3 || !isNameStart(bytes[0])) {
            return -1;
        }
        for (int i = 1; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == ':') {
                return i > 1 ? i : -1;
            }
            if (!isNamePart(b)) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isNameStart(byte b) {
        return b == '+' || b == '^' || b == '$' || b == '#' || b == '%' || b == '*' || b == '&';
    }

    private static boolean isNamePart(byte b) {
        return (b >= 'A' && b <= 'Z')
                || (b >= 'a' && b <= 'z')
                || (b >= '0' && b <= '9')
                || b == '_'
                || b == '-'
                || b == '.'
                || b == '/'
                || b == '!'
                || b == '%';
    }

    /** The text for people: in a line of a session, the secrets that commands declared are asterisks. */
    @Override
    public String toString() {
        return mask == null ? text() : mask.apply(text());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AtLine line && java.util.Arrays.equals(bytes, line.bytes);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(bytes);
    }
}
