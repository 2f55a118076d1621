package io.atflux.transport.tcp.internal.telnet;

import io.atflux.transport.tcp.rfc2217.ComPortEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.FluxSink;

/** The subscribers to a port's events. Confined to the connection's event loop; a cancelled subscriber is skipped and removed. */
final class ComPortEvents {

    private final List<FluxSink<ComPortEvent>> sinks = new ArrayList<>();
    private ComPortEvent.@Nullable LineState line;
    private ComPortEvent.@Nullable ModemState modem;
    private boolean over;

    void add(FluxSink<ComPortEvent> sink) {
        if (line != null) {
            sink.next(line);
        }
        if (modem != null) {
            sink.next(modem);
        }
        if (over) {
            sink.complete();
        } else {
            sinks.add(sink);
        }
    }

    void emit(ComPortEvent event) {
        if (event instanceof ComPortEvent.LineState state) {
            line = state;
        } else if (event instanceof ComPortEvent.ModemState state) {
            modem = state;
        }
        sinks.removeIf(FluxSink::isCancelled);
        List.copyOf(sinks).forEach(sink -> sink.next(event));
    }

    void complete() {
        over = true;
        List<FluxSink<ComPortEvent>> all = List.copyOf(sinks);
        sinks.clear();
        all.forEach(FluxSink::complete);
    }
}
