package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.Args;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CmeError;
import io.atflux.samples.modem.engine.CommandException;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.module.Board;
import io.atflux.samples.modem.module.PdpContexts;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** 27.007 clauses 10.1.9, 10.1.10, 10.1.14 and 10.1.23: attachment, activation, addresses, context parameters. */
final class PacketCommands {

    private static final Duration ATTACH_LIMIT = Duration.ofSeconds(75);
    private static final String MASK = ".255.255.255.0";
    private static final String NAME_SERVERS = "\"211.136.17.107\",\"211.136.20.203\"";
    private static final int BEARER = 4;

    private final Board board;
    private final PdpContexts contexts;

    private PacketCommands(Board board) {
        this.board = board;
        this.contexts = board.contexts();
    }

    static void register(CommandTable table, Board board) {
        new PacketCommands(board).register(table);
    }

    private void register(CommandTable table) {
        table.on("+CGATT")
                .read(call -> call.answer("+CGATT: " + (contexts.attached() ? 1 : 0)))
                .test("+CGATT: (0,1)")
                .set(this::attach);
        table.on("+CGACT")
                .read(this::states)
                .test("+CGACT: (0,1)")
                .takes(Duration.ofMillis(300))
                .set(this::activate);
        table.on("+CGPADDR")
                .test(call -> call.answer("+CGPADDR: " + list(contexts.all())))
                .execute(call -> addresses(call, contexts.all()))
                .set(call -> addresses(call, cids(call.args(), 0)));
        table.on("+CGCONTRDP")
                .test(call -> call.answer("+CGCONTRDP: " + list(active())))
                .execute(call -> parameters(call, active()))
                .set(call -> parameters(call, cids(call.args().count(1, 1), 0)));
    }

    private static String list(SortedSet<Integer> cids) {
        return cids.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
    }

    private SortedSet<Integer> active() {
        return contexts.all().stream().filter(contexts::active).collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<Integer> cids(Args args, int from) {
        SortedSet<Integer> cids = new TreeSet<>();
        for (int i = from; i < args.count(); i++) {
            cids.add(args.number(i, 0, BearerCommands.CONTEXTS));
        }
        return cids;
    }

    private void attach(Call call) {
        boolean wanted = call.args().count(1, 1).number(0, 0, 1) == 1;
        if (!wanted) {
            contexts.attach(false);
            call.ok();
            return;
        }
        board.sim().require();
        board.registration().whenRegistered(ATTACH_LIMIT, registered -> {
            if (registered) {
                contexts.attach(true);
                call.ok();
            } else {
                call.fail(CmeError.NO_NETWORK);
            }
        });
    }

    private void states(Call call) {
        for (int cid : contexts.all()) {
            call.info("+CGACT: " + cid + "," + (contexts.active(cid) ? 1 : 0));
        }
        call.ok();
    }

    private void activate(Call call) {
        Args args = call.args().count(1, 12);
        boolean wanted = args.number(0, 0, 1) == 1;
        SortedSet<Integer> cids = args.count() > 1 ? cids(args, 1) : wanted ? contexts.all() : active();
        if (!cids.stream().allMatch(contexts::defined)) {
            throw args.invalid();
        }
        if (wanted && !contexts.attached()) {
            throw new CommandException(CmeError.NO_NETWORK);
        }
        for (int cid : cids) {
            if (wanted && !contexts.active(cid)) {
                contexts.activate(cid);
            } else if (!wanted) {
                contexts.deactivate(cid);
            }
        }
        call.ok();
    }

    private void addresses(Call call, SortedSet<Integer> cids) {
        for (int cid : cids) {
            String address = contexts.address(cid);
            if (contexts.defined(cid)) {
                call.info("+CGPADDR: " + cid + (address.isEmpty() ? "" : ",\"" + address + "\""));
            }
        }
        call.ok();
    }

    private void parameters(Call call, SortedSet<Integer> cids) {
        for (int cid : cids) {
            String address = contexts.address(cid);
            if (!address.isEmpty()) {
                String gateway = address.substring(0, address.lastIndexOf('.')) + ".1";
                call.info("+CGCONTRDP: " + cid + "," + (BEARER + cid) + ",\"" + contexts.accessPoint(cid) + "\",\""
                        + address + MASK + "\",\"" + gateway + "\"," + NAME_SERVERS);
            }
        }
        call.ok();
    }
}
