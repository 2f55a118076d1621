package io.atflux.samples.modem.engine;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The bytes after a prompt: counted, never part of a command line. They end by count, time-out, Ctrl-Z or ESC. */
final class PromptedData implements Entry {

    private static final int CTRL_Z = 0x1A;
    private static final int ESC = 0x1B;

    private final Call call;
    private final int length;
    private final Consumer<byte[]> whole;
    private final Switches switches;
    private final Clock clock;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final Runnable over;
    private Clock.@Nullable Timer patience;

    /** An entry; {@code over} runs before the command is notified of the end. */
    PromptedData(Call call, int length, Consumer<byte[]> whole, Switches switches, Clock clock, Runnable over) {
        this.call = call;
        this.length = length;
        this.whole = whole;
        this.switches = switches;
        this.clock = clock;
        this.over = over;
        rearmed();
    }

    @Override
    public boolean echoes(byte b) {
        return switches.is(Switch.DATA_ECHO, "on");
    }

    @Override
    public void accept(byte b) {
        if (b == ESC && switches.is(Switch.DATA_ESC, "cancels")) {
            end();
            call.ok();
        } else if (b == CTRL_Z && switches.is(Switch.DATA_CTRL_Z, "ends")) {
            deliver();
        } else {
            data.write(b);
            if (data.size() == length) {
                deliver();
            }
        }
    }

    private void idle() {
        if (switches.is(Switch.DATA_IDLE_END, "send") && data.size() > 0) {
            deliver();
        } else {
            abandon();
        }
    }

    @Override
    public void abandon() {
        end();
        call.fail(CmeError.EXECUTION);
    }

    private void deliver() {
        end();
        whole.accept(data.toByteArray());
    }

    private void end() {
        if (patience != null) {
            patience.cancel();
        }
        over.run();
    }

    /** Restarts the time-out. */
    @Override
    public void rearm() {
        rearmed();
    }

    private void rearmed() {
        if (patience != null) {
            patience.cancel();
        }
        patience = clock.schedule(Duration.ofMillis(switches.number(Switch.DATA_IDLE)), this::idle);
    }
}
