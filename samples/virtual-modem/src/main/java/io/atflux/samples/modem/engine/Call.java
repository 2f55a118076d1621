package io.atflux.samples.modem.engine;

import io.atflux.samples.modem.at.Command;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** A running command, as its handler sees it. Calls after the final result, or after a reset, have no effect. */
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

    /** The command as written. */
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

    /** Prints an information line and its text. */
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

    /** Ends with an error, which also ends the command line. */
    public void fail(ExtendedError error) {
        engine.finish(this, printer -> printer.error(error));
    }

    /** Ends with a result code other than OK, which also ends the command line. */
    public void end(ResultCode result) {
        engine.finish(this, printer -> printer.result(result));
    }

    /**
     * Prints the prompt and takes that many bytes.
     *
     * @param length the number of bytes after which the entry ends
     * @param whole takes them and ends the command
     */
    public void enterData(int length, Consumer<byte[]> whole) {
        engine.enterData(this, length, whole);
    }

    /**
     * Prints the prompt and takes a text (3GPP 27.005 clause 3.5.1). ESC cancels it with OK.
     *
     * @param capacity the number of bytes after which the entry ends without Ctrl-Z
     * @param whole takes them and ends the command
     */
    public void enterText(int capacity, Consumer<byte[]> whole) {
        engine.enterText(this, capacity, whole);
    }

    /**
     * Ends with CONNECT, or the longer form that ATX allows; from then on the host's bytes are data.
     *
     * @param network takes the data
     */
    public void connect(Consumer<byte[]> network) {
        engine.connect(this, network);
    }

    /** Ends with CONNECT and returns from the online command state. NO CARRIER if there is no call to return to. */
    public void resumeData() {
        engine.resumeData(this);
    }

    /** Runs the rest of the handler from a later task; a {@link CommandException} ends the command as usual. */
    public void resume(Runnable rest) {
        try {
            rest.run();
        } catch (CommandException e) {
            fail(e.error());
        }
    }

    /** Accepts the command: OK now and the URC later, or the URC first if a switch is set so. */
    public Acceptance accept() {
        boolean urcFirst = engine.urcFirst();
        if (!urcFirst) {
            ok();
        }
        return new Acceptance(urcFirst, false);
    }

    /** As {@link #accept()}, but the final result also waits for the end, and may be an error. */
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

        /** Prints the URC that ends the command. */
        public void finish(String urc) {
            if (urcFirst && engine.isRunning(Call.this)) {
                engine.printUrc(Urc.of(urc));
                ok();
            } else {
                finishSilently();
                engine.urc(urc);
            }
        }

        /** Prints the URC of a failure, or the error if the final result is still pending. */
        public void finishFailed(String urc, ExtendedError error) {
            if (late) {
                fail(error);
            } else {
                finish(urc);
            }
        }

        /** Ends without a URC. */
        public void finishSilently() {
            if (urcFirst || late) {
                ok();
            }
        }
    }
}
