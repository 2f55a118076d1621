package io.atflux.samples.cli.doctor;

import io.atflux.error.AtException;
import io.atflux.fibocom.L610Commands;
import io.atflux.fibocom.L610Profile;
import io.atflux.modem.Imsi;
import io.atflux.modem.ModemDialect;
import io.atflux.mqtt.MqttDialect;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The state that the checks share: the source of answers, the results so far, and the changes to revert. One check runs
 * at a time.
 */
final class Visit {

    final Asker asker;
    final Plan plan;
    final ModemDialect modem;
    final MqttDialect mqtt;

    /** Null if it is not known. */
    @Nullable
    Imsi imsi;

    /** By how much the module's clock is ahead; null if that is not known. */
    @Nullable
    Duration clockAhead;

    /** The MQTT clients that are open; null if that is not known. */
    @Nullable
    Set<Integer> openClients;

    /** Whether a TCP connection to the broker was established. */
    boolean reached;

    private final Deque<Mono<Void>> afterwards = new ArrayDeque<>();

    Visit(Asker asker, Plan plan) {
        this.asker = asker;
        this.plan = plan;
        L610Commands commands = L610Commands.of(L610Profile.defaults());
        this.modem = commands.modem();
        this.mqtt = commands.mqtt();
    }

    /** Schedules work for the end, in reverse order. Its failure is ignored. */
    synchronized void afterwards(Mono<?> work) {
        afterwards.push(work.then()
                .onErrorResume(
                        failed -> failed instanceof AtException || failed instanceof UnaskedException,
                        failed -> Mono.empty()));
    }

    /** Reverts all changes. */
    Mono<Void> restore() {
        return Mono.defer(() -> {
            List<Mono<Void>> all;
            synchronized (this) {
                all = new ArrayList<>(afterwards);
                afterwards.clear();
            }
            return Flux.fromIterable(all).concatMap(one -> one, 1).then();
        });
    }
}
