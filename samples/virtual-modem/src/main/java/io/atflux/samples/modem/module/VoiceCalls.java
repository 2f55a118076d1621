package io.atflux.samples.modem.module;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.engine.AtEngine;
import io.atflux.samples.modem.engine.Register;
import io.atflux.samples.modem.engine.ResultCode;
import io.atflux.samples.modem.message.Address;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The single voice call that the module can have: incoming, with its ringing, or outgoing (27.007 clauses 6 and 7.6).
 */
public final class VoiceCalls {

    private static final Duration BETWEEN_RINGS = Duration.ofSeconds(5);

    private enum State {
        ACTIVE(0),
        INCOMING(4);

        /** The number of the state in +CLCC. */
        private final int number;

        State(int number) {
            this.number = number;
        }
    }

    /** One incoming call, as the host is notified of it. */
    private static final class Ringing {

        private boolean over;
        private boolean heard;

        /**
         * Evaluated when a ring is printed: after the call has ended, a delayed ring would invite an answer to no call.
         */
        boolean audible() {
            heard |= !over;
            return !over;
        }
    }

    private final Clock clock;
    private final AtEngine engine;
    private final Consumer<Boolean> ringIndicator;
    /** AT+CLIP=1: the caller's number is shown. */
    public boolean callerShown;
    /** AT+CRC=1: +CRING instead of RING. */
    public boolean extendedRing;

    private @Nullable State state;
    private Address other = Address.of("0");
    private boolean fromOutside;
    private Ringing ringing = new Ringing();
    private int rings;
    private Clock.@Nullable Timer nextRing;

    /** The state without a call. */
    public VoiceCalls(Clock clock, AtEngine engine, Consumer<Boolean> ringIndicator) {
        this.clock = clock;
        this.engine = engine;
        this.ringIndicator = ringIndicator;
    }

    /** A call arrives; false if the module has a call already. */
    public boolean ring(Address caller) {
        if (state != null) {
            return false;
        }
        state = State.INCOMING;
        other = caller;
        fromOutside = true;
        rings = 0;
        ringing = new Ringing();
        ringIndicator.accept(true);
        ringOnce();
        return true;
    }

    private void ringOnce() {
        BooleanSupplier audible = ringing::audible;
        rings++;
        if (extendedRing) {
            engine.urc("+CRING: VOICE", audible);
        } else {
            engine.urc(ResultCode.RING, audible);
        }
        if (callerShown) {
            engine.urc("+CLIP: \"" + other.written() + "\"," + other.type() + ",,,,0", audible);
        }
        if (rings == engine.settings().register(Register.S0)) {
            answer();
        } else {
            nextRing = clock.schedule(BETWEEN_RINGS, this::ringOnce);
        }
    }

    /** ATA; false if there is no incoming call. */
    public boolean answer() {
        if (state != State.INCOMING) {
            return false;
        }
        stopRinging();
        state = State.ACTIVE;
        return true;
    }

    /** ATD: a call that the called party has answered. */
    public void dialled(Address called) {
        state = State.ACTIVE;
        other = called;
        fromOutside = false;
    }

    /** Whether there is a call. */
    public boolean busy() {
        return state != null;
    }

    /** The host ends the call; false if there is none. */
    public boolean hangUp() {
        boolean ended = state != null;
        stopRinging();
        ringing.over = true;
        state = null;
        return ended;
    }

    /**
     * The other side, or the network, ends the call; false if there is none. The end of a call that was never announced
     * to the host is not reported.
     */
    public boolean end() {
        Ringing told = ringing;
        boolean unanswered = state == State.INCOMING;
        boolean ended = hangUp();
        if (ended) {
            engine.urc(ResultCode.NO_CARRIER, () -> !unanswered || told.heard);
        }
        return ended;
    }

    private void stopRinging() {
        if (nextRing != null) {
            nextRing.cancel();
            nextRing = null;
        }
        ringIndicator.accept(false);
    }

    /** The answer to AT+CLCC, or null without a call. */
    public @Nullable String listed() {
        return state == null
                ? null
                : "+CLCC: 1," + (fromOutside ? 1 : 0) + "," + state.number + ",0,0,\"" + other.written() + "\","
                        + other.type();
    }
}
