package io.atflux.samples.modem.engine;

/** Carries out one form of a command: prints its lines, and at some time exactly one final result. */
public interface Handler {

    /** Runs on the machine's thread. A {@link CommandException} ends the command with that error. */
    void run(Call call);
}
