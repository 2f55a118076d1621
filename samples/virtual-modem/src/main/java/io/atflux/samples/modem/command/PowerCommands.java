package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.Args;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.module.Board;

/** Power, sleep and notices: 27.007 clause 8.2, and the vendor's commands. */
final class PowerCommands {

    private static final int RESET = 15;

    private final Board board;

    private PowerCommands(Board board) {
        this.board = board;
    }

    static void register(CommandTable table, Board board) {
        PowerCommands commands = new PowerCommands(board);
        table.on("+MSTART").read(Call::ok).set(commands::notices);
        table.on("+CFUN")
                .read(call -> call.answer("+CFUN: " + board.power().functionality()))
                .test("+CFUN: (0,1,4,15),(0,1)")
                .set(commands::functionality);
        table.on("+CPWROFF").execute(call -> {
            board.power().off();
            call.ok();
        });
        table.on("+GTWAKE").execute(Call::ok).set(call -> {
            Args args = call.args().count(1, 2);
            board.uart().sleep(args.number(0, 0, 1) == 1);
            args.number(1, 0, 2, 2);
            call.ok();
        });
        table.on("+GTSET").set(Call::ok);
    }

    private void notices(Call call) {
        Args args = call.args().count(1, 2);
        boolean ready = args.number(0, 0, 1) == 1;
        board.nvram().simNotice = args.number(1, 0, 1, board.nvram().simNotice ? 1 : 0) == 1;
        board.nvram().readyNotice = ready;
        call.ok();
    }

    private void functionality(Call call) {
        Args args = call.args().count(1, 2);
        int level = args.number(0, 0, RESET);
        boolean reset = args.number(1, 0, 1, 0) == 1 || level == RESET;
        if (level != 0 && level != 1 && level != 4 && level != RESET) {
            throw args.invalid();
        }
        if (reset) {
            board.power().reset();
        } else {
            board.power().functionality(level);
        }
        call.ok();
    }
}
