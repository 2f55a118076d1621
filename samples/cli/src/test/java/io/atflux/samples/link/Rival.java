package io.atflux.samples.link;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Another device with the same identity, which reconnects each time it is disconnected. */
final class Rival implements WorldBroker.Guest {

    private final VirtualTimeScheduler time;
    private final WorldBroker broker;
    private final String identity;
    private final Duration pause;
    private boolean active;

    Rival(VirtualTimeScheduler time, WorldBroker broker, String identity, Duration pause) {
        this.time = time;
        this.broker = broker;
        this.identity = identity;
        this.pause = pause;
    }

    void begin() {
        active = true;
        connect();
    }

    private void connect() {
        if (!active) {
            return;
        }
        if (broker.mood == WorldBroker.Mood.WELL) {
            broker.enterRival(identity, this);
        } else {
            again();
        }
    }

    private void again() {
        time.schedule(this::connect, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    void end() {
        active = false;
        broker.leaveRival(identity, this);
    }

    @Override
    public void thrownOut(String why) {
        again();
    }
}
