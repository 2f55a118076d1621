package io.atflux.samples.modem.engine;

import io.atflux.samples.modem.at.Command;
import io.atflux.samples.modem.at.Form;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The faults to inject, command by command. The counts survive a restart of the module. */
public final class Faults {

    private static final List<Switch> KINDS = List.of(
            Switch.SILENT,
            Switch.ERROR,
            Switch.NO_EFFECT,
            Switch.DROP_OK,
            Switch.DELAY,
            Switch.SECOND_FINAL,
            Switch.RESET);

    private final Map<Switch, List<Rule>> rules = new EnumMap<>(Switch.class);
    private final Map<Switch, Integer> outcomesLeft = new EnumMap<>(Switch.class);
    private final Switches switches;

    /** The faults that the switches set. */
    public Faults(Switches switches) {
        this.switches = switches;
        KINDS.forEach(this::moved);
    }

    /** A switch was moved: restarts the counts of its faults. */
    public void moved(Switch which) {
        if (KINDS.contains(which)) {
            rules.put(which, parse(switches.text(which)));
        }
        outcomesLeft.remove(which);
    }

    private static List<Rule> parse(String text) {
        List<Rule> parsed = new ArrayList<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(",")) {
            parsed.add(new Rule(part.split(":")));
        }
        return parsed;
    }

    /** Whether this fault applies to the command now; decrements the count. */
    boolean strikes(Switch kind, Command command) {
        return take(kind, command) != null;
    }

    /** The error that the command gets now, or null; decrements the count. */
    @Nullable
    CmeError error(Command command) {
        Rule rule = take(Switch.ERROR, command);
        return rule == null ? null : CmeError.byCode(rule.code);
    }

    /** The time that the switch sets for the command, or null. */
    @Nullable
    Duration time(Switch kind, Command command) {
        for (Rule rule : rules.getOrDefault(kind, List.of())) {
            if (rule.pattern.matches(command)) {
                return Duration.ofMillis(rule.number);
            }
        }
        return null;
    }

    /**
     * The outcome of an operation this time: the natural word of its switch, or a forced one until its count is used
     * up.
     */
    public String outcome(Switch operation) {
        String[] parts = switches.text(operation).split(":");
        if (parts.length == 1) {
            return parts[0];
        }
        int left = outcomesLeft.getOrDefault(operation, Integer.parseInt(parts[1]));
        if (left == 0) {
            return operation.initial();
        }
        outcomesLeft.put(operation, left - 1);
        return parts[0];
    }

    private @Nullable Rule take(Switch kind, Command command) {
        for (Rule rule : rules.getOrDefault(kind, List.of())) {
            if (rule.number > 0 && rule.pattern.matches(command)) {
                rule.number--;
                return rule;
            }
        }
        return null;
    }

    private static final class Rule {

        private final CommandPattern pattern;
        private final int code;
        private int number;

        Rule(String[] parts) {
            pattern = CommandPattern.of(parts[0]);
            number = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
            code = parts.length > 2 ? Integer.parseInt(parts[2]) : CmeError.NOT_ALLOWED.code();
        }
    }

    /**
     * {@code AT+X}: every form; {@code AT+X?}, {@code AT+X=}: that form; {@code AT+X=1}: also parameters that begin so.
     */
    record CommandPattern(String name, @Nullable Form form, String tail) {

        static CommandPattern of(String text) {
            String upper = text.substring(2).toUpperCase(Locale.ROOT);
            int end = 0;
            while (end < upper.length() && "?=".indexOf(upper.charAt(end)) < 0) {
                end++;
            }
            String tail = text.substring(2 + end);
            Form form = tail.startsWith("=?") ? Form.TEST : tail.startsWith("?") ? Form.READ : Form.SET;
            return new CommandPattern(upper.substring(0, end), tail.isEmpty() ? null : form, tail);
        }

        boolean matches(Command command) {
            return command.name().equals(name)
                    && (form == null || form == command.form() && command.tail().startsWith(tail));
        }
    }
}
