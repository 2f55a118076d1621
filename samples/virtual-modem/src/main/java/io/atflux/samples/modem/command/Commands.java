package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.module.Board;

/** All commands of the firmware, one class per group of clauses. */
public final class Commands {

    private Commands() {}

    /** Fills the table. */
    public static void register(CommandTable table, Board board) {
        BasicCommands.register(table, board);
        RegisterCommands.register(table, board.settings());
        SerialPortCommands.register(table, board);
        DialCommands.register(table, board);
        CallCommands.register(table, board);
        PowerCommands.register(table, board);
        SimCommands.register(table, board);
        NetworkCommands.register(table, board);
        OperatorCommands.register(table, board);
        PacketCommands.register(table, board);
        BearerCommands.register(table, board);
        UssdCommands.register(table, board);
        MessageSettingCommands.register(table, board);
        MessageCommands.register(table, board);
        MessageSendCommands.register(table, board);
        MqttOpenCommands.register(table, board);
        MqttCommands.register(table, board);
        SocketCommands.register(table, board);
        TlsCommands.register(table, board);
    }
}
