package io.atflux.samples.link;

import static io.atflux.samples.link.History.Happening.BEARER_LOST;
import static io.atflux.samples.link.History.Happening.BEARER_STALE;
import static io.atflux.samples.link.History.Happening.BROKER_DOWN;
import static io.atflux.samples.link.History.Happening.BROKER_REFUSES;
import static io.atflux.samples.link.History.Happening.BROKER_SILENT;
import static io.atflux.samples.link.History.Happening.COMMANDS_FAIL;
import static io.atflux.samples.link.History.Happening.CONNECTION_LOST;
import static io.atflux.samples.link.History.Happening.DENIED;
import static io.atflux.samples.link.History.Happening.DIAL_FAILS;
import static io.atflux.samples.link.History.Happening.FORBIDDEN;
import static io.atflux.samples.link.History.Happening.HOST_DIED;
import static io.atflux.samples.link.History.Happening.LINE_BUSY;
import static io.atflux.samples.link.History.Happening.LINE_LOST;
import static io.atflux.samples.link.History.Happening.LINE_NOISE;
import static io.atflux.samples.link.History.Happening.LINE_REFUSED;
import static io.atflux.samples.link.History.Happening.LINE_SILENT;
import static io.atflux.samples.link.History.Happening.LINE_UNREACHABLE;
import static io.atflux.samples.link.History.Happening.MODULE_HUNG;
import static io.atflux.samples.link.History.Happening.MODULE_OFF;
import static io.atflux.samples.link.History.Happening.NETWORK_LOST;
import static io.atflux.samples.link.History.Happening.RADIO_OFF;
import static io.atflux.samples.link.History.Happening.RIVAL;
import static io.atflux.samples.link.History.Happening.SEARCHING;
import static io.atflux.samples.link.History.Happening.SIM_OUT;

import io.atflux.link.LinkCause;
import io.atflux.link.LinkState;
import io.atflux.samples.modem.switches.Switch;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The causes that are allowed after each happening: all others are false alarms. */
final class Fits {

    /** A cause stays named until the next attempt has failed or succeeded. */
    private static final Duration MEMORY = Duration.ofMinutes(60);

    /** After this time every command in flight has ended. */
    private static final Duration LOST_ANSWER = Duration.ofMinutes(3);

    private static final Set<LinkCause> KICKED = EnumSet.of(
            LinkCause.CONNECTION_BROKEN,
            LinkCause.MODULE_RECONNECTING,
            LinkCause.SUBSCRIPTION_REFUSED,
            LinkCause.MESSAGE_REFUSED,
            LinkCause.IDENTITY_IN_USE);

    private static final Map<LinkCause, Set<History.Happening>> TABLE = new EnumMap<>(LinkCause.class);

    private Fits() {}

    private static void may(LinkCause cause, History.Happening first, History.Happening... others) {
        TABLE.put(cause, EnumSet.of(first, others));
    }

