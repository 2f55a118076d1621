package io.atflux.samples.modem.engine;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.at.CommandParser;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs one command after the other. Bytes that arrive before the final result of a command wait; they are neither
 * echoed nor parsed until then. In the online data state the bytes are data, not commands.
 */
public final class AtEngine {

    /** The bytes moved into the queue at a time, so that an idle engine loses nothing of a large input. */
    private static final int PIECE = 16 * 1024;

    private final Switches switches;
    private final Clock clock;
    private final Settings settings = new Settings();
    private final Printer printer;
    private final UrcHold hold = new UrcHold();
    private final InputQueue input = new InputQueue();
    private final CommandLines lines;
    private final CommandRun run;
    private Runnable callEnded = () -> {};
    private Runnable dataLeft = () -> {};

    private @Nullable Entry entry;
    private @Nullable OnlineData call;
    private boolean online;
    private boolean pumping;
    private boolean lastCommand;
    private boolean deaf;

    /**
     * An engine that listens at once.
     *
     * @param reset restarts the module when a fault requires it
     * @param line takes the output
     */
    public AtEngine(
            Switches switches,
            Clock clock,
            CommandTable commands,
            Faults faults,
            Runnable reset,
            Consumer<byte[]> line) {
        this.switches = switches;
        this.clock = clock;
        this.printer = new Printer(settings, switches, line);
        this.lines = new CommandLines(switches, printer, settings);
        this.run = new CommandRun(this, switches, clock, commands, faults, () -> {
            deaf = true;
            reset.run();
        });
    }

    /** The settings of the basic commands. */
    public Settings settings() {
        return settings;
    }

    /** Sets the listener for the end of a data call that is about to begin. */
    public void onCallEnd(Runnable listener) {
        callEnded = listener;
    }

    /** Sets the listener for the host's return to the command state. */
    public void onDataLeft(Runnable listener) {
        dataLeft = listener;
    }

