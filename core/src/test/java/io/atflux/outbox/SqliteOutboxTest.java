package io.atflux.outbox;

import io.atflux.test.OutboxTck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteOutboxTest implements OutboxTck {

    @TempDir
    Path folder;

    private final List<Outbox> opened = new ArrayList<>();

    @Override
    public Outbox open(OutboxOptions options) {
        Outbox outbox = Outbox.sqlite(folder.resolve("outbox " + opened.size() + "?#%.db"), options);
        opened.add(outbox);
        return outbox;
    }

    @AfterEach
    void close() {
        opened.forEach(outbox -> outbox.close().block());
    }
}
