package io.atflux.failuremodes;

import io.atflux.AtClient;
import io.atflux.observe.WireEvent;
import io.atflux.test.Proofs;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** A modem that is busy, keeps every line of every session, and answers them all later, in order. */
final class BusyModem {

    final ScriptedModem modem = new ScriptedModem();
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Map<String, String> answers = new HashMap<>();
    private final StringBuilder line = new StringBuilder();

    BusyModem() {
        modem.whenPrefix("AT").staysSilent();
    }

    /** @param raw the bytes of its answer to the line */
    BusyModem answers(String command, String raw) {
        answers.put(command, raw);
        return this;
    }

    AtClient client() {
        return AtClient.over(modem).recordTo(this::heard);
    }

    private void heard(WireEvent event) {
        if (event.direction() != WireEvent.Direction.SENT) {
            return;
        }
        for (char c : event.bytes().toCharArray()) {
            if (c == '\r') {
                waiting.add(line.toString());
                line.setLength(0);
            } else if (c != 0x1b) {
                line.append(c);
            }
        }
    }

    /** Answers the oldest line. */
    void answersOne() {
        String oldest = waiting.remove();
        modem.printsRaw(Proofs.is(oldest) ? Proofs.answer(oldest) : answers.getOrDefault(oldest, "\r\nERROR\r\n"));
    }

    /** Answers all received lines, and those that come meanwhile, a line every tenth of a second. */
    void catchesUp() {
        while (!waiting.isEmpty()) {
            answersOne();
            modem.advance(Duration.ofMillis(100));
        }
    }

    int waiting() {
        return waiting.size();
    }
}
