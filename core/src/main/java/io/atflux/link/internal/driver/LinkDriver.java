package io.atflux.link.internal.driver;

import io.atflux.link.ConnectedModule;
import io.atflux.link.LinkIdentity;
import io.atflux.link.LinkObserver;
import io.atflux.link.LinkOptions;
import io.atflux.link.LinkState;
import io.atflux.link.ModuleConnector;
import io.atflux.link.ModuleLink;
import io.atflux.link.MqttLink;
import io.atflux.link.Rung;
import io.atflux.link.internal.machine.Effect;
import io.atflux.link.internal.machine.Event;
import io.atflux.link.internal.machine.Finding;
import io.atflux.link.internal.machine.LinkMachine;
import io.atflux.link.internal.machine.MachineState;
import io.atflux.link.internal.machine.Moment;
import io.atflux.link.internal.machine.Step;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttEvent;
import io.atflux.mqtt.MqttMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * Performs the machine's effects for one module, and reports their results to it. All work runs in its mailbox, one task after the other.
 */
public final class LinkDriver implements ModuleLink, Connection.Owner {

    private final ModuleConnector connector;
    private final LinkOptions options;
    private final LinkMachine machine;
    private final LinkClock clock;
    private final Performer performer;
    private final Mailbox mailbox = new Mailbox();
    private final List<ClientDriver> clients = new ArrayList<>();

    private MachineState state;
    private final Slots slots;
    private final Memory memory;
    private boolean remembers;

    /** A link that does nothing yet. */
    public LinkDriver(ModuleConnector connector, LinkOptions options) {
        this(connector, options, Pacing.NONE);
    }

    /** A link in a fleet, which does nothing yet. */
    public LinkDriver(ModuleConnector connector, LinkOptions options, Pacing pacing) {
        this.connector = connector;
        this.options = options;
        this.machine = new LinkMachine(options.reconnect(), options.recovery());
        this.clock = new LinkClock(connector.timer());
        this.slots = new Slots(connector.mqttClients());
        this.memory = new Memory(options.outbox(), connector.describe(), this::post);
        this.performer = new Performer(this, connector, options, slots, pacing);
        this.state = MachineState.initial(connector.mqttClients(), clock.now(), Map.of());
        for (int number = 1; number <= connector.mqttClients(); number++) {
            clients.add(new ClientDriver(this, number));
        }
    }

    /** Throws for a message that no module accepts. */
    void check(MqttMessage message) {
        connector.check(message);
    }

    @Override
    public MqttLink client(int client, Broker broker) {
        if (client < 1 || client > clients.size()) {
            throw new IllegalArgumentException("MQTT client " + client + " is not within 1 to " + clients.size());
        }
        ClientDriver driver = clients.get(client - 1);
        synchronized (driver) {
            if (driver.isTaken()) {
                throw new IllegalStateException(
                        "MQTT client " + client + " of " + connector.describe() + " has a link already");
            }
            return driver.at(broker);
        }
    }

    List<ClientDriver> clients() {
        return clients;
    }

    MachineState machineState() {
        return state;
    }

    LinkOptions options() {
        return options;
    }

    Scheduler timer() {
        return clock.timer();
    }

    Instant now() {
        return clock.now();
    }

    @Nullable
    ConnectedModule module() {
        return performer.module();
    }

    /** The module with the link's memory of SIM cards. */
    ConnectedModule remembering(ConnectedModule module) {
        return memory.of(module);
    }

    LinkIdentity identity(ClientDriver client, Broker broker) {
        return LinkIdentity.of(connector.describe(), client.number, broker.toString());
    }

    /** Calls the observers of all links that are wanted. */
    void tell(Consumer<LinkObserver> what) {
        for (int number : state.wantedClients()) {
            client(number).observed().tell(what);
        }
    }

    /** Reports the beginning of a rung to the observers that it concerns. */
    void begins(Effect.Begin begin) {
        int number = begin.client();
        Rung rung = Observed.rung(begin, number == 0 || state.isSound(number));
        if (rung == Rung.REOPEN) {
            client(number).observed().tell(observer -> observer.rungTaken(rung));
        } else if (rung != null) {
            tell(observer -> observer.rungTaken(rung));
        }
    }

    void post(Runnable task) {
        mailbox.post(task);
    }

    Disposable after(Duration time, Runnable task) {
        return clock.after(time, task);
    }

