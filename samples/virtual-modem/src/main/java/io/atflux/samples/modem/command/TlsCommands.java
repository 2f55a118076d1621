package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.Args;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.engine.Handler;
import io.atflux.samples.modem.module.Board;
import io.atflux.samples.modem.module.TlsStore;
import io.atflux.samples.modem.switches.Switch;
import java.util.Arrays;

/** TLS version, verification, certificates and keys, last error. */
final class TlsCommands {

    private static final int MIN_FILE = 4;
    private static final int MAX_FILE = 8192;

    private TlsCommands() {}

    static void register(CommandTable table, Board board) {
        TlsStore tls = board.tls();
        Handler version = call -> call.answer("+GTSSLVER: " + tls.version);
        Handler files = call -> {
            tls.answer().forEach(call::info);
            call.ok();
        };
        table.on("+GTSSLVER")
                .execute(version)
                .read(version)
                .test(call -> call.answer("+GTSSLVER: (0-" + board.switches().text(Switch.SSL_VERSIONS) + ")"))
                .set(call -> {
                    tls.version = call.args()
                            .count(1, 1)
                            .number(0, 0, board.switches().number(Switch.SSL_VERSIONS));
                    call.ok();
                });
        table.on("+GTSSLMODE")
                .execute(call -> call.answer("+GTSSLMODE: " + (tls.verify ? 1 : 0)))
                .read(call -> call.answer("+GTSSLMODE: " + (tls.verify ? 1 : 0)))
                .test("+GTSSLMODE: (0,1)")
                .set(call -> {
                    tls.verify = call.args().count(1, 1).number(0, 0, 1) == 1;
                    call.ok();
                });
        table.on("+GTSSLERR")
                .execute(call -> call.answer("+GTSSLERR: " + tls.error))
                .read(call -> call.answer("+GTSSLERR: " + tls.error));
        table.on("+GTSSLFILE")
                .execute(files)
                .read(files)
                .test("+GTSSLFILE: (\"CAFILE\",\"KEYFILE\",\"TRUSTFILE\"),(4-8192)")
                .set(call -> upload(call, tls));
    }

    private static void upload(Call call, TlsStore tls) {
        Args args = call.args().count(2, 2);
        String type = args.text(0, 1, 16);
        TlsStore.File file = Arrays.stream(TlsStore.File.values())
                .filter(f -> f.name().equals(type))
                .findFirst()
                .orElseThrow(args::invalid);
        int length = args.number(1, MIN_FILE, MAX_FILE);
        call.enterData(length, content -> {
            tls.append(file, content);
            call.ok();
        });
    }
}
