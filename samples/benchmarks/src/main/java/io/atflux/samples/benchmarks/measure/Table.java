package io.atflux.samples.benchmarks.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Figures of one benchmark: rows by name, each with figures by name. */
public final class Table {

    private final String title;
    private final Map<String, Map<String, Spread>> rows = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    public Table(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public Map<String, Map<String, Spread>> rows() {
        return rows;
    }

    public List<String> notes() {
        return notes;
    }

    public Table put(String row, String column, Spread figure) {
        rows.computeIfAbsent(row, name -> new LinkedHashMap<>()).put(column, figure);
        return this;
    }

    public Table put(String row, String column, double figure) {
        return put(row, column, Spread.of(figure));
    }

    public Table note(String text) {
        notes.add(text);
        return this;
    }

    /** The table in Markdown: the median, and the quartiles if they differ from it. */
    public String markdown() {
        Set<String> columns = new LinkedHashSet<>();
        rows.values().forEach(row -> columns.addAll(row.keySet()));
        StringBuilder text = new StringBuilder("### " + title + "\n\n| |");
        columns.forEach(column -> text.append(' ').append(column).append(" |"));
        text.append("\n|---|").append("---:|".repeat(columns.size())).append('\n');
        rows.forEach((name, figures) -> {
            text.append("| ").append(name).append(" |");
            for (String column : columns) {
                Spread figure = figures.get(column);
                text.append(' ').append(figure == null ? "" : cell(figure)).append(" |");
            }
            text.append('\n');
        });
        notes.forEach(note -> text.append('\n').append(note).append('\n'));
        return text.toString();
    }

    private static String cell(Spread figure) {
        if (figure.low() == figure.high()) {
            return number(figure.median());
        }
        return number(figure.median()) + " (" + number(figure.low()) + "–" + number(figure.high()) + ")";
    }

    static String number(double value) {
        double size = Math.abs(value);
        if (size == 0 || size >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
