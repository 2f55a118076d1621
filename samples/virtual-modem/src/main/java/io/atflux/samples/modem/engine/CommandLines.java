package io.atflux.samples.modem.engine;

import io.atflux.samples.modem.at.CommandParser;
import io.atflux.samples.modem.at.LineCollector;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Turns bytes into the command line that runs, and echoes them. */
final class CommandLines implements LineCollector.Listener {

    private final Printer printer;
    private final Settings settings;
    private final LineCollector collector;
    private final IntSupplier maxParameters;
    private byte[] lastLine = {'A', 'T'};
    private @Nullable CommandParser parser;

    /** The baud rate is not yet detected: bytes up to the first line's end are neither echoed nor carried out. */
    private boolean firstLineLost;

    CommandLines(Switches switches, Printer printer, Settings settings) {
        this.printer = printer;
        this.settings = settings;
        collector = new LineCollector(() -> switches.number(Switch.BUFFER), this);
        maxParameters = () -> switches.number(Switch.PARAMETERS);
        firstLineLost = switches.is(Switch.AUTOBAUD, "lost");
    }

    void accept(byte b) {
        collector.accept(b, settings.backspace, settings.lineEnd);
    }

    /** The rest of the line that runs, or null. */
    @Nullable
    CommandParser current() {
        return parser;
    }

    /** Whether a line runs. */
    boolean busy() {
        return parser != null;
    }

    /** Ends the line and drops the rest of it. */
    void end() {
        parser = null;
    }

    @Override
    public void lineBegins() {
        if (!firstLineLost) {
            printer.echoBegins();
        }
    }

    @Override
    public void echo(byte b) {
        if (!firstLineLost) {
            printer.echo(b);
        }
    }

    @Override
    public void lineEnd(byte b) {
        if (!firstLineLost) {
            printer.echoLineEnd(b);
        }
    }

    @Override
    public void line(byte[] line) {
        if (firstLineLost) {
            firstLineLost = false;
            return;
        }
        lastLine = line;
        parser = new CommandParser(line, maxParameters.getAsInt());
    }

    @Override
    public void repeat() {
        if (!firstLineLost) {
            parser = new CommandParser(lastLine, maxParameters.getAsInt());
        }
    }
}
