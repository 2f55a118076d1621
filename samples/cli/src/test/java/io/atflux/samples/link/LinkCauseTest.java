package io.atflux.samples.link;

import static io.atflux.link.LinkCause.BEARER_LOST;
import static io.atflux.link.LinkCause.BEARER_REFUSED;
import static io.atflux.link.LinkCause.BROKER_REFUSED;
import static io.atflux.link.LinkCause.BROKER_UNREACHABLE;
import static io.atflux.link.LinkCause.CREDENTIALS_REFUSED;
import static io.atflux.link.LinkCause.LINE_BUSY;
import static io.atflux.link.LinkCause.LINE_LOST;
import static io.atflux.link.LinkCause.LINE_NOISE;
import static io.atflux.link.LinkCause.LINE_REFUSED;
import static io.atflux.link.LinkCause.LINE_SILENT;
import static io.atflux.link.LinkCause.LINE_UNREACHABLE;
import static io.atflux.link.LinkCause.MISCONFIGURED;
import static io.atflux.link.LinkCause.MODEM_REBOOTED;
import static io.atflux.link.LinkCause.MODEM_REFUSES;
import static io.atflux.link.LinkCause.MODEM_SILENT;
import static io.atflux.link.LinkCause.NO_SIGNAL;
import static io.atflux.link.LinkCause.RADIO_OFF;
import static io.atflux.link.LinkCause.REGISTRATION_DENIED;
import static io.atflux.link.LinkCause.SEARCHING;
import static io.atflux.link.LinkCause.SIM_BUSY;
import static io.atflux.link.LinkCause.SIM_FAILURE;
import static io.atflux.link.LinkCause.SIM_MISSING;
import static io.atflux.link.LinkCause.SIM_PIN_WANTED;
import static io.atflux.link.LinkCause.SIM_PIN_WRONG;
import static io.atflux.link.LinkCause.SIM_PUK_WANTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.error.AtConnectionException.Reason;
import io.atflux.fibocom.L610;
import io.atflux.link.LinkCause;
import io.atflux.link.LinkOptions;
import io.atflux.link.LinkPhase;
import io.atflux.link.LinkState;
import io.atflux.modem.Apn;
import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.Refusal;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cause of each fault as the link reports it, and its recovery after the fault is removed. */
class LinkCauseTest {

    private static final Duration LONG = Duration.ofMinutes(20);

    /** A fault, from the start or after the link is ready; the expected report; and the removal of the fault. */
    record Case(
            LinkCause cause,
            Set<LinkCause> others,
            boolean human,
            Switches switches,
            UnaryOperator<L610.Builder> change,
            boolean first,
            Consumer<World> fault,
            @Nullable Consumer<World> mend) {

        @Override
        public String toString() {
            return cause + (first ? " from the start" : "");
        }
    }

    private static Case first(LinkCause cause, Consumer<World> fault, Consumer<World> mend, LinkCause... others) {
        return new Case(cause, Set.of(others), false, Switches.defaults(), b -> b, true, fault, mend);
    }

    private static Case later(LinkCause cause, Consumer<World> fault, Consumer<World> mend, LinkCause... others) {
        return new Case(cause, Set.of(others), false, Switches.defaults(), b -> b, false, fault, mend);
    }

    private static Case switched(
            LinkCause cause, boolean human, String assignment, @Nullable Consumer<World> mend, LinkCause... others) {
        return new Case(
                cause, Set.of(others), human, Switches.defaults().with(assignment), b -> b, true, world -> {}, mend);
    }

    private static Case pin(LinkCause cause, String pin) {
        return new Case(
                cause, Set.of(), true, Switches.defaults().with("cpin=pin"), b -> b.pin(pin), true, world -> {}, null);
    }

    private static Case refused(
            LinkCause cause, boolean human, Switches switches, Refusal refusal, LinkCause... others) {
        return new Case(
                cause,
                Set.of(others),
                human,
                switches,
                b -> b,
                true,
                world -> {
                    for (int i = 0; i < 6; i++) {
                        ((FakeUplink) world.uplink).refuseNext(refusal);
                    }
                },
                null);
    }

