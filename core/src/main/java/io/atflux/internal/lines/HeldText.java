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

/** A header and the part of its text that has arrived. Confined to the event loop. */
final class HeldText {

    /** Lines beyond this size are not joined. */
    private static final int MOST_BYTES = 16 * 1024;

    /**
     * A line after the header.
     *
     * @param mark the number of writes when its first byte arrived
     */
    record Held(AtLine line, OwnLead lead, long mark) {}

    final AtLine header;
    final TextShape shape;
    /** The command whose answer it is, so that more lines of its kind may follow without a lead; null for no command. */
    final @Nullable Seat answers;

    /** The result code that it is otherwise, as in {@link LineSink#whole}. */
    final @Nullable UrcType<?> type;

    final boolean behindLine;
    /** Most texts have one line. */
    private List<Held> lines = List.of();
    /** The number of lines that are text; the others wait. */
    private int text;

    private long bytes;

    /**
     * @param answers the command whose answer it is; null for none
     * @param type the result code that it is otherwise
     * @param behindLine whether it follows another line
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

    /** All waiting lines are text. */
    void joinAll() {
        text = lines.size();
    }

    /**
     * Joins all waiting lines if the line closes the quote.
     *
     * @param known whether a line is known to be something else: if one of them is, all keep waiting
     */
    void joinAllIfShutBy(Held line, Predicate<AtLine> known) {
        if (shape.quoteBehind(line.line()) == TextShape.Quote.SHUT
                && waiting().stream().noneMatch(waits -> known.test(waits.line()))) {
            joinAll();
        }
    }

    /** Whether the line begins the next entry of a list, whose entries have no leads. */
    boolean isNextEntry(AtLine line, Framing framing) {
        return answers != null && line.isNamed(header.name()) && framing.textOf(line) != null;
    }

    /** Whether the line's lead is longer than its header's: the lead of a text is not, if lines have leads at all. */
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
     * For a quote that was never closed: a line with its own lead is not text. If leads do not tell and one of the lines is a final
     * result, no line is text, so that no final result is lost.
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

    /** Whether a line with its own lead satisfies the condition. */
    boolean holdsOwn(Predicate<AtLine> such) {
        return lines.stream().anyMatch(held -> held.lead() == OwnLead.YES && such.test(held.line()));
    }

    /** The header's line with its text so far, which is counted and incomplete. */
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
