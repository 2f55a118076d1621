package io.atflux.samples.modem.module;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CmeError;
import io.atflux.samples.modem.engine.CommandException;
import io.atflux.samples.modem.engine.Faults;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.Refusal;
import io.atflux.samples.modem.uplink.Uplink;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The module's six TCP sockets and its name queries. On the machine's thread. */
public final class ModuleSockets {

    /** The number of sockets in the firmware. */
    public static final int COUNT = 6;

    private static final int BROKEN = 1;
    private static final int CLOSED_BY_PEER = 2;

    private final Switches switches;
    private final Faults faults;
    private final Clock clock;
    private final Uplink uplink;
    private final Consumer<String> urcs;
    private final List<Slot> slots;

    /** Six closed sockets. */
    public ModuleSockets(Switches switches, Faults faults, Clock clock, Uplink uplink, Consumer<String> urcs) {
        this.switches = switches;
        this.faults = faults;
        this.clock = clock;
        this.uplink = uplink;
        this.urcs = urcs;
        this.slots = IntStream.rangeClosed(1, COUNT).mapToObj(Slot::new).toList();
    }

    /** The reason why a connection to this host is impossible; null if the network decides. */
    public @Nullable Refusal refusal(String host) {
        if (switches.is(Switch.DNS, "unknown") && !isAddress(host)) {
            return new Refusal(Refusal.Kind.NAME, 0, "no such name");
        }
        return switches.is(Switch.TCP, "refused") ? new Refusal(Refusal.Kind.NETWORK, 0, "refused") : null;
    }

    /** Whether connection requests get no reply. */
    public boolean isSwallowed() {
        return switches.is(Switch.TCP, "unreachable");
    }

    private static boolean isAddress(String host) {
        return host.matches("[0-9.]+|.*:.*");
    }

    /** AT+MIPDNS. */
    public void lookUp(Call call, String host) {
        String outcome = faults.outcome(Switch.DNS);
        if (outcome.equals("error")) {
            throw new CommandException(CmeError.NOT_ALLOWED);
        }
        if (outcome.equals("silent")) {
            call.ok();
        } else if (outcome.equals("unknown")) {
            clock.schedule(refusalTime(), () -> call.fail(CmeError.DNS_UNKNOWN));
        } else {
            uplink.lookUp(host, address -> clock.execute(() -> answer(call, host, address)));
        }
    }

    private static void answer(Call call, String host, String address) {
        if (address.isEmpty()) {
            call.fail(CmeError.DNS_UNKNOWN);
        } else {
            call.accept().finish("+MIPDNS: \"" + host + "\"," + address);
        }
    }

    private Duration refusalTime() {
        return switches.time(Switch.REFUSAL_TIME);
    }

    /** The answer to AT+MIPOPEN?: the free sockets. */
    public String answerFree() {
        return "+MIPOPEN: " + numbers(slot -> !slot.used);
    }

    /** The answer to AT+MIPCLOSE?: the open sockets. */
    public String answerOpen() {
        return "+MIPCLOSE: " + numbers(slot -> slot.connected);
    }

    private String numbers(Predicate<Slot> which) {
        String numbers = slots.stream()
                .filter(which)
                .map(slot -> Integer.toString(slot.id))
                .collect(Collectors.joining(","));
        return numbers.isEmpty() ? "0" : numbers;
    }

    /** AT+MIPOPEN over TCP. */
    public void open(Call call, int id, String host, int port) {
        Slot slot = slots.get(id - 1);
        if (slot.used) {
            throw new CommandException(CmeError.ALREADY_CONNECTED);
        }
        String outcome = outcome();
        if (outcome.equals("error")) {
            throw new CommandException(CmeError.NOT_ALLOWED);
        }
        slot.open(call.accept(), outcome, host, port);
    }

    /** An outcome of AT+MQTTOPEN that is forced for want of TCP applies to a socket too. */
    private String outcome() {
        String own = faults.outcome(Switch.TCP);
        String open = switches.text(Switch.OPEN);
        return own.equals("network") && (open.equals("refused") || open.equals("unreachable")) ? open : own;
    }

    /** AT+MIPCLOSE. */
    public void close(Call call, int id) {
        Slot slot = slots.get(id - 1);
        if (!slot.used) {
            throw new CommandException(CmeError.NOT_CONNECTED);
        }
        slot.end();
        call.accept().finish("+MIPCLOSE: " + id + ",0");
    }

    /** The bearer is lost, and all sockets with it. */
    public void bearerLost() {
        slots.forEach(slot -> slot.broken(BROKEN));
    }

    /** The power is off: prints nothing more. */
    public void powerLost() {
        slots.forEach(Slot::end);
    }

    private final class Slot {

        private final int id;
        private boolean used;
        private boolean connected;
        private int life;
        private Uplink.@Nullable Socket socket;
        private Call.@Nullable Acceptance acceptance;

        Slot(int id) {
            this.id = id;
        }

        void open(Call.Acceptance accepted, String outcome, String host, int port) {
            used = true;
            acceptance = accepted;
            int mine = ++life;
            if (outcome.equals("silent")) {
                accepted.finishSilently();
                acceptance = null;
                return;
            }
            if (outcome.equals("refused") || refusal(host) != null) {
                clock.schedule(refusalTime(), () -> ended(mine, false));
                return;
            }
            clock.schedule(Duration.ofMillis(switches.number(Switch.OPEN_LIMIT)), () -> ended(mine, false));
            if (!outcome.equals("unreachable")) {
                socket = uplink.connect(host, port, new Events(mine));
            }
        }

        private void ended(int which, boolean success) {
            Call.Acceptance waiting = acceptance;
            if (which != life || waiting == null) {
                return;
            }
            acceptance = null;
            connected = success;
            if (!success) {
                end();
            }
            waiting.finish("+MIPOPEN: " + id + "," + (success ? 1 : 0));
        }

        void broken(int why) {
            if (connected) {
                end();
                urcs.accept("+MIPSTAT: " + id + "," + why);
            } else {
                ended(life, false);
            }
        }

        void end() {
            used = false;
            connected = false;
            life++;
            acceptance = null;
            Uplink.Socket open = socket;
            if (open != null) {
                socket = null;
                open.close();
            }
        }

        private final class Events implements Uplink.SocketEvents {

            private final int mine;

            Events(int mine) {
                this.mine = mine;
            }

            @Override
            public void connected() {
                clock.execute(() -> ended(mine, true));
            }

            @Override
            public void refused() {
                clock.schedule(refusalTime(), () -> ended(mine, false));
            }

            @Override
            public void lost() {
                clock.execute(() -> {
                    if (mine == life) {
                        broken(CLOSED_BY_PEER);
                    }
                });
            }
        }
    }
}
