package io.atflux.samples.modem.command;

import io.atflux.samples.modem.at.Form;
import io.atflux.samples.modem.engine.Args;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CmeError;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.engine.Handler;
import io.atflux.samples.modem.module.Board;
import io.atflux.samples.modem.module.Nvram;
import io.atflux.samples.modem.module.Registration;
import io.atflux.samples.modem.switches.Switch;
import java.time.Duration;
import java.util.List;

/** Radio, registration, operator, clock. */
final class NetworkCommands {

    /** How long the search for operators takes. */
    private static final Duration SCAN = Duration.ofSeconds(20);

    private final Board board;
    private final Registration registration;
    private boolean deregistered;

    private NetworkCommands(Board board) {
        this.board = board;
        this.registration = board.registration();
    }

    static void register(CommandTable table, Board board) {
        new NetworkCommands(board).register(table);
    }

    private void register(CommandTable table) {
        Handler signal = call -> call.answer(
                "+CSQ: " + (registration.registered() ? board.switches().text(Switch.CSQ) : "0,0"));
        table.on("+CSQ").execute(signal).read(signal).test("+CSQ: (0-31,99),(0-7,99)");
        for (Registration.Domain domain : Registration.Domain.values()) {
            table.on(domain.command())
                    .read(call -> call.answer(registration.answer(domain)))
                    .test(domain.command() + ": (0-2)")
                    .set(call -> {
                        registration.mode(domain, call.args().count(1, 1).number(0, 0, 2));
                        call.ok();
                    });
        }
        operator(table);
        searchOrder(table);
        clock(table);
        table.on("+CMUX").set(call -> call.fail(CmeError.NOT_SUPPORTED));
    }

    private void operator(CommandTable table) {
        String name = '"' + board.switches().text(Switch.OPERATOR) + '"';
        table.on("+COPS")
                .read(call -> call.answer(
                        registration.registered() ? "+COPS: 0,0," + name + ",7" : "+COPS: " + (deregistered ? 2 : 0)))
                .set(this::selectOperator)
                .takes(Form.TEST, SCAN)
                .test("+COPS: (2," + name + ",\"CMCC\",\"46000\",7),,(0,1,2,3,4),(0,1,2)");
    }

    private void selectOperator(Call call) {
        int mode = call.args().count(1, 4).number(0, 0, 4);
        if (mode == 2) {
            deregistered = true;
            registration.stop();
        } else if (mode != 3 && !registration.registered()) {
            board.sim().require();
            deregistered = false;
            registration.start();
        }
        call.ok();
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
