package io.atflux.samples.modem;

import io.atflux.samples.modem.command.Commands;
import io.atflux.samples.modem.engine.AtEngine;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.engine.Faults;
import io.atflux.samples.modem.engine.Register;
import io.atflux.samples.modem.module.Board;
import io.atflux.samples.modem.module.Calendar;
import io.atflux.samples.modem.module.Mailbox;
import io.atflux.samples.modem.module.Messages;
import io.atflux.samples.modem.module.ModuleMqttClient;
import io.atflux.samples.modem.module.ModuleMqttClients;
import io.atflux.samples.modem.module.ModuleSockets;
import io.atflux.samples.modem.module.NetworkRegistration;
import io.atflux.samples.modem.module.NoConnection;
import io.atflux.samples.modem.module.Nvram;
import io.atflux.samples.modem.module.PdpBearer;
import io.atflux.samples.modem.module.PdpContexts;
import io.atflux.samples.modem.module.ScopedClock;
import io.atflux.samples.modem.module.Sim;
import io.atflux.samples.modem.module.SimCard;
import io.atflux.samples.modem.module.TlsStore;
import io.atflux.samples.modem.module.Uart;
import io.atflux.samples.modem.module.Ussd;
import io.atflux.samples.modem.module.VoiceCalls;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.OpenRequest;
import io.atflux.samples.modem.uplink.Refusal;
import io.atflux.samples.modem.uplink.Uplink;

/** The state from power-up to power-off: everything that a restart clears. */
final class Firmware implements Board.Power {

    /** The environment of the firmware, which outlives it. */
    interface Surroundings {

        /** Prints the bytes. */
        void print(byte[] bytes);

        /** Takes the power away and restores it. */
        void restart();

        /** Takes the power away. */
        void halt();

        /** Reports that {@link #wires()} may have changed. */
        void wiresChanged();
    }

    private static final int FULL = 1;
    /** AT&amp;D2. */
    private static final int HANG_UP = 2;

    private final ScopedClock clock;
    private final Uplink uplink;
    private final Nvram nvram;
    private final Uart uart;
    private final Switches switches;
    private final AtEngine engine;
    private final Sim sim;
    private final NetworkRegistration registration;
    private final PdpBearer bearer;
    private final PdpContexts contexts;
    private final ModuleMqttClients mqtt;
    private final ModuleSockets sockets;
    private final Messages messages;
    private final VoiceCalls calls;
    private final Ussd ussd;
    private final Surroundings surroundings;
    private int functionality = FULL;
    private boolean simReady;

    Firmware(
            Switches switches,
            Clock time,
            Uplink uplink,
            Faults faults,
            Nvram nvram,
            SimCard card,
            Mailbox mailbox,
            Surroundings surroundings) {
        this.clock = new ScopedClock(time);
        this.uplink = uplink;
        this.switches = switches;
        this.nvram = nvram;
        this.surroundings = surroundings;
        uart = new Uart(nvram, clock, surroundings::wiresChanged);
        CommandTable commands = new CommandTable();
        engine = new AtEngine(switches, clock, commands, faults, this::restart, surroundings::print);
        registration = new NetworkRegistration(switches, clock, engine::urc);
        bearer = new PdpBearer(switches, faults, clock, registration, engine::urc);
        contexts = new PdpContexts(switches, nvram, registration, bearer);
        mqtt = new ModuleMqttClients(switches, faults, clock, this::open, engine::urc);
        sockets = new ModuleSockets(switches, faults, clock, uplink, engine::urc);
        sim = new Sim(card, nvram, switches, clock, engine::urc, this::simReady, this::simGone);
        messages = new Messages(switches, clock, engine, mailbox, () -> simReady && registration.registered());
        calls = new VoiceCalls(clock, engine, uart::ringing);
        ussd = new Ussd(switches, clock, engine, messages.settings());
        engine.onDataLeft(messages::flush);
        registration.onChange(() -> {
            bearer.registrationChanged();
            messages.deliverWaiting();
        });
        bearer.onDown(() -> {
            mqtt.all().forEach(ModuleMqttClient::bearerLost);
            sockets.bearerLost();
        });
        Commands.register(
                commands,
                new Board(
                        switches,
                        clock,
                        engine,
                        nvram,
                        uart,
                        sim,
                        registration,
                        bearer,
                        contexts,
                        mqtt,
                        sockets,
                        new TlsStore(switches),
                        new Calendar(switches, clock),
                        messages,
                        calls,
                        ussd,
                        this));
    }

