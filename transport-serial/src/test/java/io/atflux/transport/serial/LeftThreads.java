package io.atflux.transport.serial;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.test.TransportTck;
import java.util.List;

/** The threads of ports that should all be closed. */
final class LeftThreads {

    private LeftThreads() {}

    /** A thread reports its end just before it ends: such threads are waited for. */
    static void expectNone() throws InterruptedException {
        for (Thread thread : ofPorts()) {
            thread.join(TransportTck.LIMIT.toMillis());
        }
        assertThat(ofPorts()).isEmpty();
    }

    private static List<Thread> ofPorts() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("atflux-serial-.*-(read|write|open|close)"))
                .toList();
    }
}