    static {
        // A damaged subscriber's number belongs to another network.
        may(LinkCause.MISCONFIGURED, LINE_NOISE);
        may(LinkCause.LINE_REFUSED, LINE_REFUSED);
        may(LinkCause.LINE_UNREACHABLE, LINE_UNREACHABLE);
        may(LinkCause.LINE_BUSY, LINE_BUSY);
        may(LinkCause.LINE_LOST, LINE_LOST, LINE_REFUSED, LINE_BUSY, LINE_UNREACHABLE);
        may(LinkCause.LINE_SILENT, LINE_SILENT, MODULE_HUNG, MODULE_OFF, COMMANDS_FAIL);
        may(LinkCause.LINE_NOISE, LINE_NOISE);
        may(LinkCause.LINE_TLS, LINE_NOISE);
        may(LinkCause.MODEM_SILENT, LINE_SILENT, MODULE_HUNG, MODULE_OFF, COMMANDS_FAIL);
        may(LinkCause.MODEM_REBOOTED, MODULE_OFF, LINE_NOISE);
        may(
                LinkCause.MODEM_OUT_OF_STEP,
                LINE_SILENT,
                LINE_NOISE,
                MODULE_HUNG,
                MODULE_OFF,
                COMMANDS_FAIL,
                LINE_LOST,
                HOST_DIED);
        may(LinkCause.MODEM_REFUSES, COMMANDS_FAIL, LINE_NOISE, MODULE_OFF);
        may(LinkCause.SIM_MISSING, SIM_OUT);
        may(LinkCause.SIM_PIN_WRONG, LINE_NOISE);
        may(LinkCause.SIM_FAILURE, SIM_OUT, COMMANDS_FAIL, LINE_NOISE);
        may(LinkCause.SIM_BUSY, SIM_OUT, MODULE_OFF);
        may(LinkCause.NO_SIGNAL, NETWORK_LOST, SEARCHING, SIM_OUT, MODULE_OFF);
        may(LinkCause.SEARCHING, NETWORK_LOST, SEARCHING, SIM_OUT, DENIED, MODULE_OFF, COMMANDS_FAIL, LINE_NOISE);
        may(LinkCause.REGISTRATION_DENIED, DENIED);
        may(LinkCause.RADIO_OFF, COMMANDS_FAIL, LINE_NOISE, MODULE_OFF);
        may(LinkCause.APN_REFUSED, DIAL_FAILS);
        may(
                LinkCause.BEARER_REFUSED,
                DIAL_FAILS,
                NETWORK_LOST,
                SIM_OUT,
                DENIED,
                SEARCHING,
                BEARER_LOST,
                COMMANDS_FAIL,
                LINE_NOISE,
                MODULE_OFF,
                BEARER_STALE);
        may(
                LinkCause.BEARER_LOST,
                BEARER_LOST,
                NETWORK_LOST,
                SIM_OUT,
                DENIED,
                SEARCHING,
                MODULE_OFF,
                LINE_NOISE,
                BEARER_STALE);
        may(LinkCause.BEARER_STALE, BEARER_STALE, LINE_NOISE);
        may(
                LinkCause.BROKER_UNREACHABLE,
                LINE_NOISE,
                COMMANDS_FAIL,
                DENIED,
                SEARCHING,
                BROKER_DOWN,
                BROKER_SILENT,
                BROKER_REFUSES,
                BEARER_LOST,
                NETWORK_LOST,
                SIM_OUT);
        may(
                LinkCause.BROKER_REFUSED,
                DENIED,
                SEARCHING,
                BROKER_DOWN,
                BROKER_SILENT,
                BROKER_REFUSES,
                BEARER_LOST,
                NETWORK_LOST,
                SIM_OUT,
                RIVAL,
                COMMANDS_FAIL,
                LINE_NOISE);
        may(LinkCause.CREDENTIALS_REFUSED, BROKER_REFUSES);
        may(LinkCause.IDENTITY_IN_USE, RIVAL);
        may(
                LinkCause.CONNECTION_BROKEN,
                BROKER_REFUSES,
                DENIED,
                SEARCHING,
                BROKER_DOWN,
                BROKER_SILENT,
                CONNECTION_LOST,
                FORBIDDEN,
                RIVAL,
                BEARER_LOST,
                NETWORK_LOST,
                SIM_OUT,
                LINE_NOISE,
                MODULE_OFF,
                COMMANDS_FAIL);
        may(
                LinkCause.MODULE_RECONNECTING,
                BROKER_REFUSES,
                DENIED,
                SEARCHING,
                BROKER_DOWN,
                BROKER_SILENT,
                CONNECTION_LOST,
                FORBIDDEN,
                RIVAL,
                BEARER_LOST,
                NETWORK_LOST,
                SIM_OUT,
                MODULE_OFF,
                LINE_NOISE);
        may(
                LinkCause.SUBSCRIPTION_REFUSED,
                BROKER_REFUSES,
                CONNECTION_LOST,
                BROKER_DOWN,
                BROKER_SILENT,
                RIVAL,
                COMMANDS_FAIL,
                LINE_NOISE);
        may(
                LinkCause.MESSAGE_REFUSED,
                FORBIDDEN,
                BROKER_REFUSES,
                CONNECTION_LOST,
                BROKER_DOWN,
                BROKER_SILENT,
                RIVAL,
                COMMANDS_FAIL,
                LINE_NOISE);
        for (LinkCause cause : List.of(
                LinkCause.RADIO_OFF,
                LinkCause.SEARCHING,
                LinkCause.NO_SIGNAL,
                LinkCause.BEARER_REFUSED,
                LinkCause.BEARER_LOST,
                LinkCause.BROKER_UNREACHABLE,
                LinkCause.BROKER_REFUSED,
                LinkCause.CONNECTION_BROKEN,
                LinkCause.MODULE_RECONNECTING,
                LinkCause.SIM_BUSY)) {
            TABLE.computeIfAbsent(cause, none -> EnumSet.noneOf(History.Happening.class))
                    .add(RADIO_OFF);
        }
        for (LinkCause cause : List.of(
                LinkCause.CONNECTION_BROKEN,
                LinkCause.MODULE_RECONNECTING,
                LinkCause.BROKER_UNREACHABLE,
                LinkCause.BROKER_REFUSED)) {
            TABLE.computeIfAbsent(cause, none -> EnumSet.noneOf(History.Happening.class))
                    .add(BEARER_STALE);
        }
    }

