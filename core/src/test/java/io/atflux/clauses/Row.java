package io.atflux.clauses;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of docs/standards.md.
 *
 * @param clause its tag
 * @param state one of {@link #STATES}
 * @param tests the classes of its tests, by their simple names
 */
record Row(String clause, String state, SortedSet<String> tests) {

    /** The states that a test shows. */
    static final List<String> SHOWN = List.of("implemented", "refused");

    /** The states that no test can show. */
    static final List<String> UNSHOWN = List.of("not applicable", "not done");

    /** A row in the last state may have tests. */
    static final List<String> STATES = List.of("implemented", "refused", "not applicable", "not done", "not checked");

    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+:[^`]+)` \\|(.*)\\|$", Pattern.MULTILINE);

    static List<Row> of(String page) {
        return ROW.matcher(page).results().map(Row::of).toList();
    }

    private static Row of(java.util.regex.MatchResult row) {
        String[] cells = row.group(2).split(" \\| ", -1);
        String tests = cells[cells.length - 1].strip();
        SortedSet<String> names = new TreeSet<>();
        if (!tests.equals("–")) {
            names.addAll(Arrays.asList(tests.split(", ")));
        }
        return new Row(row.group(1), cells.length == 4 ? cells[1].strip() : "a row of " + cells.length, names);
    }

    /** Whether the tag has the form of a clause. */
    static boolean isClause(String tag) {
        Matcher form = Pattern.compile("(V\\.250|27\\.00[57]|RFC-2217|MQTT-3\\.1\\.1):[^\\s,()&|!]+")
                .matcher(tag);
        return form.matches();
    }
}
