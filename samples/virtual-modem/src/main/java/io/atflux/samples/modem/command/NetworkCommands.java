package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.Args;
import io.atflux.samples.modem.engine.CmeError;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.engine.Handler;
import io.atflux.samples.modem.module.Board;
import io.atflux.samples.modem.module.NetworkRegistration;
import io.atflux.samples.modem.module.Nvram;
import io.atflux.samples.modem.switches.Switch;
import java.util.List;

/** Signal, registration, search order, clock (27.007 clauses 7.2, 8.5, 8.15, 8.40, 8.69, 10.1). */
final class NetworkCommands {

    private final Board board;
    private final NetworkRegistration registration;

    private NetworkCommands(Board board) {
        this.board = board;
        this.registration = board.registration();
    }

    static void register(CommandTable table, Board board) {
        new NetworkCommands(board).register(table);
    }

    private void register(CommandTable table) {
        Handler signal = call -> call.answer(
                "+CSQ: " + board.switches().text(registration.registered() ? Switch.CSQ : Switch.CSQ_UNREGISTERED));
        table.on("+CSQ").execute(signal).read(signal).test("+CSQ: (0-31,99),(0-7,99)");
        table.on("+CESQ")
                .execute(call -> call.answer("+CESQ: "
                        + (registration.registered() ? board.switches().text(Switch.CESQ) : "99,99,255,255,255,255")))
                .test("+CESQ: (0-63,99),(0-7,99),(0-96,255),(0-49,255),(0-34,255),(0-97,255)");
        for (NetworkRegistration.Domain domain : NetworkRegistration.Domain.values()) {
            table.on(domain.command())
                    .read(call -> call.answer(registration.answer(domain)))
                    .test(domain.command() + ": (0-2)")
                    .set(call -> {
                        registration.mode(domain, call.args().count(1, 1).number(0, 0, 2));
                        call.ok();
                    });
        }
        searchOrder(table);
        clock(table);
        table.on("+CMUX").set(call -> call.fail(CmeError.NOT_SUPPORTED));
    }

    private void searchOrder(CommandTable table) {
        List<Integer> known = List.of(0, 2, 3, 6, 10);
        table.on("+GTRAT")
                .read(call -> call.answer("+GTRAT: " + board.nvram().searchOrder))
                .test("+GTRAT: (0,3,6,10),(0,2,3),(0,2,3)")
                .set(call -> {
                    Args args = call.args().count(1, 3);
                    StringBuilder order = new StringBuilder();
                    for (int i = 0; i < args.count(); i++) {
                        if (i > 0 && !args.has(i)) {
                            continue;
                        }
                        int system = args.number(i, 0, 99);
                        if (!known.contains(system)) {
                            throw args.invalid();
                        }
                        order.append(i == 0 ? "" : ",").append(system);
                    }
                    board.nvram().searchOrder = order.toString();
                    call.ok();
                });
    }

    private void clock(CommandTable table) {
        table.on("+CCLK")
                .read(call -> call.answer("+CCLK: \"" + board.calendar().text() + "\""))
                .set(call -> {
                    Args args = call.args().count(1, 1);
                    if (!board.calendar().set(args.text(0, 17, 20))) {
                        throw args.invalid();
                    }
                    call.ok();
                });
        Nvram nvram = board.nvram();
        table.on("+CTZU")
                .read(call -> call.answer("+CTZU: " + nvram.zoneUpdate))
                .set(call -> {
                    nvram.zoneUpdate = call.args().count(1, 1).number(0, 0, 4);
                    call.ok();
                });
        table.on("+CTZR")
                .read(call -> call.answer("+CTZR: " + nvram.zoneReport))
                .set(call -> {
                    nvram.zoneReport = call.args().count(1, 1).number(0, 0, 2);
                    call.ok();
                });
    }
}
