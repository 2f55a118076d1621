package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.Args;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.module.Board;

/** V.250 clauses 6.1.9, 6.2.10 to 6.2.12: capabilities, speed, framing, flow control; the class of service (T.31). */
final class SerialPortCommands {

    private static final int MAX_SPEED = 921_600;

    private SerialPortCommands() {}

    static void register(CommandTable table, Board board) {
        table.on("+GCAP").test(Call::ok).execute(call -> call.answer("+GCAP: +CGSM"));
        table.on("+FCLASS")
                .read(call -> call.answer("0"))
                .test(call -> call.answer("0"))
                .set(call -> {
                    call.args().count(1, 1).number(0, 0, 0);
                    call.ok();
                });
        table.on("+IPR")
                .read(call -> call.answer("+IPR: " + board.nvram().baudRate))
                .test("+IPR: (0,1200,2400,4800,9600,14400,19200,28800,38400,57600,115200,230400,460800,921600)")
                .set(call -> {
                    board.uart().speed(call.args().count(1, 1).number(0, 0, MAX_SPEED));
                    call.ok();
                });
        table.on("+ICF")
                .read(call -> call.answer("+ICF: 3,3"))
                .test("+ICF: (3),(3)")
                .set(call -> {
                    Args args = call.args().count(1, 2);
                    args.number(0, 3, 3);
                    args.number(1, 3, 3, 3);
                    call.ok();
                });
        table.on("+IFC")
                .read(call -> call.answer("+IFC: 0,0"))
                .test("+IFC: (0),(0)")
                .set(call -> {
                    Args args = call.args().count(1, 2);
                    args.number(0, 0, 0);
                    args.number(1, 0, 0, 0);
                    call.ok();
                });
    }
}
