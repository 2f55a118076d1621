package io.atflux.internal.lines;

import io.atflux.internal.codec.LineDialect.OwnLead;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.text.Lines;
import io.atflux.line.AtLine;
import io.atflux.line.TextShape;
import io.atflux.profile.Framing;
import io.atflux.urc.UrcType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A header and what came of its text so far. Confined to the event loop. */
final class HeldText {

    /** More is not joined, whatever it is. */
    private static final int MOST_BYTES = 16 * 1024;

    /**
     * A line behind the header.
     *
     * @param mark what had been written when its first byte came
     */
    record Held(AtLine line, OwnLead lead, long mark) {}

    final AtLine header;
    final TextShape shape;
    /** Whose answer it is, so that more of its kind may follow without a lead; null for no command's. */
    final @Nullable Seat answers;

    /** Which result code it is otherwise, as {@link LineSink#whole} has it. */
    final @Nullable UrcType<?> type;

    final boolean behindLine;
    /** Most texts are a single line's. */
    private List<Held> lines = List.of();
    /** So many of the lines are text; the others wait. */
    private int text;

    private long bytes;

    /**
     * @param answers whose answer it is, null for no command's
     * @param type which result code it is otherwise
     * @param behindLine whether it stands behind another line
     */
    HeldText(AtLine header, TextShape shape, @Nullable Seat answers, @Nullable UrcType<?> type, boolean behindLine) {
        this.header = header;
        this.shape = shape;
        this.answers = answers;
        this.type = type;
        this.behindLine = behindLine;
        this.bytes = header.length();
    }

    void add(Held line) {
        if (lines.isEmpty()) {
            lines = new ArrayList<>(2);
        }
        lines.add(line);
        bytes += line.line().lead().length() + line.line().length();
        text = lines.size();
    }

    void hold(Held line) {
        int before = text;
        add(line);
        text = before;
    }

    /** All that waits is text. */
    void joinAll() {
        text = lines.size();
    }

    /**
     * The same, if the line closes the quote.
     *
     * @param known whether a line is known for something else: where one of them is, all go on waiting
     */
    void joinAllIfShutBy(Held line, Predicate<AtLine> known) {
        if (shape.quoteBehind(line.line()) == TextShape.Quote.SHUT
                && waiting().stream().noneMatch(waits -> known.test(waits.line()))) {
            joinAll();
        }
    }

    /** Whether the line begins the next one of a list, whose entries have no leads. */
    boolean isNextEntry(AtLine line, Framing framing) {
        return answers != null && line.isNamed(header.name()) && framing.textOf(line) != null;
    }

    /** A header's text stands closer to it than it to the line before it, where lines have leads at all. Whether this line does not. */
    boolean isApart(AtLine line, OwnLead lead) {
        return lead == OwnLead.UNKNOWN
                && behindLine
                && line.lead().length() > header.lead().length();
    }

    boolean isFull() {
        return bytes > MOST_BYTES;
    }

    boolean isWaiting() {
        return text < lines.size();
    }

    List<Held> waiting() {
        return isWaiting() ? List.copyOf(lines.subList(text, lines.size())) : List.of();
    }

    /**
     * Of a quote that was never closed: what is a line of its own is no text. Where that cannot be told, nothing is where a final
     * result is among it, so that none is lost.
     */
    void splitUnclosed(Predicate<AtLine> isFinal) {
        boolean hasFinal = false;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).lead() == OwnLead.YES) {
                text = i;
                return;
            }
            hasFinal |= lines.get(i).lead() == OwnLead.UNKNOWN
                    && isFinal.test(lines.get(i).line());
        }
        text = hasFinal ? 0 : lines.size();
    }

    /** Whether a line of its own is among it that is such a one. */
    boolean holdsOwn(Predicate<AtLine> such) {
        return lines.stream().anyMatch(held -> held.lead() == OwnLead.YES && such.test(held.line()));
    }

    /** The header's line with its text so far, which is counted and not all there. */
    AtLine cutWith(Held counted) {
        HeldText copy = new HeldText(header, shape, answers, type, behindLine);
        copy.add(counted);
        return copy.joined(true);
    }

    /** The header's line with its text. */
    AtLine joined(boolean cut) {
        if (text == 0 && !cut) {
            return header;
        }
        StringBuilder all = new StringBuilder((int) Math.min(bytes, 2 * MOST_BYTES)).append(header.text());
        for (Held held : lines.subList(0, text)) {
            all.append(held.line().lead()).append(held.line().text());
        }
        return Lines.withText(header, all.toString(), shape.isBelow(), cut);
    }
}
