package io.atflux.samples.modem.engine;

import io.atflux.samples.modem.at.Form;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands of the firmware. */
public final class CommandTable {

    private static final Duration USUAL = Duration.ofMillis(5);

    private final Map<String, Entry> entries = new HashMap<>();

    /** Adds a command, or an alias of one; its forms are added to the result. */
    public Entry on(String name) {
        return entries.computeIfAbsent(name.toUpperCase(Locale.ROOT), n -> new Entry());
    }

    /** All names, in alphabetical order. */
    public List<String> names() {
        return entries.keySet().stream()
                .filter(name -> !name.isEmpty())
                .sorted()
                .toList();
    }

    @Nullable
    Entry find(String name) {
        return entries.get(name);
    }

    /** One command and its forms. */
    public static final class Entry {

        private final Map<Form, Handler> forms = new EnumMap<>(Form.class);
        private final Map<Form, Duration> latencies = new EnumMap<>(Form.class);
        private Duration latency = USUAL;
        private ExtendedError wrongParameter = CmeError.PARAMETERS;

        /** {@code AT+X}. */
        public Entry execute(Handler handler) {
            forms.put(Form.EXECUTE, handler);
            return this;
        }

        /** {@code AT+X?}. */
        public Entry read(Handler handler) {
            forms.put(Form.READ, handler);
            return this;
        }

        /** {@code AT+X=?}. */
        public Entry test(Handler handler) {
            forms.put(Form.TEST, handler);
            return this;
        }

        /** {@code AT+X=?}, answered with a line and OK. */
        public Entry test(String line) {
            return test(call -> call.answer(line));
        }

        /** {@code AT+X=...}. */
        public Entry set(Handler handler) {
            forms.put(Form.SET, handler);
            return this;
        }

        /** The time that a real module takes to its OK, if not the usual 5 ms. */
        public Entry takes(Duration time) {
            latency = time;
            return this;
        }

        /** The time that one form takes, if it differs from the others. */
        public Entry takes(Form form, Duration time) {
            latencies.put(form, time);
            return this;
        }

        /** The error for a wrong parameter, if not 53. */
        public Entry wrongParameter(ExtendedError error) {
            wrongParameter = error;
            return this;
        }

        @Nullable
        Handler handler(Form form) {
            return forms.get(form);
        }

        Duration latency(Form form) {
            return latencies.getOrDefault(form, latency);
        }

        ExtendedError wrongParameter() {
            return wrongParameter;
        }
    }
}
