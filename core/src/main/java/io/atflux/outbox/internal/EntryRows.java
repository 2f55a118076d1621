package io.atflux.outbox.internal;

import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Converts an entry to a row, and back. */
final class EntryRows {

    /** The caller appends the condition. */
    static final String SELECT =
            "SELECT e.seq, o.name, e.id, e.accepted_at, e.time_to_live, e.flags, e.topic, e.payload,"
                    + " s.attempts, s.first_sent_at, s.connections_ended"
                    + " FROM entry e JOIN owner o ON o.id = e.owner LEFT JOIN sent s ON s.seq = e.seq WHERE ";

    private static final int QOS = 3;
    private static final int RETAIN = 4;
    private static final int CUT = 8;

    private EntryRows() {}

    static int flags(MqttMessage message) {
        return message.qos().level() | (message.retain() ? RETAIN : 0) | (message.isCut() ? CUT : 0);
    }

    static OutboxEntry read(ResultSet row) throws SQLException {
        int flags = row.getInt(6);
        byte[] payload = row.getBytes(8);
        MqttMessage message = MqttMessage.builder(row.getString(7))
                .payload(payload == null ? new byte[0] : payload)
                .qos(qos(flags & QOS))
                .retain((flags & RETAIN) != 0)
                .cut((flags & CUT) != 0)
                .build();
        long timeToLive = row.getLong(5);
        OutboxMessage accepted = OutboxMessage.builder(message)
                .id(row.getString(3))
                .timeToLive(timeToLive == 0 ? null : Duration.ofMillis(timeToLive))
                .build();
        return OutboxEntry.builder(row.getString(2), row.getLong(1), accepted, Instant.ofEpochMilli(row.getLong(4)))
                .attempts(row.getInt(9), instant(row.getLong(10)))
                .connectionsEnded(row.getInt(11))
                .build();
    }

    private static Qos qos(int level) {
        for (Qos qos : Qos.values()) {
            if (qos.level() == level) {
                return qos;
            }
        }
        throw new IllegalStateException("no QoS: " + level);
    }

    private static @Nullable Instant instant(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
