package io.atflux.samples.benchmarks;

import io.atflux.samples.benchmarks.measure.Spread;
import io.atflux.samples.benchmarks.measure.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CPU time of a command against the number of sessions, one curve for each contender, as SVG. */
final class Chart {

    private static final Pattern TITLE = Pattern.compile("AT\\+CSQ, (\\d+) sessions?");
    private static final String[] COLOURS = {
        "#0b6e4f", "#9a031e", "#1d4e89", "#b56576", "#6d597a", "#f77f00", "#577590", "#222222"
    };
    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int LEFT = 60;
    private static final int RIGHT = 500;
    private static final int TOP = 30;
    private static final int BOTTOM = 370;

    private Chart() {}

    static void write(Path file, List<Table> tables) throws IOException {
        Files.writeString(file, svg(tables), StandardCharsets.UTF_8);
    }

    static String svg(List<Table> tables) {
        Map<String, Map<Integer, Double>> curves = curves(tables);
        double most = curves.values().stream()
                .flatMap(curve -> curve.values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        int widest = curves.values().stream()
                .flatMap(curve -> curve.keySet().stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(1);
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        + "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n"
                        + "<text x=\"%d\" y=\"18\">CPU time of a command, client and modem, µs, by sessions</text>%n",
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT,
                LEFT));
        axes(text, most, widest);
        int number = 0;
        for (Map.Entry<String, Map<Integer, Double>> curve : curves.entrySet()) {
            draw(text, curve.getKey(), curve.getValue(), COLOURS[number % COLOURS.length], number, most, widest);
            number++;
        }
        return text.append("</svg>\n").toString();
    }

    private static Map<String, Map<Integer, Double>> curves(List<Table> tables) {
        Map<String, Map<Integer, Double>> curves = new LinkedHashMap<>();
        for (Table table : tables) {
            Matcher title = TITLE.matcher(table.title());
            if (title.matches()) {
                int sessions = Integer.parseInt(title.group(1));
                table.rows().forEach((name, row) -> {
                    Spread rate = row.get("commands per CPU second");
                    if (rate != null) {
                        curves.computeIfAbsent(name, any -> new TreeMap<>()).put(sessions, 1e6 / rate.median());
                    }
                });
            }
        }
        return curves;
    }

    /** Sessions on a logarithmic scale. */
    private static double x(int sessions, int widest) {
        double part = widest == 1 ? 0 : Math.log(sessions) / Math.log(widest);
        return LEFT + part * (RIGHT - LEFT);
    }

    private static double y(double micros, double most) {
        return BOTTOM - micros / most * (BOTTOM - TOP);
    }

    private static void axes(StringBuilder text, double most, int widest) {
        text.append(String.format(
                Locale.ROOT,
                "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"black\"/>%n",
                LEFT,
                TOP,
                BOTTOM,
                RIGHT));
        for (int i = 0; i <= 4; i++) {
            double value = most * i / 4;
            text.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>%n",
                    LEFT - 6,
                    y(value, most) + 4,
                    value));
        }
        for (int sessions = 1; sessions <= widest; sessions *= 10) {
            text.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>%n",
                    x(sessions, widest),
                    BOTTOM + 18,
                    sessions));
        }
    }

    private static void draw(
            StringBuilder text,
            String name,
            Map<Integer, Double> curve,
            String colour,
            int number,
            double most,
            int widest) {
        StringBuilder points = new StringBuilder();
        curve.forEach((sessions, micros) -> {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(sessions, widest), y(micros, most)));
            text.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
                    x(sessions, widest),
                    y(micros, most),
                    colour));
        });
        text.append(String.format(
                Locale.ROOT,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n"
                        + "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
                points.toString().strip(),
                colour,
                RIGHT + 20,
                TOP + 20 + 20 * number,
                colour,
                name));
    }
}
