package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.Args;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CmsError;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.message.Address;
import io.atflux.samples.modem.message.MessageStore;
import io.atflux.samples.modem.module.Board;
import io.atflux.samples.modem.module.MessageSettings;
import io.atflux.samples.modem.module.Messages;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** 27.005 clauses 3.2, 3.3 and 3.4.1: the display, storage and indication of messages. */
final class MessageSettingCommands {

    private final Board board;
    private final Messages messages;
    private final MessageSettings settings;

    private MessageSettingCommands(Board board) {
        this.board = board;
        this.messages = board.messages();
        this.settings = messages.settings();
    }

    static void register(CommandTable table, Board board) {
        new MessageSettingCommands(board).register(table);
    }

    private void register(CommandTable table) {
        number(table, "+CMGF", 1, () -> settings.textMode ? 1 : 0, value -> settings.textMode = value == 1);
        number(table, "+CSDH", 1, () -> settings.details ? 1 : 0, value -> settings.details = value == 1);
        number(table, "+CMMS", 2, () -> settings.moreToSend, value -> settings.moreToSend = value);
        entry(table, "+CSMS")
                .read(call -> call.answer("+CSMS: " + settings.service + ",1,1,0"))
                .test("+CSMS: (0,1)")
                .set(call -> {
                    settings.service = call.args().count(1, 1).number(0, 0, 1);
                    call.answer("+CSMS: 1,1,0");
                });
        entry(table, "+CPMS")
                .read(call -> call.answer("+CPMS: " + usage(true)))
                .test("+CPMS: " + String.join(",", names(), names(), names()))
                .set(this::stores);
        entry(table, "+CSCA")
                .read(call -> call.answer("+CSCA: " + messages.format().number(centre()) + "," + centre().type()))
                .test(Call::ok)
                .set(this::centre);
        entry(table, "+CSMP")
                .read(call -> call.answer("+CSMP: " + settings.firstOctet + "," + settings.validity + ","
                        + settings.protocol + "," + settings.coding))
                .test(Call::ok)
                .set(this::parameters);
        entry(table, "+CNMI")
                .read(call -> call.answer("+CNMI: " + settings.mode + "," + settings.delivery + "," + settings.broadcast
                        + "," + settings.report + "," + settings.buffered))
                .test("+CNMI: (0-3),(0-3),(0,2),(0-2),(0,1)")
                .set(this::announcements);
    }

    static CommandTable.Entry entry(CommandTable table, String name) {
        return table.on(name).wrongParameter(CmsError.TEXT_PARAMETER);
    }

    private static void number(CommandTable table, String name, int max, IntSupplier get, IntConsumer set) {
        entry(table, name)
                .read(call -> call.answer(name + ": " + get.getAsInt()))
                .test(name + (max == 1 ? ": (0,1)" : ": (0-" + max + ")"))
                .execute(call -> {
                    set.accept(0);
                    call.ok();
                })
                .set(call -> {
                    set.accept(call.args().count(1, 1).number(0, 0, max));
                    call.ok();
                });
    }

    private String names() {
        return messages.mailbox().stores().stream()
                .map(store -> "\"" + store.name() + "\"")
                .collect(Collectors.joining(",", "(", ")"));
    }

    private String usage(boolean named) {
        return Arrays.asList(messages.reading(), messages.writing(), messages.receiving()).stream()
                .map(store -> (named ? "\"" + store.name() + "\"," : "") + store.used() + "," + store.capacity())
                .collect(Collectors.joining(","));
    }

    private void stores(Call call) {
        Args args = call.args().count(1, 3);
        MessageCommands.requireCard(board);
        MessageStore reading = store(args, 0, messages.reading());
        messages.select(reading, store(args, 1, messages.writing()), store(args, 2, messages.receiving()));
        call.answer("+CPMS: " + usage(false));
    }

    private MessageStore store(Args args, int index, MessageStore otherwise) {
        if (!args.has(index)) {
            return otherwise;
        }
        String name = args.text(index, 2, 2);
        return messages.mailbox().stores().stream()
                .filter(store -> store.name().equals(name))
                .findFirst()
                .orElseThrow(args::invalid);
    }

    private Address centre() {
        return messages.mailbox().centre();
    }

    private void centre(Call call) {
        Args args = call.args().count(1, 2);
        messages.mailbox().centre(MessageCommands.address(args, 0, 1, settings));
        call.ok();
    }

    private void parameters(Call call) {
        Args args = call.args().count(1, 4);
        int firstOctet = args.number(0, 0, 255, settings.firstOctet);
        int validity = args.number(1, 0, 255, settings.validity);
        int protocol = args.number(2, 0, 255, settings.protocol);
        settings.coding = args.number(3, 0, 255, settings.coding);
        settings.firstOctet = firstOctet;
        settings.validity = validity;
        settings.protocol = protocol;
        call.ok();
    }

    private void announcements(Call call) {
        Args args = call.args().count(1, 5);
        int mode = args.number(0, 0, 3, settings.mode);
        int delivery = args.number(1, 0, 3, settings.delivery);
        int broadcast = args.number(2, 0, 2, settings.broadcast);
        int report = args.number(3, 0, 2, settings.report);
        int buffered = args.number(4, 0, 1, settings.buffered);
        if (broadcast == 1) {
            throw args.invalid();
        }
        settings.mode = mode;
        settings.delivery = delivery;
        settings.broadcast = broadcast;
        settings.report = report;
        settings.buffered = buffered;
        call.ok();
        messages.flush();
        messages.deliverWaiting();
    }
}
