package io.atflux.outbox.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection whose statements are prepared once. Confined to the writer's thread; throws {@link SqlFailed}. */
final class Sql implements AutoCloseable {

    /** Reads one row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** For rare statements. */
    void run(String text) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }

    /** The first column of the first row. */
    String ask(String text) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }

    /** Returns the number of changed rows. */
    long change(String text, @Nullable Object... values) {
        try {
            return with(text, values).executeUpdate();
        } catch (SQLException e) {
            throw failed(text, e);
        }
    }

    <T> List<T> list(String text, Row<T> row, @Nullable Object... values) {
        try (ResultSet rows = with(text, values).executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw failed(text, e);
        }
    }

    /** The single row, or null. */
    <T> @Nullable T one(String text, Row<T> row, @Nullable Object... values) {
        List<T> all = list(text, row, values);
        return all.isEmpty() ? null : all.get(0);
    }

    /** The driver has closed a statement that failed, and refuses it from then on. */
    private SqlFailed failed(String text, SQLException why) {
        PreparedStatement broken = prepared.remove(text);
        try {
            if (broken != null) {
                broken.close();
            }
        } catch (SQLException closed) {
            why.addSuppressed(closed);
        }
        return new SqlFailed(why);
    }

    private PreparedStatement with(String text, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(text);
        if (statement == null) {
            statement = connection.prepareStatement(text);
            prepared.put(text, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    @Override
    public void close() {
        try {
            for (PreparedStatement statement : prepared.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }
}
