package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.engine.Handler;
import io.atflux.samples.modem.engine.Settings;
import io.atflux.samples.modem.module.Board;
import java.time.Duration;
import java.util.function.IntConsumer;

/** V.250 clauses 6.1 and 6.2: echo, result format, circuits; the verbosity of errors (27.007 clause 9.1). */
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
        table.on("E").execute(number(1, 0, value -> settings.echo = value == 1));
        table.on("V").execute(number(1, 0, value -> settings.verbose = value == 1));
        table.on("Q").execute(number(1, 0, value -> settings.quiet = value == 1));
        table.on("X").execute(number(4, 0, value -> settings.resultCodes = value));
        table.on("L").execute(number(3, 0, value -> {}));
        table.on("M").execute(number(2, 0, value -> {}));
        table.on("Z").execute(call -> {
            call.args().number(0, 0, 1, 0);
            board.engine().hangUp();
            board.calls().hangUp();
            defaults(call);
        });
        table.on("&F").execute(call -> {
            call.args().number(0, 0, 1, 0);
            defaults(call);
        });
        table.on("&W").execute(number(1, 0, value -> {}));
        table.on("&C").execute(number(1, 0, value -> board.uart().carrier(value == 0)));
        table.on("&D").execute(number(2, 0, value -> settings.dtrFall = value));
        table.on("&K").execute(number(6, 0, value -> {}));
        table.on("+CMEE")
                .read(call -> call.answer("+CMEE: " + settings.cmee))
                .test("+CMEE: (0,1,2)")
                .set(call -> {
                    settings.cmee = call.args().count(1, 1).number(0, 0, 2);
                    call.ok();
                });
        table.on("+CLAC").test(Call::ok).execute(call -> {
            table.names().forEach(name -> call.info("AT" + name));
            call.ok();
        });
    }

    /** A basic command with a number, and the value used if there is none. */
    private static Handler number(int max, int otherwise, IntConsumer setting) {
        return call -> {
            setting.accept(call.args().number(0, 0, max, otherwise));
            call.ok();
        };
    }

    private void defaults(Call call) {
        settings.reset();
        board.uart().carrier(false);
        call.ok();
    }
}
