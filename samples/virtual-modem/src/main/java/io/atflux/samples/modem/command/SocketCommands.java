package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.Args;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CmeError;
import io.atflux.samples.modem.engine.CommandException;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.module.Board;
import io.atflux.samples.modem.module.ModuleSockets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Name resolution, and TCP connections as far as opening and closing goes. */
final class SocketCommands {

    private static final int HOST = 255;
    private static final int IPV6_TLS = 62;

    private final Board board;

    private SocketCommands(Board board) {
        this.board = board;
    }

    static void register(CommandTable table, Board board) {
        SocketCommands commands = new SocketCommands(board);
        CmeError wrong = BearerCommands.wrongParameter(board.switches());
        table.on("+MIPDNS").takes(Duration.ofMillis(10)).wrongParameter(wrong).set(commands::lookUp);
        table.on("+MIPOPEN")
                .takes(Duration.ofMillis(10))
                .wrongParameter(wrong)
                .read(call -> call.answer(board.sockets().answerFree()))
                .set(commands::open);
        table.on("+MIPCLOSE")
                .takes(Duration.ofMillis(10))
                .wrongParameter(wrong)
                .read(call -> call.answer(board.sockets().answerOpen()))
                .set(call -> board.sockets().close(call, call.args().count(1, 1).number(0, 1, ModuleSockets.COUNT)));
    }

    private void lookUp(Call call) {
        Args args = call.args().count(1, 2);
        String host = host(args, 0);
        args.number(1, 0, 1, 0);
        requireBearer();
        board.sockets().lookUp(call, host);
    }

    /** The local port, if given, is ignored. Only TCP over IPv4 is supported. */
    private void open(Call call) {
        Args args = call.args().count(5, 5);
        int id = args.number(0, 1, ModuleSockets.COUNT);
        args.number(1, 0, 65_535, 0);
        String host = host(args, 2);
        int port = args.number(3, 1, 65_535);
        if (args.number(4, 0, IPV6_TLS) != 0) {
            throw new CommandException(CmeError.NOT_SUPPORTED);
        }
        requireBearer();
        board.sockets().open(call, id, host, port);
    }

    private static String host(Args args, int index) {
        return new String(args.bytes(index, 1, HOST), StandardCharsets.ISO_8859_1);
    }

    private void requireBearer() {
        if (!board.bearer().isUp()) {
            throw new CommandException(CmeError.PDP_NOT_ACTIVE);
        }
    }
}
