package io.atflux.outbox.internal;

import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxOptions;
import io.atflux.outbox.OutboxQueue;
import io.atflux.outbox.OutboxStep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A store's promises up to one moment, compared with its contents. */
final class Promises {

    private final Set<Integer> accepted = new HashSet<>();
    private final Set<Integer> asked = new HashSet<>();
    private final Set<Integer> removed = new HashSet<>();
    private int saved = -1;
    private int saving = -1;

    static Promises of(List<DiskEvent> events) {
        Promises promises = new Promises();
        for (DiskEvent event : events) {
            if (event instanceof DiskEvent.Said said) {
                promises.said(said.what(), said.number());
            }
        }
        return promises;
    }

    private void said(char what, int number) {
        switch (what) {
            case 'A' -> accepted.add(number);
            case 'S' -> asked.add(number);
            case 'R' -> removed.add(number);
            case 'Q' -> saving = number;
            case 'P' -> saved = number;
            default -> {}
        }
    }

    /** Opens the file and returns each promise that is broken. */
    List<String> broken(Path file) {
        SqliteTuning fast = new SqliteTuning("OFF", 1000, SqliteTuning.DEFAULT.mostPages());
        Outbox outbox =
                new SqliteOutbox(file, OutboxOptions.builder().ballast(0).build(), fast, WriterThread.shared());
        try {
            List<String> broken = new ArrayList<>();
            String value = OutboxFiles.get(outbox.properties()).get(PowerCutChild.PROPERTY);
            int found = value == null ? -1 : Integer.parseInt(value);
            if (found < saved || found > saving) {
                broken.add("the property is " + found + ", not " + saved + " to " + saving);
            }
            broken.addAll(entries(OutboxFiles.get(outbox.queue(PowerCutChild.OWNER))));
            return broken;
        } catch (OutboxException e) {
            return List.of("not opened: " + e.getMessage());
        } finally {
            OutboxFiles.close(outbox);
        }
    }

    private List<String> entries(OutboxQueue queue) {
        List<String> broken = new ArrayList<>();
        Set<Integer> there = new HashSet<>();
        int last = -1;
        OutboxStep step = OutboxFiles.get(queue.next());
        while (step.hasEntry()) {
            MqttMessage message = step.entry().message();
            int number = PowerCutChild.number(message);
            there.add(number);
            if (number <= last) {
                broken.add(number + " comes after " + last);
            }
            if (removed.contains(number)) {
                broken.add(number + " was removed and is there again");
            }
            if (!message.equals(PowerCutChild.message(number))) {
                broken.add(number + " is not what it was");
            }
            last = number;
            step = OutboxFiles.get(queue.next(step.entry()));
        }
        for (int number : accepted) {
            if (!there.contains(number) && !asked.contains(number)) {
                broken.add(number + " was accepted and is lost");
            }
        }
        return broken;
    }
}
