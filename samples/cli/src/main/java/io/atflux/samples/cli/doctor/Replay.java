package io.atflux.samples.cli.doctor;

import io.atflux.error.AtConnectionException;
import io.atflux.error.AtUsageException;
import io.atflux.fibocom.L610Profile;
import io.atflux.line.Parameters;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.TlsMaterial;
import io.atflux.observe.WireEvent;
import io.atflux.profile.AtProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Examines a recording instead of a modem. */
final class Replay {

    private static final String NO_FILE = "the recording: ";
    private static final int TLS_FLAG = 5;
    private static final int TLS = 2;

    private final List<WireEvent> events;

    private Replay(List<WireEvent> events) {
        this.events = events;
    }

    /** @throws AtUsageException if the file cannot be read, or is not a recording */
    static Replay of(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw wrong(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        List<WireEvent> events = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.startsWith("#") && !line.isBlank()) {
                try {
                    events.add(WireEvent.parse(line));
                } catch (IllegalArgumentException e) {
                    throw wrong("line " + (i + 1) + ": " + e.getMessage());
                }
            }
        }
        if (events.isEmpty()) {
            throw wrong("there is nothing in it");
        }
        return new Replay(events);
    }

    private static AtUsageException wrong(String why) {
        return new AtUsageException(AtUsageException.Reason.PARAMETER, NO_FILE + why, null);
    }

    Mono<Void> run(Examination examination, Plan plan) {
        AtProfile profile = L610Profile.defaults().atProfile();
        examination.add(Check.skipped("line", "a recording has no line"));
        Recording recording = new Recording(events, profile);
        if (!recording.hasModem()) {
            Heard heard = new Heard(profile::masked);
            events.forEach(heard::passed);
            examination.add(heard.noModem(new AtConnectionException(
                    AtConnectionException.Reason.UNRESPONSIVE, "nothing in the recording answers as a modem", null)));
            examination.hinder();
            return Mono.empty();
        }
        examination.add(Check.ok("modem", "a modem answers"));
        BrokerTarget broker = plan.broker() == null ? broker(recording) : plan.broker();
        return examination.run(new Visit(recording, new Plan(broker, plan.pin(), plan.apn(), plan.patience())));
    }

    /** The broker of the recorded open; null if none was opened, or it is invalid. */
    private static @Nullable BrokerTarget broker(Recording recording) {
        Parameters open = recording.parameters("AT+MQTTOPEN");
        if (open == null || open.number(2).isEmpty()) {
            return null;
        }
        try {
            Broker broker = Broker.builder(open.text(1), open.number(2).getAsInt())
                    .tls(open.is(TLS_FLAG, TLS) ? TlsMaterial.withoutVerification() : null)
                    .build();
            return BrokerTarget.of(broker, new Random(0));
        } catch (AtUsageException unlikely) {
            return null;
        }
    }
}
