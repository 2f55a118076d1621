package io.atflux.samples.modem.control;

import io.atflux.samples.modem.VirtualModem;
import java.util.concurrent.CompletionStage;

/** One command of the control port. */
record ControlCommand(String name, String arguments, String description, Action action) {

    /** The action of a command. */
    interface Action {

        /**
         * Runs on the control port's thread.
         *
         * @param argument the text after the command's name, without surrounding blanks
         * @throws IllegalArgumentException if the argument is wrong; the message says what is valid
         */
        CompletionStage<Reply> run(VirtualModem modem, String argument);
    }

    String usage() {
        return arguments.isEmpty() ? name : name + " " + arguments;
    }
}
