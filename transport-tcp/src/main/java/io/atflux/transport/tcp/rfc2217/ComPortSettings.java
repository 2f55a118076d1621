package io.atflux.transport.tcp.rfc2217;

import io.atflux.transport.FlowControl;
import io.atflux.transport.Parity;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The settings requested for a server's serial port. */
public final class ComPortSettings {

    private final int dataBits;
    private final Parity parity;
    private final int stopBits;
    private final FlowControl flowControl;
    private final boolean dtr;
    private final boolean rts;

    private ComPortSettings(Builder builder) {
        dataBits = builder.dataBits;
        parity = builder.parity;
        stopBits = builder.stopBits;
        flowControl = builder.flowControl;
        dtr = builder.dtr;
        rts = builder.rts;
    }

    /** The usual settings of modules: 8 data bits, no parity, 1 stop bit, no flow control, DTR and RTS on. */
    public static ComPortSettings defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with these values. */
    public Builder mutate() {
        return builder()
                .dataBits(dataBits)
                .parity(parity)
                .stopBits(stopBits)
                .flowControl(flowControl)
                .dtr(dtr)
                .rts(rts);
    }

    /** The data bits of each character, 5 to 8. */
    public int dataBits() {
        return dataBits;
    }

    /** The parity bit of each character. */
    public Parity parity() {
        return parity;
    }

    /** The stop bits of each character, 1 or 2. */
    public int stopBits() {
        return stopBits;
    }

    /** The flow control. */
    public FlowControl flowControl() {
        return flowControl;
    }

    /** Whether Data Terminal Ready is on after opening. */
    public boolean dtr() {
        return dtr;
    }

    /** Whether Request To Send is on after opening. */
    public boolean rts() {
        return rts;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ComPortSettings settings
                && dataBits == settings.dataBits
                && parity == settings.parity
                && stopBits == settings.stopBits
                && flowControl == settings.flowControl
                && dtr == settings.dtr
                && rts == settings.rts;
    }

    @Override
    public int hashCode() {
        return Objects.hash(dataBits, parity, stopBits, flowControl, dtr, rts);
    }

    @Override
    public String toString() {
        return "ComPortSettings[dataBits=" + dataBits + ", parity=" + parity + ", stopBits=" + stopBits
                + ", flowControl=" + flowControl + ", dtr=" + dtr + ", rts=" + rts + "]";
    }

    /** Collects the values of {@link ComPortSettings}. */
    public static final class Builder {

        private int dataBits = 8;
        private Parity parity = Parity.NONE;
        private int stopBits = 1;
        private FlowControl flowControl = FlowControl.NONE;
        private boolean dtr = true;
        private boolean rts = true;

        private Builder() {}

        /** Data bits of each character, 5 to 8. Default 8; with fewer, payloads are damaged. */
        public Builder dataBits(int bits) {
            dataBits = within("data bits", bits, 5, 8);
            return this;
        }

        /** The parity bit of each character. Default none. */
        public Builder parity(Parity bit) {
            parity = bit;
            return this;
        }

        /** Stop bits of each character, 1 or 2. Default 1. */
        public Builder stopBits(int bits) {
            stopBits = within("stop bits", bits, 1, 2);
            return this;
        }

        /** The flow control. Default none. */
        public Builder flowControl(FlowControl how) {
            flowControl = how;
            return this;
        }

        /** Data Terminal Ready after opening. Default on. */
        public Builder dtr(boolean on) {
            dtr = on;
            return this;
        }

        /**
         * Request To Send after opening. Default on; not requested with {@link FlowControl#RTS_CTS}, which controls that line
         * itself.
         */
        public Builder rts(boolean on) {
            rts = on;
            return this;
        }

        private static int within(String name, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(name + " " + value + " is not within " + least + " to " + most);
            }
            return value;
        }

        public ComPortSettings build() {
            return new ComPortSettings(this);
        }
    }
}
