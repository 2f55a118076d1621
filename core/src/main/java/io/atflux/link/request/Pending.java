package io.atflux.link.request;

import io.atflux.mqtt.MqttMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The pending requests, and the results of the last finished ones. Emits nothing while locked. Thread-safe. */
final class Pending {

    private static final int REMEMBERED = 4_096;

    private final int most;
    private final Map<String, Sinks.One<MqttMessage>> waiting = new HashMap<>();
    /** The last finished requests, and whether each was answered. */
    private final Map<String, Boolean> over = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    private long answered;
    private long duplicates;
    private long late;
    private long unknown;

    Pending(int most) {
        this.most = most;
    }

    /** @return the response to come; null if too many requests are pending */
    synchronized @Nullable Mono<MqttMessage> add(String id) {
        if (waiting.size() >= most) {
            return null;
        }
        Sinks.One<MqttMessage> one = Sinks.one();
        waiting.put(id, one);
        return one.asMono();
    }

    /** The caller no longer waits for the response. Has no effect if the request was answered. */
    synchronized void giveUp(String id) {
        if (waiting.remove(id) != null) {
            over.put(id, false);
        }
    }

    /** @param id null for a message that answers no request */
    void answer(@Nullable String id, MqttMessage response) {
        Sinks.One<MqttMessage> one = taken(id);
        if (one != null) {
            one.tryEmitValue(response);
        }
    }

    private synchronized Sinks.@Nullable One<MqttMessage> taken(@Nullable String id) {
        Sinks.One<MqttMessage> one = id == null ? null : waiting.remove(id);
        if (one != null) {
            answered++;
            over.put(java.util.Objects.requireNonNull(id), true);
            return one;
        }
        Boolean wasAnswered = id == null ? null : over.get(id);
        if (wasAnswered == null) {
            unknown++;
        } else if (wasAnswered) {
            duplicates++;
        } else {
            late++;
        }
        return null;
    }

    void failAll(Throwable failure) {
        all().forEach(one -> one.tryEmitError(failure));
    }

    private synchronized List<Sinks.One<MqttMessage>> all() {
        List<Sinks.One<MqttMessage>> all = new ArrayList<>(waiting.values());
        waiting.keySet().forEach(id -> over.put(id, false));
        waiting.clear();
        return all;
    }

    synchronized RequestStatistics statistics() {
        return new RequestStatistics(waiting.size(), answered, duplicates, late, unknown);
    }
}
