package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.Args;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CmeError;
import io.atflux.samples.modem.engine.CommandException;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.module.Board;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** PDP contexts (27.007 clause 10.1.1), their credentials, and the vendor's bearer commands. */
final class BearerCommands {

    /** The highest cid. */
    static final int CONTEXTS = 11;

    private static final int APN = 99;
    private static final int CREDENTIAL = 64;
    private static final List<String> TYPES = List.of("IP", "IPV6", "IPV4V6");

    private final Board board;

    private BearerCommands(Board board) {
        this.board = board;
    }

    static void register(CommandTable table, Board board) {
        new BearerCommands(board).register(table);
    }

    private void register(CommandTable table) {
        table.on("+CGDCONT")
                .takes(Duration.ofMillis(10))
                .read(this::contexts)
                .test("+CGDCONT: (0-11),(\"IP\",\"IPV6\",\"IPV4V6\"),,,(0),(0)")
                .set(this::defineContext);
        table.on("+MGAUTH").set(this::authenticate).read(Call::ok);
        table.on("+MIPCALL")
                .takes(Duration.ofMillis(10))
                .wrongParameter(wrongParameter(board.switches()))
                .read(call -> call.answer(board.bearer().answer()))
                .test("+MIPCALL: (0,1)")
                .set(this::call);
    }

    static CmeError wrongParameter(Switches switches) {
        return switches.is(Switch.PARAMETER_ERROR, "980") ? CmeError.FRAMEWORK_PARAMETER : CmeError.PARAMETERS;
    }

    private void contexts(Call call) {
        for (Map.Entry<Integer, String> context : board.nvram().contexts.entrySet()) {
            String address = board.contexts().address(context.getKey());
            call.info("+CGDCONT: " + context.getKey() + "," + context.getValue() + ",\"" + address + "\",0,0,0,0");
        }
        call.ok();
    }

    private void defineContext(Call call) {
        Args args = call.args().count(1, 11);
        int cid = args.number(0, 0, CONTEXTS);
        if (args.count() == 1) {
            board.nvram().contexts.remove(cid);
        } else {
            String type = args.text(1, 2, 6);
            if (!TYPES.contains(type)) {
                throw args.invalid();
            }
            String apn = args.has(2) ? apn(args, 2) : "";
            board.nvram().contexts.put(cid, "\"" + type + "\",\"" + apn + "\"");
        }
        call.ok();
    }

    private String apn(Args args, int index) {
        boolean unquoted = board.switches().is(Switch.UNQUOTED, "accept");
        String apn = new String(args.bytes(index, 0, APN, unquoted), StandardCharsets.ISO_8859_1);
        if (!apn.matches("[A-Za-z0-9._-]*")) {
            throw args.invalid();
        }
        return apn;
    }

    private void authenticate(Call call) {
        Args args = call.args().count(2, 4);
        args.number(0, 0, CONTEXTS);
        if (args.isText(1) && board.switches().is(Switch.MGAUTH, "optional")) {
            args.count(3, 3).bytes(1, 0, CREDENTIAL);
            args.bytes(2, 0, CREDENTIAL);
            call.ok();
            return;
        }
        boolean none = args.number(1, 0, 3) == 0;
        if (!none || args.count() > 2) {
            args.bytes(2, 0, CREDENTIAL);
            args.bytes(3, 0, CREDENTIAL);
        }
        call.ok();
    }

    private void call(Call call) {
        Args args = call.args().count(1, 4);
        int operation = args.number(0, 0, 1);
        if (operation == 0) {
            args.count(1, 1);
            board.bearer().release(call);
            return;
        }
        String apn = args.has(1) ? apn(args, 1) : definedApn();
        if (args.count() > 2) {
            args.bytes(2, 0, CREDENTIAL);
            args.bytes(3, 0, CREDENTIAL);
        }
        board.sim().require();
        if (board.contexts().activated(1) && board.switches().is(Switch.CONTEXT_CLASH, "error")) {
            throw new CommandException(CmeError.PDP_ACTIVE);
        }
        board.bearer().dial(call, isKnown(apn));
    }

    private String definedApn() {
        String context = board.nvram().contexts.getOrDefault(1, "\"IP\",\"\"");
        return context.split("\"", -1)[3];
    }

    private boolean isKnown(String apn) {
        String known = board.switches().text(Switch.APNS);
        return known.isEmpty()
                || List.of(known.toLowerCase(Locale.ROOT).split(",")).contains(apn.toLowerCase(Locale.ROOT));
    }
}
