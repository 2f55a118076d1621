package io.atflux.samples.modem.engine;

import io.atflux.samples.modem.at.Command;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** A command that runs, as its handler sees it. What is said after the final result, or after a reset, is not heard. */
public final class Call {

    private final AtEngine engine;
    private final Command command;
    private final Args args;
    private boolean informed;

    Call(AtEngine engine, Command command, Args args) {
        this.engine = engine;
        this.command = command;
        this.args = args;
    }

    /** What was written. */
    public Command command() {
        return command;
    }

    /** Its parameters. */
    public Args args() {
        return args;
    }

    /** Prints an information line. */
    public Call info(String text) {
        return info(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Prints an information line. */
    public Call info(byte[] text) {
        return info(List.of(text));
    }

    /** Prints an information line and the text that belongs to it. */
    public Call info(String header, byte[] text) {
        return info(List.of(header.getBytes(StandardCharsets.ISO_8859_1), text));
    }

    private Call info(List<byte[]> lines) {
        if (engine.isRunning(this)) {
            engine.printer().info(lines, !informed);
            informed = true;
            engine.afterInfo();
        }
        return this;
    }

    /** Prints one information line and OK. */
    public void answer(String text) {
        info(text).ok();
    }

    /** Ends with OK. */
    public void ok() {
        engine.finish(this, null);
    }

    /** Ends with an error, and the command line with it. */
    public void fail(ExtendedError error) {
        engine.finish(this, printer -> printer.error(error));
    }

    /** Ends with another result code than OK, and the command line with it. */
    public void end(ResultCode result) {
        engine.finish(this, printer -> printer.result(result));
    }

    /**
     * Prints the prompt and takes that many bytes.
     *
     * @param length how many bytes end the entry
     * @param whole takes them and ends the command
     */
    public void enterData(int length, Consumer<byte[]> whole) {
        engine.enterData(this, length, whole);
    }

    /**
     * Prints the prompt and takes a text (3GPP 27.005 clause 3.5.1), which ESC gives up with OK.
     *
     * @param capacity how many bytes end the entry without Ctrl-Z
     * @param whole takes them and ends the command
     */
    public void enterText(int capacity, Consumer<byte[]> whole) {
        engine.enterText(this, capacity, whole);
    }

    /**
     * Ends with CONNECT, or as much more as ATX allows; from then on what the host sends is data.
     *
     * @param network takes the data
     */
    public void connect(Consumer<byte[]> network) {
        engine.connect(this, network);
    }

    /** Ends with CONNECT: back from the online command state. NO CARRIER if there is no call to go back to. */
    public void resumeData() {
        engine.resumeData(this);
    }

    /** Runs the rest of the handler from a later task, a {@link CommandException} ending the command as ever. */
    public void resume(Runnable rest) {
        try {
            rest.run();
        } catch (CommandException e) {
            fail(e.error());
        }
    }

    /** The command was accepted: OK now and the URC later, or, where a switch says so, the URC first. */
    public Acceptance accept() {
        boolean urcFirst = engine.urcFirst();
        if (!urcFirst) {
            ok();
        }
        return new Acceptance(urcFirst, false);
    }

    /** As {@link #accept()}, but the final result waits for the end too, and may be an error. */
    public Acceptance acceptLate() {
        return new Acceptance(false, true);
    }

    /** The second half of an asynchronous command. */
    public final class Acceptance {

        private final boolean urcFirst;
        private final boolean late;

        Acceptance(boolean urcFirst, boolean late) {
            this.urcFirst = urcFirst;
            this.late = late;
        }

        /** Prints the URC that ends it. */
        public void finish(String urc) {
            if (urcFirst && engine.isRunning(Call.this)) {
                engine.printUrc(Urc.of(urc));
                ok();
            } else {
                finishSilently();
                engine.urc(urc);
            }
        }

        /** Prints the URC that tells the failure, or the error where the final result still waits. */
        public void finishFailed(String urc, ExtendedError error) {
            if (late) {
                fail(error);
            } else {
                finish(urc);
            }
        }

        /** No URC comes. */
        public void finishSilently() {
            if (urcFirst || late) {
                ok();
            }
        }
    }
}
