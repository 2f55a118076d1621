package io.atflux.samples.modem.command;

import io.atflux.samples.modem.at.Form;
import io.atflux.samples.modem.engine.Args;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CmeError;
import io.atflux.samples.modem.engine.CommandException;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.module.Board;
import io.atflux.samples.modem.switches.Switch;
import java.time.Duration;
import java.util.List;

/** 27.007 clause 7.3: the operator, its name in three formats. */
final class OperatorCommands {

    /** The duration of an operator scan. */
    private static final Duration SCAN = Duration.ofSeconds(20);

    private static final int AUTOMATIC = 0;
    private static final int MANUAL = 1;
    private static final int DEREGISTER = 2;
    private static final int FORMAT_ONLY = 3;
    private static final int ELSE_AUTOMATIC = 4;
    private static final int LONGEST = 32;

    private final Board board;
    private int mode = AUTOMATIC;
    private int format;

    private OperatorCommands(Board board) {
        this.board = board;
    }

    static void register(CommandTable table, Board board) {
        OperatorCommands commands = new OperatorCommands(board);
        table.on("+COPS")
                .read(commands::current)
                .set(commands::select)
                .takes(Form.TEST, SCAN)
                .test(commands::search);
    }

    /** Long, short, numeric: the index is the number of the format. */
    private List<String> names() {
        return List.of(
                board.switches().text(Switch.OPERATOR),
                board.switches().text(Switch.OPERATOR_SHORT),
                board.switches().text(Switch.OPERATOR_NUMERIC));
    }

    private void current(Call call) {
        call.answer(
                board.registration().registered()
                        ? "+COPS: " + mode + "," + format + ",\"" + names().get(format) + "\",7"
                        : "+COPS: " + mode);
    }

    private void search(Call call) {
        List<String> names = names();
        call.answer("+COPS: (2,\"" + String.join("\",\"", names) + "\",7),,(0,1,2,3,4),(0,1,2)");
    }

    private void select(Call call) {
        Args args = call.args().count(1, 4);
        int wanted = args.number(0, AUTOMATIC, ELSE_AUTOMATIC);
        int shown = args.number(1, 0, 2, format);
        args.number(3, 0, 9, 0);
        switch (wanted) {
            case DEREGISTER -> {
                mode = DEREGISTER;
                board.registration().stop();
            }
            case FORMAT_ONLY -> format = shown;
            case AUTOMATIC -> {
                format = shown;
                join(AUTOMATIC);
            }
            default -> {
                String name = args.text(2, 1, LONGEST);
                boolean there = names().get(shown).equals(name);
                if (!there && wanted == MANUAL) {
                    mode = MANUAL;
                    board.registration().stop();
                    throw new CommandException(CmeError.NO_NETWORK);
                }
                join(there ? MANUAL : AUTOMATIC);
            }
        }
        call.ok();
    }

    private void join(int how) {
        mode = how;
        if (!board.registration().registered()) {
            board.sim().require();
            board.registration().start();
        }
    }
}
