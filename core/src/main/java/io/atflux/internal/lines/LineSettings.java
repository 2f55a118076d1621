package io.atflux.internal.lines;

import io.atflux.internal.codec.LineDialect;
import io.atflux.line.AtLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the session knows of the settings that change the looks of the modem's lines: the dialect of their ends, and whether it
 * echoes. Confined to the event loop.
 */
public final class LineSettings {

    final LineDialect dialect;
    private final AwaitedEchoes echoes = new AwaitedEchoes();
    private boolean echoOff;
    /** An echo came where no text was. */
    private boolean echoSeen;

    /** Text came since the last write. */
    private boolean textCame;
    /** Whether result codes may come as numbers. */
    private boolean numeric;

    private String lastWritten = "";
    private long writesBefore;
    /** What had come since the last line when it was written; null where another line has begun or come since. */
    private @Nullable String leadBefore;

    /**
     * What the next session on the same modem has to know.
     *
     * @param numeric whether result codes may come as numbers
     * @param echoOff whether an accepted command switched echoes off
     */
    public record Known(boolean numeric, boolean echoOff) {
        public static final Known NOTHING = new Known(false, false);
    }

    LineSettings(LineDialect dialect) {
        this.dialect = dialect;
    }

    public Known known() {
        return new Known(numeric, echoOff);
    }

    public void inherit(Known former) {
        numeric = former.numeric();
        echoOff = former.echoOff();
    }

    /** Whether an echo is to be expected. */
    public boolean mayEcho() {
        return !echoOff;
    }

    /** Whether a line within a text looks like an echo that is to be expected; a damaged one only of a modem that was seen to. */
    boolean mayBeEchoWithinText(String line, long mark) {
        return !echoOff && echoes.mayBe(line, mark, echoSeen);
    }

    /**
     * Whether a line looks like an echo after echoes were switched off, as of a modem that was restarted unheard: the first one
     * behind a write, with nothing of the modem's before it.
     */
    boolean mayEchoAgain(AtLine line, long mark) {
        return echoOff
                && mark > writesBefore
                && line.lead().equals(leadBefore)
                && line.text().equals(lastWritten);
    }

    /** An echo came, whatever was switched off. */
    void echoesAgain() {
        echoOff = false;
    }

    /** ESC goes out, which an echoing modem may send back. */
    public void escapeWritten() {
        if (!echoOff) {
            echoes.escapeWritten();
        }
    }

    /** Whether the line is nothing but the echo of ESC. */
    public boolean isEscapes(String line) {
        return !echoOff && !line.isEmpty() && echoes.escapesBefore(line) == line.length();
    }

    /** So many echoes of ESC the line begins with. */
    public int escapesBefore(String line) {
        return echoes.escapesBefore(line);
    }

    /** A line was text: an echo may be among it. */
    void textCame() {
        textCame = true;
    }

    /** A line came that is no text. */
    void lineCame() {
        leadBefore = null;
    }

    void echoCame(String line) {
        echoes.came(line);
        echoSeen |= !textCame;
    }

    /** The reply to it is over: no echo comes after that. */
    public void over(String wire) {
        echoes.over(wire);
    }

    /** In step: no earlier command's echo is to come. */
    public void inStep() {
        echoes.clear();
    }

    /**
     * A command line goes out: whatever it says about lines holds from its answer on, or from within it.
     *
     * @param writes how much had been written before it
     * @param lead what had come since the last line, null where another one has begun
     * @param betweenTexts whether no text is open
     */
    void written(String wire, long writes, @Nullable String lead, boolean betweenTexts) {
        lastWritten = wire;
        writesBefore = writes;
        leadBefore = lead;
        textCame = !betweenTexts;
        if (!echoOff) {
            echoes.written(wire, writes);
        }
        numeric |= Effect.isNumeric(wire);
        Effect effect = Effect.of(wire);
        if (effect != Effect.NONE) {
            forgetLines();
            echoes.written(wire, writes);
        }
    }

    /** It was accepted. */
    public void accepted(String wire) {
        if (Effect.of(wire) == Effect.NO_ECHO) {
            echoOff = true;
            echoes.clear();
        }
    }

    public boolean isNumeric() {
        return numeric;
    }

    /**
     * A result code came, in step: it shows how they come, but for the one to a command that changes that.
     *
     * @param wire what it answers
     */
    public void resultCame(String wire, AtLine line) {
        boolean number = line.length() == 1;
        boolean word = line.text().equals("OK") || line.text().equals("ERROR");
        if (number || (word && !Effect.isNumeric(wire))) {
            numeric = number;
        }
    }

    /** The modem begins anew. */
    public void forget() {
        numeric = false;
        forgetLines();
    }

    private void forgetLines() {
        dialect.forget();
        echoes.clear();
        echoOff = false;
        echoSeen = false;
    }

    /** What a command line does to the looks of lines. */
    private enum Effect {
        NONE,
        SOME,
        NO_ECHO;

        static Effect of(String wire) {
            Effect effect = NONE;
            for (String command : commands(wire)) {
                effect = command.charAt(0) == '+' ? extended(command, effect) : basic(command, effect);
            }
            return effect;
        }

        /** The commands of a line, without the values of S registers, up to a dial string. */
        private static List<String> commands(String wire) {
            String text = wire.toUpperCase(Locale.ROOT);
            List<String> commands = new ArrayList<>(1);
            int at = text.startsWith("AT") ? 2 : text.length();
            while (at < text.length() && text.charAt(at) != 'D') {
                char c = text.charAt(at);
                int next = c == '+' ? end(text, at) : number(text, c == '&' ? at + 2 : at + 1);
                commands.add(text.substring(at, Math.min(next, text.length())));
                at = c == 'S' ? value(text, next) : next;
            }
            return commands;
        }

        /** Whether result codes come as numbers after it (V.250 6.2.4). */
        static boolean isNumeric(String wire) {
            List<String> commands = commands(wire);
            return commands.contains("V0") || commands.contains("V");
        }

        private static Effect basic(String command, Effect before) {
            return switch (command.charAt(0)) {
                case 'E' -> command.length() == 1 || command.equals("E0") ? NO_ECHO : SOME;
                case 'Z', 'V', 'Q' -> SOME;
                case '&' -> command.startsWith("&F") ? SOME : before;
                case 'S' -> command.equals("S3") || command.equals("S4") || command.equals("S5") ? SOME : before;
                default -> before;
            };
        }

        private static Effect extended(String name, Effect before) {
            boolean changes = name.startsWith("+IPR=") || name.startsWith("+ICF=") || name.startsWith("+CMUX=");
            return changes ? SOME : before;
        }

        /** An extended command ends with a semicolon that is in no string. */
        private static int end(String text, int from) {
            boolean quoted = false;
            for (int i = from; i < text.length(); i++) {
                quoted ^= text.charAt(i) == '"';
                if (text.charAt(i) == ';' && !quoted) {
                    return i + 1;
                }
            }
            return text.length();
        }

        private static int number(String text, int from) {
            int at = from;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            return at;
        }

        private static int value(String text, int from) {
            boolean set = from < text.length() && (text.charAt(from) == '=' || text.charAt(from) == '?');
            return set ? number(text, from + 1) : from;
        }
    }
}
