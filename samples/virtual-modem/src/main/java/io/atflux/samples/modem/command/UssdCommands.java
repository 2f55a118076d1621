package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.Args;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CmeError;
import io.atflux.samples.modem.engine.CommandException;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.message.TeCharacterSet;
import io.atflux.samples.modem.module.Board;
import io.atflux.samples.modem.module.Ussd;
import java.util.Arrays;
import java.util.stream.Collectors;

/** 27.007 clauses 5.5 and 7.15: the host's character set, and unstructured supplementary services. */
final class UssdCommands {

    private static final int CANCEL = 2;
    private static final int LONGEST = 728;

    private UssdCommands() {}

    static void register(CommandTable table, Board board) {
        String sets = Arrays.stream(TeCharacterSet.values())
                .map(set -> "\"" + set + "\"")
                .collect(Collectors.joining(","));
        table.on("+CSCS")
                .read(call -> call.answer("+CSCS: \"" + board.messages().settings().characters + "\""))
                .test("+CSCS: (" + sets + ")")
                .set(call -> {
                    Args args = call.args().count(1, 1);
                    String name = args.either(0, 10);
                    board.messages().settings().characters = Arrays.stream(TeCharacterSet.values())
                            .filter(set -> set.name().equalsIgnoreCase(name))
                            .findFirst()
                            .orElseThrow(args::invalid);
                    call.ok();
                });
        Ussd ussd = board.ussd();
        table.on("+CUSD")
                .read(call -> call.answer("+CUSD: " + (ussd.shown ? 1 : 0)))
                .test("+CUSD: (0-2)")
                .execute(call -> {
                    ussd.shown = false;
                    call.ok();
                })
                .set(call -> dialogue(call, board));
    }

    private static void dialogue(Call call, Board board) {
        Args args = call.args().count(1, 3);
        int presentation = args.number(0, 0, CANCEL);
        args.number(2, 0, 255, 15);
        if (presentation == CANCEL) {
            board.ussd().cancel();
            call.ok();
            return;
        }
        board.ussd().shown = presentation == 1;
        if (!args.has(1)) {
            call.ok();
            return;
        }
        String text = board.messages().settings().characters.decode(args.bytes(1, 1, LONGEST));
        if (text == null) {
            throw args.invalid();
        }
        board.sim().require();
        if (!board.registration().registered()) {
            throw new CommandException(CmeError.NO_NETWORK);
        }
        call.ok();
        board.ussd().request(text);
    }
}
