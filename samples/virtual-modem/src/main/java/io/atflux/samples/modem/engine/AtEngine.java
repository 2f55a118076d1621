package io.atflux.samples.modem.engine;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.at.Command;
import io.atflux.samples.modem.at.CommandParser;
import io.atflux.samples.modem.at.SyntaxException;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One command after the other: what arrives while a command has not given its final result waits as bytes and is neither
 * echoed nor read before that.
 */
public final class AtEngine {

    private static final Logger LOG = LoggerFactory.getLogger(AtEngine.class);

    /** Bytes read before the queue is asked to keep more: an idle engine loses nothing, however much comes at once. */
    private static final int PIECE = 16 * 1024;

    private final Switches switches;
    private final Clock clock;
    private final CommandTable commands;
    private final Faults faults;
    private final Settings settings = new Settings();
    private final Printer printer;
    private final UrcHold hold = new UrcHold();
    private final InputQueue input = new InputQueue();
    private final CommandLines lines;
    private final Runnable reset;

    private @Nullable Call running;
    private @Nullable DataEntry entry;
    private final boolean dataEcho;
    private boolean pumping;
    private boolean lastCommand;
    private boolean deaf;

    /**
     * An engine that listens at once.
     *
     * @param reset restarts the module when a fault says so
     * @param line takes what it prints
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
        this.commands = commands;
        this.faults = faults;
        this.printer = new Printer(settings, switches, line);
        this.lines = new CommandLines(switches, printer, settings);
        this.reset = reset;
        this.dataEcho = switches.is(Switch.DATA_ECHO, "on");
    }

    /** What the basic commands set. */
    public Settings settings() {
        return settings;
    }

    /** Takes what came over the line. */
    public void receive(byte[] bytes) {
        for (int from = 0; from < bytes.length && !deaf; from += PIECE) {
            input.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE)));
            pump();
        }
    }

    /** The host let DTR fall: it wants the engine back at commands, unless AT&D0. */
    public void dtrFell() {
        if (entry != null && settings.dtrFall > 0) {
            entry.abandon();
        }
    }

    /** Listens and prints no more once the command that runs has given its final result. */
    public void endWithThisCommand() {
        lastCommand = true;
    }

    /** Prints an unsolicited line, or holds it until the command that runs has given its final result. */
    public void urc(String text) {
        urc(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Prints an unsolicited line, or holds it until the command that runs has given its final result. */
    public void urc(byte[] text) {
        if (deaf) {
            return;
        }
        if (lines.busy() && switches.is(Switch.URC_DURING_COMMAND, "hold")) {
            hold.add(text);
        } else {
            printUrc(text);
        }
    }

    void printUrc(byte[] text) {
        printer.framed(text);
        if (!pumping) {
            printer.flush();
        }
    }

    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            while (step()) {
                // Each step decides anew: a command may end within its own call.
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
        if (running != null) {
            return abort(running);
        }
        CommandParser parser = lines.current();
        if (parser != null) {
            nextCommand(parser);
            return true;
        }
        if (input.isEmpty()) {
            return false;
        }
        lines.accept(input.take());
        return true;
    }

    private boolean enter(DataEntry open) {
        if (input.isEmpty()) {
            return false;
        }
        byte b = input.take();
        if (dataEcho) {
            printer.echo(b);
        }
        open.accept(b);
        return true;
    }

    private boolean abort(Call call) {
        String abortable = switches.text(Switch.ABORT_CHARACTER);
        if (input.isEmpty() || !abortable.startsWith("AT")) {
            return false;
        }
        if (!Faults.CommandPattern.of(abortable).matches(call.command())) {
            return false;
        }
        input.take();
        finish(call, CmeError.EXECUTION);
        return true;
    }

    private void nextCommand(CommandParser line) {
        Command command;
        try {
            command = line.next();
        } catch (SyntaxException e) {
            LOG.debug("syntax error: {}", e.getMessage());
            endLine(CmeError.COMMAND_LINE);
            return;
        }
        if (command == null) {
            endLine(null);
        } else {
            start(command);
        }
    }

    private void start(Command command) {
        LOG.debug("{}", command);
        if (faults.strikes(Switch.RESET, command)) {
            deaf = true;
            reset.run();
            return;
        }
        if (faults.strikes(Switch.SILENT, command)) {
            endSilently();
            return;
        }
        CommandTable.Entry known = commands.find(command.name());
        Args args = new Args(
                command.parameters(),
                known == null ? CmeError.COMMAND_LINE : known.wrongParameter(),
                switches.is(Switch.NUL, "cut"));
        Call call = new Call(this, command, args);
        running = call;
        Duration delay = faults.time(Switch.DELAY, command);
        if (delay == null) {
            delay = known != null && switches.realTiming() ? known.latency(command.form()) : Duration.ZERO;
        }
        if (delay.isZero()) {
            run(call, known);
        } else {
            clock.schedule(delay, () -> {
                if (isRunning(call)) {
                    run(call, known);
                }
                pump();
            });
        }
    }

    private void run(Call call, CommandTable.@Nullable Entry known) {
        CmeError injected = faults.error(call.command());
        Handler handler = known == null ? null : known.handler(call.command().form());
        if (injected != null) {
            finish(call, injected);
        } else if (handler == null) {
            finish(call, known == null ? CmeError.COMMAND_LINE : CmeError.NOT_SUPPORTED);
        } else {
            try {
                handler.run(call);
            } catch (CmeException e) {
                finish(call, e.error());
            } catch (RuntimeException e) {
                LOG.error("{} failed", call.command(), e);
                finish(call, CmeError.UNKNOWN);
            }
        }
    }

    boolean isRunning(Call call) {
        return running == call;
    }

    boolean urcFirst() {
        return switches.is(Switch.RESULT_ORDER, "urc-first");
    }

    Printer printer() {
        return printer;
    }

    void enterData(Call call, int length, Consumer<byte[]> whole) {
        if (isRunning(call)) {
            printer.prompt();
            entry = new DataEntry(call, length, guarded(call, whole), switches, clock, () -> entry = null);
        }
    }

    private Consumer<byte[]> guarded(Call call, Consumer<byte[]> whole) {
        return data -> call.resume(() -> whole.accept(data));
    }

    void finish(Call call, @Nullable CmeError error) {
        if (!isRunning(call)) {
            return;
        }
        running = null;
        if (faults.strikes(Switch.DROP_OK, call.command())) {
            endSilently();
        } else if (error != null) {
            endLine(error);
        }
        Duration second = faults.time(Switch.SECOND_FINAL, call.command());
        if (second != null) {
            clock.schedule(second, () -> {
                printer.result("OK", "0");
                printer.flush();
            });
        }
        pump();
    }

    private void endLine(@Nullable CmeError error) {
        if (error == null) {
            printer.result("OK", "0");
        } else {
            printer.error(error);
        }
        endSilently();
    }

    private void endSilently() {
        running = null;
        lines.end();
        deaf = lastCommand;
        for (byte[] urc = hold.poll(); urc != null; urc = hold.poll()) {
            printer.framed(urc);
        }
    }
}
