package io.atflux.samples.modem.module;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CmeError;
import io.atflux.samples.modem.engine.CommandException;
import io.atflux.samples.modem.engine.Faults;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The IP bearer of AT+MIPCALL. */
public final class PdpBearer {

    private enum State {
        DOWN,
        DIALLING,
        UP,
        STALE
    }

    private static final String IPV6 = "2409:8934:1C21:5A0F:1:2:3:4";

    private final Switches switches;
    private final Faults faults;
    private final Clock clock;
    private final NetworkRegistration registration;
    private final Consumer<String> urcs;
    private Runnable down = () -> {};
    private State state;
    private @Nullable Dial dial;

    /** A bearer in the state that the switches give it at power-up. */
    public PdpBearer(
            Switches switches, Faults faults, Clock clock, NetworkRegistration registration, Consumer<String> urcs) {
        this.switches = switches;
        this.faults = faults;
        this.clock = clock;
        this.registration = registration;
        this.urcs = urcs;
        state = State.valueOf(switches.text(Switch.BEARER).toUpperCase(Locale.ROOT));
    }

    /** Sets the listener for the loss of the bearer. */
    public void onDown(Runnable listener) {
        down = listener;
    }

    /** Whether data can flow. */
    public boolean isUp() {
        return state == State.UP;
    }

    /** The address, empty if there is none. */
    public String address() {
        return isUp() ? switches.text(Switch.IP) : "";
    }

    /** The answer to AT+MIPCALL?. */
    public String answer() {
        return line(
                switch (state) {
                    case DOWN -> "0";
                    case DIALLING -> switches.text(Switch.DIALLING_ANSWER);
                    case UP -> "1," + addresses();
                    case STALE -> "1,0.0.0.0";
                });
    }

    private String addresses() {
        String ip = switches.text(Switch.IP);
        return switches.is(Switch.ADDRESSES, "dual") ? ip + "," + IPV6 : ip;
    }

    private String line(String values) {
        return (switches.is(Switch.MIPCALL_COLON, "tight") ? "+MIPCALL:" : "+MIPCALL: ") + values;
    }

    /**
     * AT+MIPCALL=1.
     *
     * @param known whether the network knows the access point
     */
    public void dial(Call call, boolean known) {
        switch (state) {
            case UP, STALE -> throw new CommandException(CmeError.PDP_ACTIVE);
            case DIALLING -> throw new CommandException(CmeError.NOT_ALLOWED);
            case DOWN -> {}
        }
        String outcome = known ? faults.outcome(Switch.DIAL) : "fail";
        if (outcome.equals("error")) {
            throw new CommandException(CmeError.NOT_ALLOWED);
        }
        state = State.DIALLING;
        dial = new Dial(call.accept(), outcome);
        dial.start();
    }

    /** AT+MIPCALL=0. */
    public void release(Call call) {
        if (state == State.DIALLING) {
            throw new CommandException(CmeError.NOT_ALLOWED);
        }
        if (state == State.DOWN && switches.is(Switch.RELEASE_WHEN_DOWN, "error")) {
            throw new CommandException(CmeError.NOT_ALLOWED);
        }
        Call.Acceptance acceptance = call.accept();
        boolean wasUp = state != State.DOWN;
        state = State.DOWN;
        acceptance.finish(line("0"));
        if (wasUp) {
            down.run();
        }
    }

    /** The network ends the bearer. */
    public void lose() {
        if (dial != null) {
            dial.end("fail");
        } else if (state != State.DOWN) {
            state = State.DOWN;
            if (switches.is(Switch.BEARER_LOSS, "announced")) {
                urcs.accept(line("0"));
            }
            down.run();
        }
    }

    /** The bearer carries no data but is still listed. */
    public void goStale() {
        become(State.STALE);
    }

    /** The bearer stays busy; nothing ends it. */
    public void hold() {
        become(State.DIALLING);
    }

    private void become(State other) {
        if (dial != null) {
            dial.end("fail");
        }
        boolean wasUp = isUp();
        state = other;
        if (wasUp) {
            down.run();
        }
    }

    /** The registration changed: continues a dial that waits for it. */
    public void registrationChanged() {
        if (dial != null) {
            dial.proceed();
        }
    }

    private final class Dial {

        private final Call.Acceptance acceptance;
        private final String outcome;
        private boolean timePassed;

        Dial(Call.Acceptance acceptance, String outcome) {
            this.acceptance = acceptance;
            this.outcome = outcome;
        }

        void start() {
            clock.schedule(switches.time(Switch.DIAL_TIME), () -> {
                timePassed = true;
                proceed();
            });
            clock.schedule(Duration.ofMillis(switches.number(Switch.DIAL_LIMIT)), () -> end("fail"));
        }

        void proceed() {
            if (timePassed && (registration.registered() || !outcome.equals("network"))) {
                end(outcome);
            }
        }

        void end(String how) {
            if (dial != this) {
                return;
            }
            dial = null;
            boolean success = how.equals("network") || how.equals("lost");
            state = success ? State.UP : State.DOWN;
            if (how.equals("lost") || how.equals("silent")) {
                acceptance.finishSilently();
            } else {
                acceptance.finish(line(success ? addresses() : "0"));
            }
        }
    }
}
