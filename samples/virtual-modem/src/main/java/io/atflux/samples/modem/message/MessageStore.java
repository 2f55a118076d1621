package io.atflux.samples.modem.message;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A memory for messages, which survives power-off. Its places are numbered from 1. */
public final class MessageStore {

    private final String name;
    private final IntSupplier capacity;
    private final TreeMap<Integer, StoredMessage> messages = new TreeMap<>();

    /** An empty store; {@code name} is 27.005's {@code <mem>}. */
    public MessageStore(String name, IntSupplier capacity) {
        this.name = name;
        this.capacity = capacity;
    }

    public String name() {
        return name;
    }

    public int capacity() {
        return capacity.getAsInt();
    }

    public int used() {
        return messages.size();
    }

    /** All messages by their places. */
    public SortedMap<Integer, StoredMessage> all() {
        return new TreeMap<>(messages);
    }

    /** Puts a message into the first free place and returns its number; 0 if none is free. */
    public int add(StoredMessage message) {
        for (int place = 1; place <= capacity(); place++) {
            if (messages.putIfAbsent(place, message) == null) {
                return place;
            }
        }
        return 0;
    }

    /** The message at the place, or null. */
    public @Nullable StoredMessage get(int place) {
        return messages.get(place);
    }

    /** Marks the message as read by the host. */
    public void read(int place) {
        messages.computeIfPresent(place, (at, message) -> message.read());
    }

    /** Marks the message as sent. */
    public void sent(int place) {
        messages.computeIfPresent(place, (at, message) -> message.sent());
    }

    /** Deletes the message, if any. Returns whether there is such a place. */
    public boolean delete(int place) {
        messages.remove(place);
        return place >= 1 && place <= capacity();
    }

    /** Deletes all messages with a matching status. */
    public void deleteAll(Predicate<StoredMessage.Status> which) {
        messages.values().removeIf(message -> which.test(message.status()));
    }
}
