package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.module.Board;

/** All commands that the firmware knows. */
public final class Commands {

    private Commands() {}

    /** Fills the table. */
    public static void register(CommandTable table, Board board) {
        BasicCommands.register(table, board);
        SimCommands.register(table, board);
        NetworkCommands.register(table, board);
        BearerCommands.register(table, board);
        MqttOpenCommands.register(table, board);
        MqttCommands.register(table, board);
        TlsCommands.register(table, board);
    }
}