    /** Takes bytes from the line. */
    public void receive(byte[] bytes) {
        for (int from = 0; from < bytes.length && !deaf; from += PIECE) {
            input.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE)));
            pump();
        }
    }

    /** The host dropped DTR: acts as AT&amp;D sets. */
    public void dtrFell() {
        if (entry != null && settings.dtrFall > 0) {
            entry.abandon();
        }
        if (call != null && settings.dtrFall == Settings.DEFAULT_DTR_FALL) {
            carrierLost();
        } else if (online && settings.dtrFall == 1) {
            escape();
        }
    }

    /** The far end, or the network, ends the data call. Has no effect if there is none. */
    public void carrierLost() {
        if (endCall()) {
            urc(Urc.of(ResultCode.NO_CARRIER));
            backAtCommands();
            flushUnlessPumping();
        }
    }

    /** The host ends the data call, if there is one. */
    public void hangUp() {
        if (endCall()) {
            backAtCommands();
        }
    }

    private boolean endCall() {
        OnlineData ending = call;
        if (ending == null) {
            return false;
        }
        ending.stopWaiting();
        call = null;
        online = false;
        callEnded.run();
        return true;
    }

    private void backAtCommands() {
        if (!lines.busy()) {
            releaseHeld();
        }
        dataLeft.run();
    }

    /** Whether received bytes are data: the line is reserved, in the words of 3GPP 27.005. */
    public boolean online() {
        return online;
    }

    /** Whether there is a data call, in either of its two states. */
    public boolean inCall() {
        return call != null;
    }

    /** Stops listening and printing after the current command's final result. */
    public void endWithThisCommand() {
        lastCommand = true;
    }

    /** Prints an unsolicited line, or holds it until the current command has given its final result. */
    public void urc(String text) {
        urc(Urc.of(text));
    }

    /** Prints an unsolicited line, or holds it until the current command has given its final result. */
    public void urc(byte[] text) {
        urc(Urc.of(text));
    }

    /** The same for a line and its text. */
    public void urc(String header, byte[] text) {
        urc(Urc.of(header.getBytes(StandardCharsets.ISO_8859_1), text));
    }

    /** The same for a result code, which has a number with ATV0. */
    public void urc(ResultCode code) {
        urc(Urc.of(code));
    }

    /** The same, unless it is no longer wanted when it is due to be printed. */
    public void urc(ResultCode code, BooleanSupplier wanted) {
        urc(Urc.of(code).onlyIf(wanted));
    }

    /** The same for a line. */
    public void urc(String text, BooleanSupplier wanted) {
        urc(Urc.of(text).onlyIf(wanted));
    }

    private void urc(Urc urc) {
        if (deaf || online && switches.is(Switch.URC_IN_DATA, "drop")) {
            return;
        }
        if (online || lines.busy() && !switches.is(Switch.URC_DURING_COMMAND, "interleave")) {
            hold.add(urc);
        } else {
            printUrc(urc);
        }
    }

    void printUrc(Urc urc) {
        printWanted(urc);
        flushUnlessPumping();
    }

    private void flushUnlessPumping() {
        if (!pumping) {
            printer.flush();
        }
    }

    /** An information line was printed: a switch lets held URCs be printed here. */
    void afterInfo() {
        if (switches.is(Switch.URC_DURING_COMMAND, "between")) {
            releaseHeld();
        }
    }

    void releaseHeld() {
        for (Urc urc = hold.poll(); urc != null; urc = hold.poll()) {
            printWanted(urc);
        }
    }

    private void printWanted(Urc urc) {
        if (urc.wanted().getAsBoolean()) {
            printer.urc(urc);
        }
    }

    void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            while (step()) {
                // Each step checks anew: a command may end within its own call.
            }
            if (entry != null) {
                entry.rearm();
            }
        } finally {
            pumping = false;
            printer.flush();
        }
    }

    private boolean step() {
        if (deaf) {
            return false;
        }
        if (entry != null) {
            return enter(entry);
        }
        if (run.current() != null) {
            return !input.isEmpty() && run.abortedBy(input);
        }
        CommandParser parser = lines.current();
        if (parser != null) {
            run.next(parser);
            return true;
        }
        if (input.isEmpty()) {
            return false;
        }
        if (online && call != null) {
            call.accept(input.take());
        } else {
            lines.accept(input.take());
        }
        return true;
    }

    private boolean enter(Entry open) {
        if (input.isEmpty()) {
            return false;
        }
        byte b = input.take();
        if (open.echoes(b)) {
            printer.echo(b);
        }
        open.accept(b);
        return true;
    }

    boolean isRunning(Call asked) {
        return run.current() == asked;
    }

    boolean urcFirst() {
        return switches.is(Switch.RESULT_ORDER, "urc-first");
    }

    Printer printer() {
        return printer;
    }

    void enterData(Call asking, int length, Consumer<byte[]> whole) {
        if (isRunning(asking)) {
            printer.prompt();
            entry = new PromptedData(asking, length, guarded(asking, whole), switches, clock, this::entryOver);
        }
    }

    void enterText(Call asking, int capacity, Consumer<byte[]> whole) {
        if (isRunning(asking)) {
            printer.prompt();
            entry = new TextEntry(asking, capacity, settings, guarded(asking, whole), this::entryOver);
        }
    }

    private void entryOver() {
        entry = null;
    }

    private static Consumer<byte[]> guarded(Call call, Consumer<byte[]> whole) {
        return data -> call.resume(() -> whole.accept(data));
    }

    void connect(Call asking, Consumer<byte[]> network) {
        if (isRunning(asking)) {
            call = new OnlineData(settings, clock, network, this::escape);
            online = true;
            asking.end(ResultCode.CONNECT);
        }
    }

    void resumeData(Call asking) {
        OnlineData open = call;
        if (open == null) {
            asking.end(ResultCode.NO_CARRIER);
        } else if (isRunning(asking)) {
            open.resume();
            online = true;
            asking.end(ResultCode.CONNECT);
        }
    }

    private void escape() {
        online = false;
        printer.result(ResultCode.OK);
        backAtCommands();
        pump();
    }

    void finish(Call ending, @Nullable Consumer<Printer> result) {
        run.finish(ending, result);
    }

    /** Ends the current command line and drops the rest of it. */
    void endLine() {
        lines.end();
        deaf = lastCommand;
        if (!online) {
            releaseHeld();
        }
    }
}