    static Case[] cases() {
        Switches late = Switches.defaults().with("open-answer=late");
        return new Case[] {
            first(LINE_REFUSED, w -> w.line.refuse(Reason.REFUSED), w -> w.line.refuse(null)),
            first(LINE_UNREACHABLE, w -> w.line.refuse(Reason.UNREACHABLE), w -> w.line.refuse(null)),
            first(LINE_UNREACHABLE, w -> w.line.refuse(Reason.TIMED_OUT), w -> w.line.refuse(null)),
            first(LINE_BUSY, w -> w.line.refuse(Reason.IN_USE), w -> w.line.refuse(null)),
            first(LINE_BUSY, w -> w.line.complain("Port already in use"), w -> w.line.complain(null)),
            new Case(
                    MISCONFIGURED,
                    Set.of(),
                    true,
                    Switches.defaults(),
                    b -> b,
                    true,
                    w -> w.line.refuse(Reason.NOT_PERMITTED),
                    w -> w.line.refuse(null)),
            first(MODEM_SILENT, w -> w.line.silent(true), w -> w.line.silent(false), LINE_SILENT),
            later(LINE_SILENT, w -> w.line.silent(true), w -> w.line.silent(false), MODEM_SILENT),
            first(
                    LINE_NOISE,
                    w -> w.line.noise(bytes -> new byte[] {(byte) 0x80, (byte) 0xfe, 0, (byte) 0x9c, (byte) 0xe0}),
                    w -> w.line.noise(bytes -> bytes)),
            later(LINE_LOST, w -> w.line.drop(), w -> {}),
            later(MODEM_REBOOTED, w -> w.modem.powerCycle(), w -> {}),
            switched(MODEM_REFUSES, false, "error=AT+GTRAT:1000", w -> w.set(Switch.ERROR, "")),
            switched(SIM_MISSING, true, "cpin=not-inserted", w -> {
                w.set(Switch.CPIN, "ready");
                w.modem.powerCycle();
            }),
            switched(SIM_PUK_WANTED, true, "cpin=puk", null),
            switched(SIM_FAILURE, true, "cpin=failure", null),
            switched(SIM_FAILURE, true, "cpin=wrong", null),
            switched(SIM_BUSY, false, "cpin=busy", null),
            switched(SIM_PIN_WANTED, true, "cpin=pin", null),
            pin(SIM_PIN_WRONG, "9999"),
            switched(REGISTRATION_DENIED, true, "registration=3", null),
            new Case(
                    SEARCHING,
                    Set.of(),
                    false,
                    Switches.defaults().with("registration=2"),
                    b -> b,
                    true,
                    w -> {},
                    w -> w.modem.registration(1)),
            new Case(
                    NO_SIGNAL,
                    Set.of(),
                    false,
                    Switches.defaults().with("registration=2").with("csq-unregistered=99,99"),
                    b -> b,
                    true,
                    w -> {},
                    w -> w.modem.registration(1)),
            switched(BEARER_REFUSED, false, "dial=fail", w -> w.set(Switch.DIAL, "network"), LinkCause.APN_REFUSED),
            later(RADIO_OFF, w -> w.modem.faults().radio(0), w -> {}),
            later(RADIO_OFF, w -> w.modem.faults().radio(4), w -> {}),
            later(BEARER_LOST, w -> w.modem.loseNetwork(), w -> w.modem.restoreNetwork()),
            refused(
                    BROKER_REFUSED,
                    false,
                    Switches.defaults(),
                    new Refusal(Refusal.Kind.NETWORK, 0, "refused"),
                    BROKER_UNREACHABLE,
                    CREDENTIALS_REFUSED,
                    LinkCause.IDENTITY_IN_USE),
            refused(CREDENTIALS_REFUSED, true, late, new Refusal(Refusal.Kind.BROKER, 4, "bad password")),
            refused(CREDENTIALS_REFUSED, true, late, new Refusal(Refusal.Kind.BROKER, 5, "not authorised")),
            new Case(
                    MISCONFIGURED,
                    Set.of(),
                    true,
                    Switches.defaults().with("imsi=999990000000001"),
                    b -> b.apn(imsi -> {
                        throw new IllegalArgumentException("no such operator");
                    }),
                    true,
                    w -> {},
                    null),
            new Case(
                    MISCONFIGURED,
                    Set.of(),
                    true,
                    Switches.defaults(),
                    b -> b.apn(Apn.of("bad\u0001name")),
                    true,
                    w -> {},
                    null),
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsWrongIsSaidAndMends(Case theCase) {
        FakeUplink uplink = new FakeUplink();
        try (World world = new World(uplink, theCase.switches(), LinkOptions.defaults(), theCase.change())) {
            if (!theCase.first()) {
                world.started();
                world.pass(Duration.ofMinutes(1));
            }
            theCase.fault().accept(world);
            if (theCase.first()) {
                world.link().start().subscribe(done -> {}, failure -> {});
            }
            world.until(theCase + " said", state -> state.cause() == theCase.cause(), LONG);
            LinkState state = world.link().state();
            assertThat(state.likely()).containsAll(theCase.others());
            assertThat(state.phase() == LinkPhase.BLOCKED).isEqualTo(theCase.human());
            assertThat(state.cause()).isNotNull();
            if (theCase.mend() != null) {
                theCase.mend().accept(world);
                world.untilReady(LONG);
            }
            assertThat(world.line.violations()).isEmpty();
        }
    }
}
