package io.atflux.internal.trace;

import io.atflux.internal.foreign.Foreign;
import io.atflux.line.AtLine;
import io.atflux.observe.LineEvent;
import io.atflux.observe.LineEvent.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;

/** Tells the host's listener what each line was taken for. Confined to the event loop. */
public final class LineReports {

    private final Consumer<? super LineEvent> listener;
    /** Written while a line is being classified: told after that line. */
    private final ArrayDeque<LineEvent> held = new ArrayDeque<>(2);

    private boolean classifying;

    private LineReports(Consumer<? super LineEvent> listener) {
        this.listener = listener;
    }

    /** Null without a listener. */
    public static @Nullable LineReports to(@Nullable Consumer<? super LineEvent> listener) {
        return listener == null ? null : new LineReports(listener);
    }

    /** A line is about to be classified. */
    void lineBegins() {
        classifying = true;
    }

    /** It was. */
    void lineEnds() {
        if (classifying) {
            classifying = false;
            held.forEach(this::tell);
            held.clear();
        }
    }

    /**
     * A line came.
     *
     * @param command the command that it belongs to, masked; null for none
     * @param by who sent that; null for the session itself
     */
    void came(Kind kind, AtLine line, @Nullable String command, @Nullable Traced by) {
        tell(event(kind, line.toString(), command, by, null));
        lineEnds();
    }

    /** The text below a line, or after its beginning, is complete, or more of it is not waited for. */
    void text(AtLine header, AtLine joined, @Nullable String command, @Nullable Traced by) {
        if (joined.length() > header.length()) {
            String text = joined.toString().substring(header.length()).strip();
            tell(event(Kind.TEXT, text, command, by, null));
        }
    }

    /** The module asks for a command's data. */
    void prompt(String command, @Nullable Traced by) {
        tell(event(Kind.PROMPT, ">", command, by, null));
    }

    void noise(long bytes) {
        tell(LineEvent.of(Kind.NOISE, Long.toString(bytes)));
    }

    /**
     * A command's line is being written.
     *
     * @param command masked
     * @param allowed until its prompt or its final result
     */
    void command(String command, @Nullable Traced by, Duration allowed) {
        written(event(Kind.COMMAND, command, command, by, allowed));
    }

    /** A command's data are being written. */
    void data(int bytes, String command, Traced by, Duration allowed) {
        written(event(Kind.DATA, Integer.toString(bytes), command, by, allowed));
    }

    /** Characters that are no command line are being written. */
    void control(String shown, @Nullable Traced by) {
        written(event(Kind.CONTROL, shown, by == null ? null : by.shown(), by, null));
    }

    private static LineEvent event(
            Kind kind, String text, @Nullable String command, @Nullable Traced by, @Nullable Duration allowed) {
        LineEvent event = LineEvent.of(kind, text);
        return command == null
                ? event
                : event.belongingTo(command, allowed, by == null ? Context.empty() : by.context());
    }

    private void written(LineEvent event) {
        if (classifying) {
            held.add(event);
        } else {
            tell(event);
        }
    }

    private void tell(LineEvent event) {
        Foreign.tell("a session's listener for lines", listener, event);
    }
}
