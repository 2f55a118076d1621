package io.atflux.fibocom;

import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.modem.ModemDialect;
import io.atflux.mqtt.MqttDialect;

/** Every command of the L610 as a typed value, with the time-out and the retry rule of {@link L610Timing}. */
public final class L610Commands {

    private final L610Profile profile;
    private final ModemDialect modem;
    private final L610MqttCommands mqtt;

    private L610Commands(L610Profile profile) {
        this.profile = profile;
        this.modem = new L610ModemCommands(profile);
        this.mqtt = new L610MqttCommands(profile);
    }

    /** The commands for a firmware. */
    public static L610Commands of(L610Profile profile) {
        return new L610Commands(profile);
    }

    /** The same for one module: functions that it does not have are learned, and forgotten when it restarts. */
    static L610Commands of(L610Profile profile, AtSession session) {
        L610Commands commands = new L610Commands(profile);
        OpenQuery query = commands.mqtt.openQuery();
        query.ofOneModule();
        session.events()
                .ofType(SessionEvent.Restarted.class)
                .subscribe(restarted -> query.moduleRestarted(), lost -> {});
        return commands;
    }

    /** The firmware they are written for. */
    public L610Profile profile() {
        return profile;
    }

    /** The commands for SIM, registration, bearer and clock. */
    public ModemDialect modem() {
        return modem;
    }

    /** The commands for the MQTT client and its TLS settings. */
    public MqttDialect mqtt() {
        return mqtt;
    }
}
