package io.atflux.samples.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atflux.samples.benchmarks.measure.Spread;
import io.atflux.samples.benchmarks.measure.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tables as JSON: for each title the rows, for each row the figures, for each figure median and quartiles. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static void write(Path file, List<Table> tables) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        ObjectNode environment = root.putObject("environment");
        Environment.facts().forEach(environment::put);
        ObjectNode all = root.putObject("tables");
        for (Table table : tables) {
            ObjectNode rows = all.putObject(table.title());
            table.rows().forEach((name, figures) -> {
                ObjectNode row = rows.putObject(name);
                figures.forEach((column, figure) -> row.putObject(column)
                        .put("median", figure.median())
                        .put("low", figure.low())
                        .put("high", figure.high()));
            });
        }
        MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    static List<Table> read(Path file) throws IOException {
        List<Table> tables = new ArrayList<>();
        JsonNode all = MAPPER.readTree(file.toFile()).path("tables");
        all.properties().forEach(each -> {
            Table table = new Table(each.getKey());
            each.getValue().properties().forEach(row -> row.getValue()
                    .properties()
                    .forEach(figure -> table.put(row.getKey(), figure.getKey(), spread(figure.getValue()))));
            tables.add(table);
        });
        return tables;
    }

    private static Spread spread(JsonNode figure) {
        return new Spread(
                figure.path("median").asDouble(),
                figure.path("low").asDouble(),
                figure.path("high").asDouble());
    }
}
