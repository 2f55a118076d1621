package io.atflux.outbox;

import io.atflux.test.OutboxTck;

class MemoryOutboxTest implements OutboxTck {

    @Override
    public Outbox open(OutboxOptions options) {
        return Outbox.memory(options);
    }
}
