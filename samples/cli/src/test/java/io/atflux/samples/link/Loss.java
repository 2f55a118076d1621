package io.atflux.samples.link;

import io.atflux.samples.modem.switches.Switch;
import java.time.Duration;

/**
 * The faults to inject while a step of the connection's establishment is in progress. Each ends automatically, except
 * errors, which last until they are ended.
 */
enum Loss {
    MODULE_RESET {
        @Override
        void strike(Site site, String command) {
            site.modem.powerCycle();
        }
    },
    BEARER_DROP {
        @Override
        void strike(Site site, String command) {
            site.modem.faults().loseBearer();
        }
    },
    BROKER_RESTART {
        @Override
        void strike(Site site, String command) {
            site.broker.mood = WorldBroker.Mood.DOWN;
            site.broker.forgetSessions();
            site.after(Duration.ofSeconds(20), () -> site.broker.mood = WorldBroker.Mood.WELL);
        }
    },
    TAKE_OVER {
        @Override
        void strike(Site site, String command) {
            Rival rival = new Rival(site.time, site.broker, Setup.identity(1), Duration.ofSeconds(5));
            rival.begin();
            site.after(Duration.ofSeconds(30), rival::end);
        }
    },
    LINE_LOSS {
        @Override
        void strike(Site site, String command) {
            site.line.drop();
        }
    },
    SILENCE {
        @Override
        void strike(Site site, String command) {
            site.line.silent(true);
            site.after(Duration.ofSeconds(90), () -> site.line.silent(false));
        }
    },
    ERROR_FOR_EVER {
        @Override
        void strike(Site site, String command) {
            site.set(Switch.ERROR, command + ":1000000");
        }
    },
    CORRUPTED_BYTES {
        @Override
        void strike(Site site, String command) {
            Dice dice = new Dice(command.hashCode());
            site.line.noise(bytes -> Fault.flipped(bytes, dice, 6));
            site.after(Duration.ofSeconds(5), () -> site.line.noise(bytes -> bytes));
        }
    };

    abstract void strike(Site site, String command);
}
