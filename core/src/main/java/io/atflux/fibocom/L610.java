package io.atflux.fibocom;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.ConnectionState;
import io.atflux.link.LinkOptions;
import io.atflux.link.ModuleConnector;
import io.atflux.link.ModuleLink;
import io.atflux.link.MqttLink;
import io.atflux.link.internal.driver.LinkDriver;
import io.atflux.modem.ApnChoice;
import io.atflux.modem.Modem;
import io.atflux.modem.ModemOptions;
import io.atflux.modem.SimPin;
import io.atflux.modem.StepProgress;
import io.atflux.modem.internal.ProgressReporter;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttClient;
import io.atflux.profile.AtProfile;
import io.atflux.transport.AtTransport;
import io.atflux.transport.Backoff;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A Fibocom L610 on a line: its modem, and the MQTT clients inside it.
 *
 * <pre>{@code
 * L610.over(line).apn(Apn.byImsi()).connect()
 *         .flatMap(module -> module.modem().attach()
 *                 .then(module.mqtt(1).open(Broker.tcp("broker.example", 1883)))
 *                 .then(module.mqtt(1).publish(MqttMessage.of("test1", "hello"))))
 * }</pre>
 */
public final class L610 {

    private final AtSession session;
    private final L610Commands commands;
    private final Modem modem;
    private final List<MqttClient> mqtt = new ArrayList<>();

    private L610(AtSession session, Builder builder) {
        this.session = session;
        this.commands = L610Commands.of(builder.profile, session);
        this.modem = Modem.on(session, commands.modem(), builder.options, builder.listener);
        for (int id = 1; id <= commands.mqtt().clients(); id++) {
            mqtt.add(MqttClient.on(session, commands.mqtt(), id, builder.listener));
        }
    }

    /** Starts the description of a module on a transport. */
    public static Builder over(AtTransport transport) {
        return new Builder(AtClient.over(transport));
    }

    /** The session of the module, for further raw commands and result codes. */
    public AtSession session() {
        return session;
    }

    /** The module's commands as values, for sequences of your own. */
    public L610Commands commands() {
        return commands;
    }

    /** The modem layer, from SIM to IP address; the same object each time. */
    public Modem modem() {
        return modem;
    }

    /**
     * One of its MQTT clients, the same object each time.
     *
     * @param id 1 or 2
     * @throws IllegalArgumentException for any other id
     */
    public MqttClient mqtt(int id) {
        if (id < 1 || id > mqtt.size()) {
            throw new IllegalArgumentException("MQTT client " + id + " is not within 1 to " + mqtt.size());
        }
        return mqtt.get(id - 1);
    }

    /** Closes the line; the module continues its work. */
    public Mono<Void> close() {
        return session.close();
    }

    /** Describes a module and its settings. Not thread-safe; its connections are independent of it. */
    public static final class Builder {

        private AtClient client;
        private L610Profile profile = L610Profile.defaults();
        private ModemOptions options = ModemOptions.defaults();
        private Consumer<? super StepProgress> listener = ProgressReporter.NOBODY;

        private Builder(AtClient client) {
            this.client = client;
        }

        /** The firmware's dialect. Default: the one that suits every known build. */
        public Builder profile(L610Profile other) {
            profile = other;
            return this;
        }

        /** All settings of the modem at once. */
        public Builder options(ModemOptions other) {
            options = other;
            return this;
        }

        /** The access point, or the choice that finds it. Default: by the SIM's IMSI. */
        public Builder apn(ApnChoice choice) {
            options = options.mutate().apn(choice).build();
            return this;
        }

        /** The SIM's PIN: tried once, whatever the result. */
        public Builder pin(String pin) {
            options = options.mutate().pin(SimPin.of(pin)).build();
            return this;
        }

        /**
         * Sets the listener for the start and the end of each step. Called on the connection's event loop, or on the subscribing thread for a
         * step that begins at once; it must return at once.
         */
        public Builder onProgress(Consumer<? super StepProgress> other) {
            listener = other;
            return this;
        }

        /**
         * Changes any setting of the session except its profile: its timer, its queue, its discipline.
         *
         * @throws IllegalArgumentException for another {@link AtProfile}, which the module's own would replace. Add to it with
         *     {@link #profile(L610Profile)}, by {@link L610Profile.Builder#urc} or {@link L610Profile.Builder#adding}
         */
        public Builder session(UnaryOperator<AtClient> change) {
            AtClient changed = change.apply(client);
            if (changed.spec().profile() != client.spec().profile()) {
                throw new IllegalArgumentException("the session of an L610 has the module's own profile: add to it by "
                        + "L610.Builder.profile(L610Profile.builder().adding(…).build()), a result code by urc(…)");
            }
            client = changed;
            return this;
        }

        /**
         * Opens the line, for each subscriber. Nothing is written yet.
         *
         * @return succeeds with the module; errors with {@link io.atflux.error.AtConnectionException}, outcome NOT_SENT
         */
        public Mono<L610> connect() {
            return client().connect().map(this::on);
        }

        /** {@link #modules(Backoff, Consumer)} without a listener. */
        public Flux<L610> modules(Backoff backoff) {
            return modules(backoff, state -> {});
        }

        /**
         * Keeps the line open: emits the module, and after each loss the module again, as
         * {@link AtClient#sessions(Backoff, Consumer)} says. Nothing is written: the subscriber repeats the set-up after a reset
         * or a loss.
         *
         * @param states is called on each state of the line
         * @return emits the module each time it is connected; errors with the last attempt's failure if the back-off ends there;
         *     never completes
         */
        public Flux<L610> modules(Backoff backoff, Consumer<? super ConnectionState> states) {
            return client().sessions(backoff, states).map(this::on);
        }

        /** {@link #link(Broker, LinkOptions)} with {@link LinkOptions#defaults()}. */
        public MqttLink link(Broker broker) {
            return link(broker, LinkOptions.defaults());
        }

        /**
         * An MQTT connection through this module's first MQTT client, kept open for years. Nothing happens before it is started.
         */
        public MqttLink link(Broker broker, LinkOptions options) {
            return moduleLink(options).client(1, broker);
        }

        /** The same for both MQTT clients of one module. */
        public ModuleLink moduleLink(LinkOptions options) {
            return new LinkDriver(connector(), options);
        }

        /** The connector of this module for a fleet: for {@link io.atflux.link.Links#add}. */
        public ModuleConnector connector() {
            return new L610Connector(client(), profile, this::on);
        }

        /** The client that {@link #connect()} uses, for callers that open the session themselves. */
        public AtClient client() {
            return client.profile(profile.atProfile());
        }

        /** The module on a session that is open already; the session must have this module's profile. */
        public L610 on(AtSession session) {
            return new L610(session, this);
        }
    }
}
