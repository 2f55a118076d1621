package io.atflux.samples.modem.module;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Registration on the network in its three domains. */
public final class NetworkRegistration {

    /** The domain of a registration query. */
    public enum Domain {
        CREG,
        CGREG,
        CEREG;

        /** The command's name. */
        public String command() {
            return "+" + name();
        }
    }

    private static final String AUTO = "0,1@1000";
    private static final String CELL = ",\"1A2B\",\"0B3C4D5E\",7";

    private final Switches switches;
    private final Clock clock;
    private final Consumer<String> urcs;
    private final Map<Domain, Integer> modes = new EnumMap<>(Domain.class);
    private final List<Consumer<Boolean>> waiting = new ArrayList<>();
    private Runnable changed = () -> {};
    private int stat;
    private int search;

    /** The initial state: not registered, not searching. */
    public NetworkRegistration(Switches switches, Clock clock, Consumer<String> urcs) {
        this.switches = switches;
        this.clock = clock;
        this.urcs = urcs;
    }

    /** Sets the listener for changes. */
    public void onChange(Runnable listener) {
        changed = listener;
    }

    /** Searches: the status follows the sequence that the switch gives. */
    public void start() {
        int mine = ++search;
        String sequence = switches.text(Switch.REGISTRATION);
        if (sequence.equals("auto")) {
            sequence = switches.realTiming() ? AUTO : "1";
        }
        for (String step : sequence.split(",")) {
            String[] parts = step.split("@");
            int next = Integer.parseInt(parts[0]);
            long after = parts.length > 1 ? Long.parseLong(parts[1]) : 0;
            if (after == 0) {
                become(next);
            } else {
                clock.schedule(Duration.ofMillis(after), () -> {
                    if (mine == search) {
                        become(next);
                    }
                });
            }
        }
    }

    /** Leaves the network and stops the search. */
    public void stop() {
        force(0);
    }

    /** The network sets a status, which ends the sequence. */
    public void force(int next) {
        search++;
        become(next);
    }

    private void become(int next) {
        if (next == stat) {
            return;
        }
        stat = next;
        for (Domain domain : Domain.values()) {
            if (mode(domain) > 0 && shows(domain)) {
                urcs.accept(domain.command() + ": " + stat + (mode(domain) == 2 ? cell() : ""));
            }
        }
        changed.run();
        if (registered()) {
            List<Consumer<Boolean>> answers = List.copyOf(waiting);
            waiting.clear();
            answers.forEach(answer -> answer.accept(true));
        }
    }

    private boolean shows(Domain domain) {
        String shown = switches.text(Switch.DOMAINS);
        return shown.equals("all") || domain.name().equalsIgnoreCase(shown);
    }

    private String cell() {
        return registered() ? CELL : "";
    }

    /** Whether the status is 1 or 5. */
    public boolean registered() {
        return stat == 1 || stat == 5;
    }

    /** Answers true after registration, at once if already registered; answers false after the limit. */
    public void whenRegistered(Duration limit, Consumer<Boolean> answer) {
        if (registered()) {
            answer.accept(true);
            return;
        }
        waiting.add(answer);
        clock.schedule(limit, () -> {
            if (waiting.remove(answer)) {
                answer.accept(false);
            }
        });
    }

    /** AT+CREG=n and its variants. */
    public void mode(Domain domain, int n) {
        modes.put(domain, n);
    }

    private int mode(Domain domain) {
        return modes.getOrDefault(domain, 0);
    }

    /** The answer to AT+CREG? and its variants. */
    public String answer(Domain domain) {
        int n = mode(domain);
        int shown = shows(domain) ? stat : 0;
        return domain.command() + ": " + n + "," + shown + (n == 2 && shows(domain) ? cell() : "");
    }
}
