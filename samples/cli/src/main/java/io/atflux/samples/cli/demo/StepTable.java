package io.atflux.samples.cli.demo;

import io.atflux.error.AtTimeoutException;
import io.atflux.modem.StepProgress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The closing table: each step, its rule, its time, its result. */
final class StepTable {

    private static final int WIDEST_RESULT = 46;

    private record Row(String step, String rule, String time, String result) {}

    private final List<Row> rows = new ArrayList<>();
    private final Set<String> cutOff = new HashSet<>();
    private boolean failed;

    synchronized void heading(String text) {
        rows.add(new Row("- " + text, "", "", ""));
    }

    synchronized void add(StepProgress step) {
        if (step.state() == StepProgress.State.STARTED) {
            return;
        }
        Throwable failure = step.failure();
        String result = failure != null ? "FAILED: " + failure.getMessage() : result(step);
        judge(step);
        add(step.name(), step.rule(), step.elapsed().toNanos() / 1e9, result);
    }

    /**
     * A step that a restart of the module aborted, which can happen just after power-up, is repeated; it fails only if
     * the repetition fails too.
     */
    private void judge(StepProgress step) {
        if (step.state() == StepProgress.State.DONE) {
            cutOff.remove(step.name());
        } else if (AtTimeoutException.isRestart(step.failure())) {
            cutOff.add(step.name());
        } else {
            failed = true;
        }
    }

    private static String result(StepProgress step) {
        return step.result() == null || step.result().isEmpty() ? step.state().toString() : step.result();
    }

    /** A check that is not a step of the driver. */
    synchronized void check(String name, boolean held, String result) {
        failed |= !held;
        rows.add(new Row(name, "check", "", (held ? "" : "FAILED: ") + result));
    }

    private void add(String step, String rule, double seconds, String result) {
        rows.add(new Row(step, rule, String.format(Locale.ROOT, "%.3f s", seconds), result));
    }

    synchronized boolean allHeld() {
        return !failed && cutOff.isEmpty() && !rows.isEmpty();
    }

    synchronized List<String> lines() {
        int step = width(rows.stream().map(Row::step).toList(), "step");
        int rule = width(rows.stream().map(Row::rule).toList(), "rule");
        List<String> lines = new ArrayList<>();
        lines.add(line(step, rule, "step", "rule", "time", "result"));
        for (Row row : rows) {
            lines.add(line(step, rule, row.step(), row.rule(), row.time(), cut(row.result())));
        }
        return lines;
    }

    private static int width(List<String> texts, String heading) {
        return Math.max(
                heading.length(), texts.stream().mapToInt(String::length).max().orElse(0));
    }

    private static String line(int stepWidth, int ruleWidth, String step, String rule, String time, String result) {
        String format = "  %-" + stepWidth + "s  %-" + ruleWidth + "s  %9s  %s";
        return String.format(Locale.ROOT, format, step, rule, time, result).stripTrailing();
    }

    private static String cut(String result) {
        boolean fits = result.length() <= WIDEST_RESULT || result.startsWith("FAILED");
        return fits ? result : result.substring(0, WIDEST_RESULT - 1) + "…";
    }
}
