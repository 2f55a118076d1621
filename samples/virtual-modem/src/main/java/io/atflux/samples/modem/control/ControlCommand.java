package io.atflux.samples.modem.control;

import io.atflux.samples.modem.VirtualModem;
import java.util.concurrent.CompletionStage;

/** One command of the control port. */
record ControlCommand(String name, String arguments, String description, Action action) {

    /** What it does. */
    interface Action {

        /**
         * Runs on the control port's thread.
         *
         * @param argument what follows the command's name, without blanks around it
         * @throws IllegalArgumentException if that is wrong; the message says what is right
         */
        CompletionStage<Reply> run(VirtualModem modem, String argument);
    }

    String usage() {
        return arguments.isEmpty() ? name : name + " " + arguments;
    }
}
