package io.atflux.samples.modem.engine;

import io.atflux.samples.modem.at.Command;
import java.nio.charset.StandardCharsets;
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
        if (engine.isRunning(this)) {
            engine.printer().info(text, !informed);
            informed = true;
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

    /** Ends with an error. */
    public void fail(CmeError error) {
        engine.finish(this, error);
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

    /** Runs the rest of the handler from a later task, a {@link CmeException} ending the command as ever. */
    public void resume(Runnable rest) {
        try {
            rest.run();
        } catch (CmeException e) {
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
                engine.printUrc(urc.getBytes(StandardCharsets.ISO_8859_1));
                ok();
            } else {
                finishSilently();
                engine.urc(urc);
            }
        }

        /** Prints the URC that tells the failure, or the error where the final result still waits. */
        public void finishFailed(String urc, CmeError error) {
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
