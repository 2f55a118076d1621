package io.atflux.samples.modem.engine;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.at.Command;
import io.atflux.samples.modem.at.CommandParser;
import io.atflux.samples.modem.at.SyntaxException;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running command, from its name to its one final result, and the faults that apply to it. */
final class CommandRun {

    private static final Logger LOG = LoggerFactory.getLogger(CommandRun.class);

    private final AtEngine engine;
    private final Switches switches;
    private final Clock clock;
    private final CommandTable commands;
    private final Faults faults;
    private final Runnable reset;
    private @Nullable Call running;

    CommandRun(AtEngine engine, Switches switches, Clock clock, CommandTable commands, Faults faults, Runnable reset) {
        this.engine = engine;
        this.switches = switches;
        this.clock = clock;
        this.commands = commands;
        this.faults = faults;
        this.reset = reset;
    }

    @Nullable
    Call current() {
        return running;
    }

    /** Aborts the running command if it is abortable and a character arrives; the character is consumed. */
    boolean abortedBy(InputQueue input) {
        Call call = running;
        String abortable = switches.text(Switch.ABORT_CHARACTER);
        if (call == null
                || !abortable.startsWith("AT")
                || !Faults.CommandPattern.of(abortable).matches(call.command())) {
            return false;
        }
        input.take();
        call.fail(CmeError.EXECUTION);
        return true;
    }

    /** Begins the line's next command, or ends the line. */
    void next(CommandParser line) {
        try {
            Command command = line.next();
            if (command == null) {
                end(printer -> printer.result(ResultCode.OK));
            } else {
                start(command);
            }
        } catch (SyntaxException e) {
            LOG.debug("syntax error: {}", e.getMessage());
            end(printer -> printer.error(CmeError.COMMAND_LINE));
        }
    }

    private void start(Command command) {
        LOG.debug("{}", command);
        if (faults.strikes(Switch.RESET, command)) {
            reset.run();
            return;
        }
        if (faults.strikes(Switch.SILENT, command)) {
            end(printer -> {});
            return;
        }
        CommandTable.Entry known = commands.find(command.name());
        Args args = new Args(
                command.parameters(),
                known == null ? CmeError.COMMAND_LINE : known.wrongParameter(),
                switches.is(Switch.NUL, "cut"));
        Call call = new Call(engine, command, args);
        running = call;
        Duration delay = faults.time(Switch.DELAY, command);
        if (delay == null) {
            delay = known != null && switches.realTiming() ? known.latency(command.form()) : Duration.ZERO;
        }
        if (delay.isZero()) {
            run(call, known);
        } else {
            clock.schedule(delay, () -> {
                if (running == call) {
                    run(call, known);
                }
                engine.pump();
            });
        }
    }

    private void run(Call call, CommandTable.@Nullable Entry known) {
        CmeError injected = faults.error(call.command());
        Handler handler = known == null ? null : known.handler(call.command().form());
        if (injected != null) {
            call.fail(injected);
        } else if (faults.strikes(Switch.NO_EFFECT, call.command())) {
            call.ok();
        } else if (handler == null) {
            call.fail(known == null ? CmeError.COMMAND_LINE : CmeError.NOT_SUPPORTED);
        } else {
            try {
                handler.run(call);
            } catch (CommandException e) {
                call.fail(e.error());
            } catch (RuntimeException e) {
                LOG.error("{} failed", call.command(), e);
                call.fail(CmeError.UNKNOWN);
            }
        }
    }

    /** Sets the command's final result; null stands for OK, which is printed at the line's end. */
    void finish(Call call, @Nullable Consumer<Printer> result) {
        if (running != call) {
            return;
        }
        running = null;
        if (faults.strikes(Switch.DROP_OK, call.command())) {
            end(printer -> {});
        } else if (result != null) {
            end(result);
        }
        Duration second = faults.time(Switch.SECOND_FINAL, call.command());
        if (second != null) {
            clock.schedule(second, () -> {
                engine.printer().result(ResultCode.OK);
                engine.printer().flush();
            });
        }
        engine.pump();
    }

    private void end(Consumer<Printer> result) {
        result.accept(engine.printer());
        running = null;
        engine.endLine();
    }
}