    // Events. All in the mailbox.

    /** Starts a link; the first one waits until the state of the previous run is loaded. */
    void begin(ClientDriver client) {
        if (remembers) {
            on(new Event.ClientWanted(client.number));
            on(new Event.Start());
        } else {
            memory.load(timer())
                    .subscribe(all -> post(() -> {
                        if (!remembers) {
                            remembers = true;
                            state = MachineState.initial(clients.size(), now(), memory.taken(all));
                            slots.restore(memory.slots(all));
                        }
                        begin(client);
                    }));
        }
    }

    void on(Event event) {
        noteOwnership(event);
        Step step =
                machine.step(state, event, new Moment(now(), options.random().nextDouble()));
        state = step.state();
        step.effects().forEach(performer::perform);
        memory.keep(state.taken(), slots.text());
        List<LinkState> shown = machine.shown(state, now());
        for (int i = 0; i < clients.size(); i++) {
            clients.get(i).show(shown.get(i), mqtt(i + 1));
        }
    }

    private void noteOwnership(Event event) {
        if (event instanceof Event.Restarted restarted) {
            // Settings may have changed for another reason. The module's clients then reconnect automatically, and
            // remain this link's.
            if (restarted.announced()) {
                slots.restarted();
            }
        } else if (event instanceof Event.OpenedByItself opened) {
            slots.opened(slots.slot(opened.client()));
        }
    }

    private @Nullable MqttClient mqtt(int number) {
        ConnectedModule open = module();
        return open == null ? null : mqtt(open, number);
    }

    /** The module's client that a link uses at present. */
    MqttClient mqtt(ConnectedModule open, int number) {
        return open.clients().get(slots.slot(number) - 1);
    }

    @Override
    public void received(int slot, MqttMessage message) {
        int number = slots.link(slot);
        if (number > 0) {
            client(number).deliver(message);
        }
    }

    @Override
    public void happened(Connection from, Event event) {
        post(() -> {
            if (performer.isOn(from)) {
                on(event);
            }
        });
    }

    @Override
    public void happened(Connection from, MqttEvent event) {
        post(() -> {
            noteStray(event);
            Event happened = performer.isOn(from) ? translated(event) : null;
            if (happened != null) {
                on(happened);
            }
        });
    }

    /**
     * Detects a stray: a client that no link uses, and whose connection breaks as soon as one of ours is opened, had our identity. It was
     * left by an earlier run of this process. If the module connects it again, it is closed, since it would disconnect ours.
     */
    private void noteStray(MqttEvent event) {
        int slot = event.clientId();
        int number = slots.link(slot);
        if (number < 1 || state.client(number).isWanted()) {
            return;
        }
        boolean open = event instanceof MqttEvent.Changed changed && changed.open();
        boolean gone = event instanceof MqttEvent.Broken || (event instanceof MqttEvent.Changed && !open);
        if (gone && performer.hasJustOpened(clock.now())) {
            slots.opened(slot);
        } else if (open && slots.isOurs(slot)) {
            performer.closeStray(slot);
        }
    }

    private @Nullable Event translated(MqttEvent event) {
        int number = slots.link(event.clientId());
        if (number < 1) {
            return null;
        }
        if (event instanceof MqttEvent.Broken broken) {
            return client(number).broken("the module reports that the connection broke: " + broken.cause());
        }
        if (event instanceof MqttEvent.Changed changed) {
            return changed.open()
                    ? new Event.OpenedByItself(number)
                    : client(number).broken("the module reports that the connection is closed");
        }
        return null;
    }

    @Override
    public void lost(Connection from, Finding finding) {
        post(() -> lostNow(from, finding));
    }

    /** Handles the end of a line, once. */
    void lostNow(Connection from, Finding finding) {
        if (performer.drop(from)) {
            on(new Event.LineLost(finding));
        }
    }

    ClientDriver client(int number) {
        return clients.get(number - 1);
    }

    @Override
    public boolean dialsIn() {
        return connector.describe().startsWith("listen:");
    }

    /** A client's link was closed: closes the module's link as well, if it was the last one. */
    void closed(ClientDriver client) {
        boolean last = clients.stream()
                .noneMatch(
                        other -> other != client && state.client(other.number).isWanted());
        on(last ? new Event.Stop() : new Event.ClientUnwanted(client.number));
    }
}
