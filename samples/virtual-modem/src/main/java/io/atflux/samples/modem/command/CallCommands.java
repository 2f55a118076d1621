package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.message.Address;
import io.atflux.samples.modem.module.Board;
import io.atflux.samples.modem.module.VoiceCalls;
import io.atflux.samples.modem.switches.Switch;

/** 27.007 clauses 6.5, 6.11, 7.1, 7.6 and 7.18: queries and settings of calls and numbers. */
final class CallCommands {

    private CallCommands() {}

    static void register(CommandTable table, Board board) {
        VoiceCalls calls = board.calls();
        table.on("+CHUP").test(Call::ok).execute(call -> {
            calls.hangUp();
            call.ok();
        });
        table.on("+CLIP")
                .read(call -> call.answer("+CLIP: " + (calls.callerShown ? 1 : 0) + ",1"))
                .test("+CLIP: (0,1)")
                .set(call -> {
                    calls.callerShown = call.args().count(1, 1).number(0, 0, 1) == 1;
                    call.ok();
                });
        table.on("+CRC")
                .read(call -> call.answer("+CRC: " + (calls.extendedRing ? 1 : 0)))
                .test("+CRC: (0,1)")
                .set(call -> {
                    calls.extendedRing = call.args().count(1, 1).number(0, 0, 1) == 1;
                    call.ok();
                });
        table.on("+CLCC").test(Call::ok).execute(call -> {
            String listed = calls.listed();
            if (listed != null) {
                call.info(listed);
            }
            call.ok();
        });
        table.on("+CNUM").test(Call::ok).execute(call -> {
            board.sim().require();
            Address own = Address.of(board.switches().text(Switch.NUMBER));
            call.answer("+CNUM: ,\"" + own.written() + "\"," + own.type());
        });
    }
}
