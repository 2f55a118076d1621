package io.atflux.samples.modem.at;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Splits a command line into commands, one at a time: a command is parsed only after the previous one has succeeded.
 */
public final class CommandParser {

    private final byte[] line;
    private final int maxParameters;
    private int at;
    private boolean any;

    /**
     * A parser at the start of the line.
     *
     * @param line from its {@code AT} up to its CR, exclusive
     * @param maxParameters the most parameters that a command may have
     */
    public CommandParser(byte[] line, int maxParameters) {
        this.line = line;
        this.maxParameters = maxParameters;
        this.at = 2;
    }

    /** The next command, or null at the end of the line. */
    public @Nullable Command next() throws SyntaxException {
        skipBlanks();
        while (peek() == ';') {
            at++;
            skipBlanks();
        }
        if (atEnd()) {
            return bare();
        }
        any = true;
        int first = peek();
        return isLetter(first) || first == '&' ? basic() : extended();
    }

    /** A line of only {@code AT} is a command too, with an empty name. */
    private @Nullable Command bare() {
        boolean first = !any;
        any = true;
        return first ? new Command("", Form.EXECUTE, List.of(), "") : null;
    }

    private Command basic() throws SyntaxException {
        int start = at;
        if (peek() == '&') {
            at++;
        }
        if (!isLetter(peek())) {
            throw new SyntaxException("no command letter");
        }
        at++;
        String name = text(start, at).toUpperCase(Locale.ROOT);
        int afterName = at;
        skipBlanks();
        if (name.equals("D")) {
            while (!atEnd() && peek() != ';') {
                at++;
            }
            if (!atEnd()) {
                // The semicolon tells a voice call from a data call (27.007 clause 6.2).
                at++;
            }
            return new Command(name, Form.EXECUTE, List.of(), text(afterName, at));
        }
        String number = digits();
        if (name.equals("S")) {
            return register(name + number, afterName);
        }
        List<Parameter> parameters = number.isEmpty() ? List.of() : List.of(new Parameter.Raw(number));
        return new Command(name, Form.EXECUTE, parameters, text(afterName, at));
    }

    private Command register(String name, int afterName) throws SyntaxException {
        skipBlanks();
        if (peek() == '?') {
            at++;
            return new Command(name, Form.READ, List.of(), text(afterName, at));
        }
        if (peek() != '=') {
            throw new SyntaxException("S register without = or ?");
        }
        at++;
        skipBlanks();
        return new Command(name, Form.SET, List.of(new Parameter.Raw(digits())), text(afterName, at));
    }

    private Command extended() throws SyntaxException {
        int start = at;
        if ("+^$*%#".indexOf(peek()) < 0) {
            throw new SyntaxException("no command");
        }
        at++;
        if (!isLetter(peek())) {
            throw new SyntaxException("no command name");
        }
        while (isNamePart(peek())) {
            at++;
        }
        String name = text(start, at).toUpperCase(Locale.ROOT);
        int afterName = at;
        skipBlanks();
        Form form = Form.EXECUTE;
        List<Parameter> parameters = List.of();
        if (peek() == '?') {
            at++;
            form = Form.READ;
        } else if (peek() == '=') {
            at++;
            skipBlanks();
            if (peek() == '?') {
                at++;
                form = Form.TEST;
            } else {
                form = Form.SET;
                parameters = parameters();
            }
        }
        int end = at;
        skipBlanks();
        if (!atEnd() && peek() != ';') {
            throw new SyntaxException("something follows the command");
        }
        return new Command(name, form, parameters, text(afterName, end));
    }

    private List<Parameter> parameters() throws SyntaxException {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(parameter());
        skipBlanks();
        while (peek() == ',') {
            at++;
            skipBlanks();
            parameters.add(parameter());
            skipBlanks();
        }
        if (parameters.size() > maxParameters) {
            throw new SyntaxException("more than " + maxParameters + " parameters");
        }
        return parameters;
    }

    private Parameter parameter() throws SyntaxException {
        if (atEnd() || peek() == ',' || peek() == ';') {
            return new Parameter.Empty();
        }
        if (peek() == '"') {
            return string();
        }
        if (peek() == '=' || peek() == '?') {
            throw new SyntaxException("an unquoted parameter begins with = or ?");
        }
        int start = at;
        while (!atEnd() && " \t,;\"".indexOf(peek()) < 0) {
            at++;
        }
        return new Parameter.Raw(text(start, at));
    }

    /** The longest match wins: a quote after a backslash ends the string only if no later quote can. */
    private Parameter string() throws SyntaxException {
        int start = ++at;
        int end = -1;
        for (int i = start; i < line.length; i++) {
            if (line[i] == '"') {
                end = i;
                if (i == start || line[i - 1] != '\\') {
                    break;
                }
            }
        }
        if (end < 0) {
            throw new SyntaxException("a string has no end");
        }
        at = end + 1;
        return new Parameter.Text(Escapes.decode(line, start, end));
    }

    private String digits() {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        return text(start, at);
    }

    private void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    private boolean atEnd() {
        return at >= line.length;
    }

    private int peek() {
        return atEnd() ? -1 : line[at] & 0xFF;
    }

    private String text(int from, int to) {
        return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static boolean isNamePart(int c) {
        return isLetter(c) || c >= '0' && c <= '9' || c >= 0 && "!%-./:_".indexOf(c) >= 0;
    }
}
