package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.Args;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CmeError;
import io.atflux.samples.modem.engine.CommandException;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.engine.Handler;
import io.atflux.samples.modem.module.Board;
import io.atflux.samples.modem.module.Sim;
import io.atflux.samples.modem.switches.Switch;
import java.util.List;

/** The identity of the module and of its card, and the card's PIN. */
final class SimCommands {

    private static final String MANUFACTURER = "Fibocom Wireless Inc.";
    private static final String MODEL = "L610-CN-62-36";
    private static final String REVISION = "16000.1208.00.86.02.02";
    private static final String SERIAL = "L610VM0001";

    private SimCommands() {}

    static void register(CommandTable table, Board board) {
        String imei = board.switches().text(Switch.IMEI);
        table.on("I")
                .execute(call ->
                        call.info(MANUFACTURER).info(MODEL).info(REVISION).ok());
        identity(table, List.of("+CGMI", "+GMI"), MANUFACTURER);
        identity(table, List.of("+CGMM", "+GMM"), MODEL);
        identity(table, List.of("+CGMR", "+GMR"), REVISION);
        for (String name : List.of("+CGSN", "+GSN")) {
            table.on(name)
                    .execute(call -> call.answer(imei))
                    .read(quoted(name, imei))
                    .test(Call::ok);
        }
        table.on("+CFSN").read(quoted("+CFSN", SERIAL));
        sim(table, board.sim());
    }

    private static void identity(CommandTable table, List<String> names, String value) {
        for (String name : names) {
            table.on(name)
                    .execute(quoted(name, value))
                    .read(quoted(name, value))
                    .test(Call::ok);
        }
    }

    private static Handler quoted(String name, String value) {
        return call -> call.answer(name + ": \"" + value + "\"");
    }

    private static void sim(CommandTable table, Sim sim) {
        table.on("+CPIN")
                .read(call -> sim.whenRead(() -> call.resume(() -> call.answer("+CPIN: " + sim.wants()))))
                .test(Call::ok)
                .set(call -> enter(call, sim));
        table.on("+CIMI")
                .execute(whenOpen(sim, ""))
                .read(whenOpen(sim, "+CIMI: "))
                .test(Call::ok);
        for (String name : List.of("+CCID", "+ICCID")) {
            Handler iccid = call -> {
                sim.wants();
                call.answer(name + ": " + sim.iccid());
            };
            table.on(name).execute(iccid).read(iccid);
        }
    }

    /** This vendor reports a locked card as wrong, not as locked. */
    private static Handler whenOpen(Sim sim, String prefix) {
        return call -> {
            if (!sim.wants().equals(Sim.READY)) {
                throw new CommandException(CmeError.SIM_WRONG);
            }
            call.answer(prefix + sim.imsi());
        };
    }

    private static void enter(Call call, Sim sim) {
        Args args = call.args().count(1, 2);
        if (args.count() == 1) {
            sim.enterPin(digits(args, 0));
        } else {
            sim.enterPuk(digits(args, 0), digits(args, 1));
        }
        call.ok();
    }

    private static String digits(Args args, int index) {
        String code = args.either(index, 8);
        if (!code.matches("\\d{4,8}")) {
            throw args.invalid();
        }
        return code;
    }
}
