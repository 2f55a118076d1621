package io.atflux.fibocom;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.ClientSpec;
import io.atflux.link.ConnectedModule;
import io.atflux.link.ModuleConnector;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Connects a link to an L610. */
final class L610Connector implements ModuleConnector {

    /** A link has to detect a dead line of any kind. */
    private static final Duration LIVENESS = Duration.ofSeconds(60);

    private final AtClient client;
    private final L610Profile profile;
    private final Function<AtSession, L610> on;

    L610Connector(AtClient client, L610Profile profile, Function<AtSession, L610> on) {
        this.client = client.spec().options().liveness() == null ? client.liveness(LIVENESS) : client;
        this.profile = profile;
        this.on = on;
    }

    @Override
    public Mono<ConnectedModule> connect(@Nullable AtSession former) {
        Mono<AtSession> line = former == null ? client.connect() : client.connectAfter(former);
        return line.map(on).map(this::connected);
    }

    private ConnectedModule connected(L610 module) {
        List<MqttClient> clients = new ArrayList<>();
        for (int id = 1; id <= mqttClients(); id++) {
            clients.add(module.mqtt(id));
        }
        return ConnectedModule.of(module.session(), module.modem(), clients);
    }

    @Override
    public int mqttClients() {
        return L610Commands.of(profile).mqtt().clients();
    }

    @Override
    public void check(MqttMessage message) {
        L610Commands.of(profile).mqtt().publish(1, message, OnUnknown.GIVE_UP);
    }

    @Override
    public Scheduler timer() {
        ClientSpec spec = client.spec();
        Scheduler own = spec.options().timer() == null
                ? spec.transport().timer()
                : spec.options().timer();
        return own == null ? Schedulers.single() : own;
    }

    @Override
    public String describe() {
        return client.spec().transport().describe();
    }
}
