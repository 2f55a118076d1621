package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.Args;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.module.Board;
import java.util.List;
import java.util.stream.Collectors;

/** V.250 clauses 6.1.9, 6.2.10 to 6.2.12: capabilities, speed, framing, flow control; the class of service (T.31). */
final class SerialPortCommands {

    private static final List<Integer> SPEEDS = List.of(
            0, 1_200, 2_400, 4_800, 9_600, 14_400, 19_200, 28_800, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600);

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
                .test("+IPR: (" + SPEEDS.stream().map(String::valueOf).collect(Collectors.joining(",")) + ")")
                .set(call -> {
                    board.uart().speed(speed(call.args().count(1, 1)));
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

    private static int speed(Args args) {
        int speed = args.number(0, 0, Integer.MAX_VALUE);
        if (!SPEEDS.contains(speed)) {
            throw args.invalid();
        }
        return speed;
    }
}