    /** Prints the boot notices at their times and begins to look for the SIM. */
    void boot() {
        clock.schedule(switches.time(Switch.BANNER_TIME), () -> {
            if (nvram.readyNotice && !switches.is(Switch.BANNER, "none")) {
                engine.urc(switches.is(Switch.BANNER, "at-ready") ? "AT READY" : "AT command ready");
            }
        });
        sim.start();
    }

    void receive(byte[] bytes) {
        engine.receive(bytes);
    }

    /** The power is off. */
    void halt() {
        clock.close();
        mqtt.all().forEach(ModuleMqttClient::powerLost);
        sockets.powerLost();
    }

    /** Handles a fall of DTR as AT&amp;D sets. */
    void dtrFell() {
        engine.dtrFell();
        if (engine.settings().dtrFall == HANG_UP && switches.is(Switch.HANG_UP, "bearer")) {
            bearer.lose();
        }
    }

    int speed() {
        return uart.speed();
    }

    Wires wires() {
        return uart.wires();
    }

    void simCard(boolean inserted) {
        sim.hotPlug(inserted);
    }

    /** A switch has moved. */
    void moved(Switch which) {
        if (which == Switch.CPIN) {
            sim.reread();
        } else if (which == Switch.SERVER) {
            mqtt.all().forEach(ModuleMqttClient::serverMoved);
        }
    }

    PdpBearer bearer() {
        return bearer;
    }

    ModuleMqttClient mqttClient(int id) {
        return mqtt.get(id);
    }

    void registration(int stat) {
        registration.force(stat);
    }

    void loseNetwork() {
        registration.force(0);
        bearer.lose();
        contexts.lost();
        // First, so that a ring that waits for the end of the data call is not printed.
        calls.end();
        engine.carrierLost();
        ussd.cancel();
    }

    Messages messages() {
        return messages;
    }

    VoiceCalls calls() {
        return calls;
    }

    Ussd ussd() {
        return ussd;
    }

    AtEngine engine() {
        return engine;
    }

    boolean reachable() {
        return simReady && registration.registered();
    }

    /** Without a bearer no broker is reachable, also for a client that reconnects automatically. */
    private Uplink.Connection open(OpenRequest request, Uplink.Events events) {
        if (!bearer.isUp() && !switches.is(Switch.WITHOUT_BEARER, "open")) {
            events.refused(new Refusal(Refusal.Kind.NETWORK, 0, "no bearer"));
            return new NoConnection();
        }
        Refusal refusal = sockets.refusal(request.host());
        if (refusal != null) {
            events.refused(refusal);
            return new NoConnection();
        }
        return sockets.isSwallowed() ? new NoConnection() : uplink.open(request, events);
    }

    /** Whether the module may sleep while the host is silent. */
    boolean maySleep() {
        return switches.is(Switch.SLEEP, "always")
                || uart.maySleep()
                || engine.settings().register(Register.S24) == 1;
    }

    void restoreNetwork() {
        if (simReady && functionality == FULL) {
            registration.start();
        }
    }

    private void simReady() {
        simReady = true;
        restoreNetwork();
    }

    private void simGone() {
        simReady = false;
        loseNetwork();
    }

    @Override
    public void reset() {
        engine.endWithThisCommand();
        restart();
    }

    private void restart() {
        clock.execute(surroundings::restart);
    }

    @Override
    public void off() {
        engine.endWithThisCommand();
        clock.execute(surroundings::halt);
    }

    @Override
    public int functionality() {
        return functionality;
    }

    @Override
    public void functionality(int level) {
        if (level == functionality) {
            return;
        }
        functionality = level;
        if (level == FULL) {
            restoreNetwork();
        } else {
            loseNetwork();
        }
    }
}
