package io.atflux.link.internal.machine;

import io.atflux.link.LinkPhase;
import io.atflux.link.LinkState;
import io.atflux.link.Rung;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A module and its MQTT clients. Changed only while a {@link Draft} makes the next state; immutable afterwards. */
public final class MachineState {

    /**
     * Work under way. Complete by its nature.
     *
     * @param timer ends if the work takes too long, or does not end after it was cancelled
     * @param cancelled whether it was cancelled
     * @param failure the failure of cancelled work; null if it is ignored
     */
    record Running(
            long id,
            LineWork work,
            int client,
            long timer,
            boolean cancelled,
            @Nullable Finding failure) {}

    /** Queued work. Complete by its nature. */
    record Queued(LineWork work, int client) {}

    ModulePhase phase = ModulePhase.CLOSED;
    Instant since;

    @Nullable
    Finding finding;

    @Nullable
    Instant nextAttemptAt;
    /** The last number assigned to an effect or a timer. */
    long ids;

    @Nullable
    Running running;
    /** The work that begins after the end of cancelled work. */
    @Nullable
    Queued next;
    /** The queue of clients' work and checks. */
    List<Queued> queue = List.of();
    /** The timer of a wait; 0 for none. */
    long timer;
    /** The timer of the next check; 0 for none. */
    long checkTimer;
    /** The work that follows a wait. */
    LineWork resume = LineWork.CONNECT;

    boolean lineUp;
    /** The failures at each depth since the module was last stable. */
    Map<Depth, Integer> failures = Map.of();
    /** The re-dials that clients requested since then. */
    int redials;
    /** The times at which each rung with a budget was taken. */
    Map<Rung, List<Instant>> taken = Map.of();

    List<ClientState> clients;
    /** The number of impossible events: 0 if the tables are correct. */
    int impossible;

    private MachineState(Instant since, List<ClientState> clients) {
        this.since = since;
        this.clients = clients;
    }

    /**
     * A module that was not started, with no client wanted.
     *
     * @param clients the number of its clients
     * @param taken the times of rungs with a budget in an earlier run
     */
    public static MachineState initial(int clients, Instant now, Map<Rung, List<Instant>> taken) {
        List<ClientState> all = new ArrayList<>();
        for (int id = 1; id <= clients; id++) {
            all.add(new ClientState(id, now));
        }
        MachineState state = new MachineState(now, List.copyOf(all));
        state.taken = Map.copyOf(taken);
        return state;
    }

    /** A copy that a draft may change. */
    MachineState copy() {
        MachineState copy =
                new MachineState(since, clients.stream().map(ClientState::copy).toList());
        copy.phase = phase;
        copy.finding = finding;
        copy.nextAttemptAt = nextAttemptAt;
        copy.ids = ids;
        copy.running = running;
        copy.next = next;
        copy.queue = queue;
        copy.timer = timer;
        copy.checkTimer = checkTimer;
        copy.resume = resume;
        copy.lineUp = lineUp;
        copy.failures = failures;
        copy.redials = redials;
        copy.taken = taken;
        copy.impossible = impossible;
        return copy;
    }

    /** The module's phase. */
    public ModulePhase phase() {
        return phase;
    }

    /** The times at which each rung with a budget was taken, the oldest first. */
    public Map<Rung, List<Instant>> taken() {
        return taken;
    }

    /** The client with a number, from 1. */
    public ClientState client(int id) {
        return clients.get(id - 1);
    }

    /** Whether a client's connection has no known fault. */
    public boolean isSound(int id) {
        return client(id).finding == null;
    }

    /** The wanted clients. */
    public Set<Integer> wantedClients() {
        return clients.stream()
                .filter(ClientState::isWanted)
                .map(ClientState::id)
                .collect(Collectors.toSet());
    }

    int failures(Depth depth) {
        return failures.getOrDefault(depth, 0);
    }

    int allFailures() {
        return failures.values().stream().mapToInt(Integer::intValue).sum();
    }

    void failedAgain(Depth depth) {
        Map<Depth, Integer> more = new EnumMap<>(Depth.class);
        more.putAll(failures);
        more.merge(depth, 1, Integer::sum);
        failures = more;
    }

    /** The state of one client's link. */
    LinkState shown(int id, int resetsLeft) {
        ClientState client = client(id);
        if (!client.isWanted()) {
            return LinkState.builder(LinkPhase.CLOSED, client.since)
                    .resetsLeft(resetsLeft)
                    .build();
        }
        boolean own = phase == ModulePhase.ONLINE;
        LinkPhase shown = own ? client.phase.shown() : phase.shown();
        LinkState.Builder state = LinkState.builder(shown, own ? client.since : since)
                .nextAttemptAt(own ? client.nextAttemptAt : nextAttemptAt)
                .attempt(own ? client.failures : allFailures())
                .resetsLeft(resetsLeft);
        Finding why = own ? client.finding : finding;
        if (why != null && shown != LinkPhase.READY) {
            state.cause(why.cause(), why.others(), why.detail());
        }
        return state.build();
    }
}
