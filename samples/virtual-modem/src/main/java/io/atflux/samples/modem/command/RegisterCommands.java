package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.engine.Register;
import io.atflux.samples.modem.engine.Settings;

/** V.250 clause 5.3.2: S registers, read as three digits. */
final class RegisterCommands {

    private RegisterCommands() {}

    static void register(CommandTable table, Settings settings) {
        for (Register register : Register.values()) {
            table.on(register.name())
                    .read(call -> call.answer(String.format("%03d", settings.register(register))))
                    .set(call -> {
                        settings.register(register, call.args().number(0, register.min(), register.max()));
                        call.ok();
                    });
        }
    }
}