    static void judge(Site site, LinkUser user, LinkState state, LinkCause cause) {
        if (cause == LinkCause.CLOSED_BY_USER) {
            site.verdict.require(user.isClosed(), "CLOSED_BY_USER before close()");
            return;
        }
        if (cause == LinkCause.TAKEN_OVER) {
            // An MQTT client that a dead process has left open.
            site.verdict.require(
                    site.history.ever(HOST_DIED) && !site.setup.options.takeOver(), user + ": a false alarm: " + state);
            return;
        }
        if (cause == LinkCause.SIM_PIN_WANTED) {
            // Whether this card has refused the PIN is not known: a failing store does not report it, nor does a slow
            // one in
            // time, and a noisy line may have damaged the answer.
            SiteDisk disk = site.disk();
            boolean fits = disk != null && disk.everIll() || site.history.within(LINE_NOISE, MEMORY);
            site.verdict.require(fits, user + ": a false alarm: " + state);
            return;
        }
        if ((cause == LinkCause.LINE_SILENT || cause == LinkCause.MODEM_SILENT || cause == LinkCause.MODEM_OUT_OF_STEP)
                && site.setup.switches.is(Switch.RESULT_ORDER, "urc-first")) {
            // Such a module prints nothing until its network or its broker answers.
            return;
        }
        if (KICKED.contains(cause) && site.history.ever(HOST_DIED) && !site.setup.options.takeOver()) {
            // The client that the dead process has left open reconnects with the same identity.
            return;
        }
        if ((cause == LinkCause.BROKER_UNREACHABLE || cause == LinkCause.BROKER_REFUSED)
                && site.history.within(LINE_SILENT, LOST_ANSWER)) {
            // A link cannot distinguish an answer lost on a silent line from a missing answer of the broker.
            return;
        }
        if (cause == LinkCause.MODEM_SILENT && site.history.within(HOST_DIED, LOST_ANSWER)) {
            // The module awaits the rest of the dead process's input.
            return;
        }
        Set<History.Happening> fitting = TABLE.getOrDefault(cause, Set.of());
        boolean fits = fitting.stream().anyMatch(what -> site.history.within(what, MEMORY));
        site.verdict.require(fits, user + ": a false alarm, for there was only " + site.history + ": " + state);
    }
}
