package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.Args;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.engine.Handler;
import io.atflux.samples.modem.engine.Settings;
import io.atflux.samples.modem.module.Board;
import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/** V.250: echo, result form, S registers, error verbosity; power. */
final class BasicCommands {

    private final Settings settings;
    private final Board board;

    private BasicCommands(Board board) {
        this.settings = board.settings();
        this.board = board;
    }

    static void register(CommandTable table, Board board) {
        new BasicCommands(board).register(table);
    }

    private void register(CommandTable table) {
        table.on("").takes(Duration.ofMillis(2)).execute(Call::ok);
        table.on("E").execute(flag(value -> settings.echo = value == 1));
        table.on("V").execute(flag(value -> settings.verbose = value == 1));
        table.on("Q").execute(flag(value -> settings.quiet = value == 1));
        table.on("Z").execute(this::defaults);
        table.on("&F").execute(this::defaults);
        table.on("&W").execute(Call::ok);
        table.on("&C").execute(call -> {
            board.uart().carrier(call.args().number(0, 0, 1, 0) == 0);
            call.ok();
        });
        table.on("&D").execute(call -> {
            settings.dtrFall = call.args().number(0, 0, 2, 0);
            call.ok();
        });
        table.on("H").execute(Call::ok);
        characterRegister(table, "S3", () -> settings.lineEnd, value -> settings.lineEnd = value);
        characterRegister(table, "S4", () -> settings.lineFeed, value -> settings.lineFeed = value);
        characterRegister(table, "S5", () -> settings.backspace, value -> settings.backspace = value);
        table.on("S24").set(Call::ok);
        table.on("+CMEE")
                .read(call -> call.answer("+CMEE: " + settings.cmee))
                .test("+CMEE: (0,1,2)")
                .set(call -> {
                    settings.cmee = call.args().count(1, 1).number(0, 0, 2);
                    call.ok();
                });
        table.on("+IPR")
                .read(call -> call.answer("+IPR: " + board.nvram().baudRate))
                .set(call -> {
                    board.uart().speed(call.args().count(1, 1).number(0, 0, 921_600));
                    call.ok();
                });
        table.on("+MSTART").read(Call::ok).set(this::notices);
        table.on("+CFUN")
                .read(call -> call.answer("+CFUN: " + board.power().functionality()))
                .test("+CFUN: (0,1,4,15),(0,1)")
                .set(this::functionality);
        table.on("+CPWROFF").execute(call -> {
            board.power().off();
            call.ok();
        });
        table.on("+GTWAKE").execute(Call::ok).set(Call::ok);
        table.on("+GTSET").set(Call::ok);
    }

    private static Handler flag(IntConsumer setting) {
        return call -> {
            setting.accept(call.args().number(0, 0, 1, 0));
            call.ok();
        };
    }

    private static void characterRegister(CommandTable table, String name, IntSupplier get, IntConsumer set) {
        table.on(name)
                .read(call -> call.answer(String.format("%03d", get.getAsInt())))
                .set(call -> {
                    set.accept(call.args().number(0, 0, 127));
                    call.ok();
                });
    }

    private void defaults(Call call) {
        settings.reset();
        board.uart().carrier(false);
        call.ok();
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
        int level = args.number(0, 0, 15);
        args.number(1, 0, 1, 0);
        switch (level) {
            case 0, 1, 4 -> board.power().functionality(level);
            case 15 -> board.power().reset();
            default -> throw args.invalid();
        }
        call.ok();
    }
}
