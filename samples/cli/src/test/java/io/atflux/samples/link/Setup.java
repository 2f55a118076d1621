package io.atflux.samples.link;

import io.atflux.link.LinkOptions;
import io.atflux.link.Recovery;
import io.atflux.modem.ModemOptions;
import io.atflux.modem.Poll;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.OnUnknown;
import io.atflux.outbox.WhenFull;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.transport.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The configuration of a run: the module's properties, the link's policies, the brokers. Drawn from the seed. */
final class Setup {

    static final String PASSWORD = "pa55word-of-the-broker";
    static final String PIN = "1234";
    /** An outbox with at most this many entries may become full. */
    static final int LITTLE_ROOM = 12;

    /** In one of this many runs a message is published that the broker forbids. */
    private static final int FORBIDS = 6;

    final int clients;
    final boolean clean;
    final boolean withPin;
    final boolean withHook;
    final Switches switches;
    final LinkOptions options;
    final Duration registrationLimit;

    /** Whether the users of the links act randomly, or not at all. */
    final boolean busy;

    final UnaryOperator<Broker.Builder> brokers;
    private final @Nullable Shelf emptyStore;
    private final Dice diskDice;
    private final @Nullable Dice forbidden;

    /** All defaults, without random users. */
    static Setup plain(UnaryOperator<Broker.Builder> brokers) {
        return new Setup(
                Switches.defaults(),
                LinkOptions.builder()
                        .waitForReady(Duration.ofMinutes(40))
                        .random(new Random(1))
                        .build(),
                brokers);
    }

    private Setup(Switches switches, LinkOptions options, UnaryOperator<Broker.Builder> brokers) {
        this.clients = 1;
        this.clean = true;
        this.withPin = false;
        this.withHook = false;
        this.busy = false;
        this.switches = switches;
        this.options = options;
        this.brokers = brokers;
        this.registrationLimit = Duration.ofSeconds(90);
        this.emptyStore = null;
        this.diskDice = new Dice(0);
        this.forbidden = null;
    }

    /**
     * @param store draws whether there is an outbox, and the state of its disk
     * @param rules draws whether a message is published that the broker forbids
     */
    Setup(Dice dice, Dice store, Dice rules) {
        forbidden = rules.oneIn(FORBIDS) ? rules : null;
        emptyStore = store.oneIn(2) ? store(store) : null;
        diskDice = store.split();
        busy = true;
        brokers = UnaryOperator.identity();
        clients = dice.oneIn(4) ? 2 : 1;
        clean = dice.oneIn(2);
        withPin = dice.oneIn(6);
        withHook = dice.oneIn(3);
        switches = switches(dice);
        registrationLimit = dice.pick(List.of(Duration.ofSeconds(90), Duration.ofSeconds(30)));
        Recovery.Builder recovery = Recovery.builder();
        if (dice.oneIn(2)) {
            recovery.lookAgain(Duration.ofMinutes(2));
        }
        if (dice.oneIn(3)) {
            recovery.resetsPerHour(dice.between(1, 3));
        }
        if (dice.oneIn(3)) {
            recovery.stable(Duration.ofMinutes(2));
        }
        if (dice.oneIn(3)) {
            recovery.reopens(dice.between(0, 2)).redials(dice.between(0, 1));
        }
        if (withHook) {
            recovery.power(() -> Mono.error(new IllegalStateException("no hook yet")), dice.between(1, 2));
        }
        Backoff backoff = dice.oneIn(2)
                ? Backoff.defaults()
                : Backoff.builder()
                        .waits(Duration.ofSeconds(1), 2, Duration.ofSeconds(dice.between(5, 30)))
                        .build();
        options = LinkOptions.builder()
                .recovery(recovery.build())
                .reconnect(backoff)
                .waitForReady(dice.pick(List.of(Duration.ZERO, Duration.ofSeconds(60), Duration.ofMinutes(30))))
                .onUnknown(dice.oneIn(3) ? OnUnknown.GIVE_UP : OnUnknown.SEND_AGAIN)
                .takeOver(dice.oneIn(2))
                .random(new Random(dice.next()))
                .build();
    }

    private static Shelf store(Dice dice) {
        return new Shelf(
                dice.oneIn(3) ? dice.between(3, LITTLE_ROOM) : 10_000,
                dice.oneIn(2) ? WhenFull.REFUSE : WhenFull.DROP_OLDEST);
    }

    /** The outbox before the first message; null if there is none. */
    @Nullable
    Shelf emptyStore() {
        return emptyStore;
    }

    /** Draws the time of a forbidden message; null if there is none. */
    @Nullable
    Dice forbidden() {
        return forbidden == null ? null : forbidden.split();
    }

    boolean forbids() {
        return forbidden != null;
    }

    Dice diskDice() {
        return diskDice;
    }

    private Switches switches(Dice dice) {
        Switches chosen = Switches.defaults();
        if (dice.oneIn(3)) {
            chosen = chosen.with(Switch.URC_DURING_COMMAND, dice.pick(List.of("interleave", "between")));
        }
        if (dice.oneIn(3)) {
            chosen = chosen.with(Switch.BEARER_LOSS, "unseen");
        }
        if (dice.oneIn(3)) {
            chosen = chosen.with(Switch.RECONNECT, dice.pick(List.of("announced", "silent")));
        }
        if (dice.oneIn(4)) {
            chosen = chosen.with(Switch.RESULT_ORDER, "urc-first");
        }
        if (dice.oneIn(4)) {
            chosen = chosen.with(Switch.AUTOBAUD, "off");
        }
        if (dice.oneIn(6)) {
            chosen = chosen.with(Switch.OPEN_SPELLING, "oopen");
        }
        if (dice.oneIn(6)) {
            chosen = chosen.with(Switch.CPIN_AT_BOOT, "busy");
        }
        if (withPin) {
            chosen = chosen.with(Switch.CPIN, "pin");
        }
        return chosen;
    }

    Broker broker(int client) {
        return brokers.apply(Broker.builder("broker" + client + ".example", 1883)
                        .credentials("user", PASSWORD)
                        .clientId(identity(client))
                        .cleanSession(clean))
                .build();
    }

    static String identity(int client) {
        return "device-" + client;
    }

    ModemOptions modem() {
        ModemOptions.Builder builder =
                ModemOptions.builder().registration(Poll.of(Duration.ofSeconds(2), registrationLimit));
        if (withPin) {
            builder.pin(io.atflux.modem.SimPin.of(PIN));
        }
        return builder.build();
    }

    @Override
    public String toString() {
        return "clients=" + clients + " clean=" + clean + " pin=" + withPin + " hook=" + withHook + " switches="
                + switches + " registration=" + registrationLimit + " " + options
                + (emptyStore == null ? "" : " with an outbox of " + emptyStore.room());
    }
}
