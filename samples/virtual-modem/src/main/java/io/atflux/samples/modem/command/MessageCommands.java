package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.Args;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CmsError;
import io.atflux.samples.modem.engine.CommandException;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.message.Address;
import io.atflux.samples.modem.message.StoredMessage;
import io.atflux.samples.modem.message.StoredMessage.Status;
import io.atflux.samples.modem.module.Board;
import io.atflux.samples.modem.module.MessageSettings;
import io.atflux.samples.modem.module.Messages;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;

/** 27.005 clauses 3.4 and 3.5.4: list, read and delete messages. */
final class MessageCommands {

    private static final int ALL = 4;

    private final Board board;
    private final Messages messages;
    private final MessageSettings settings;

    private MessageCommands(Board board) {
        this.board = board;
        this.messages = board.messages();
        this.settings = messages.settings();
    }

    static void register(CommandTable table, Board board) {
        MessageCommands commands = new MessageCommands(board);
        MessageSettingCommands.entry(table, "+CMGL")
                .test(call -> call.answer(
                        commands.settings.textMode
                                ? "+CMGL: (\"REC UNREAD\",\"REC READ\",\"STO UNSENT\",\"STO SENT\",\"ALL\")"
                                : "+CMGL: (0-4)"))
                .execute(call -> commands.list(call, status -> status == Status.REC_UNREAD))
                .set(call -> commands.list(call, commands.which(call.args().count(1, 1))));
        MessageSettingCommands.entry(table, "+CMGR").test(Call::ok).set(commands::read);
        MessageSettingCommands.entry(table, "+CMGD").test(commands::places).set(commands::delete);
    }

    /** Throws the 27.005 error that says why the card cannot be used. */
    static void requireCard(Board board) {
        try {
            board.sim().require();
        } catch (CommandException e) {
            throw new CommandException(CmsError.ofSim(e.error()));
        }
    }

    /** A number or a name in the host's character set, and its type if given. */
    static Address address(Args args, int index, int typeIndex, MessageSettings settings) {
        String written = settings.characters.decode(args.bytes(index, 1, 80));
        if (written == null) {
            throw args.invalid();
        }
        try {
            return args.has(typeIndex) ? Address.of(written, args.number(typeIndex, 128, 255)) : Address.of(written);
        } catch (IllegalArgumentException e) {
            throw args.invalid();
        }
    }

    private Predicate<Status> which(Args args) {
        if (!settings.textMode) {
            int number = args.number(0, 0, ALL);
            return status -> number == ALL || status.ordinal() == number;
        }
        String text = args.text(0, 1, 10);
        if (!text.equals("ALL")
                && Arrays.stream(Status.values())
                        .noneMatch(status -> status.text().equals(text))) {
            throw args.invalid();
        }
        return status -> text.equals("ALL") || status.text().equals(text);
    }

    private void list(Call call, Predicate<Status> which) {
        requireCard(board);
        for (Map.Entry<Integer, StoredMessage> each : messages.reading().all().entrySet()) {
            if (which.test(each.getValue().status())) {
                print(call, messages.format().listed(each.getKey(), each.getValue()), each.getValue());
                messages.reading().read(each.getKey());
            }
        }
        call.ok();
    }

    private void print(Call call, String header, StoredMessage message) {
        if (messages.format().hasText(message)) {
            call.info(header, messages.format().text(message));
        } else {
            call.info(header);
        }
    }

    private void read(Call call) {
        int place = call.args().count(1, 1).number(0, 0, 999_999);
        requireCard(board);
        StoredMessage message = messages.reading().get(place);
        if (message == null) {
            throw new CommandException(CmsError.MEMORY_INDEX);
        }
        messages.reading().read(place);
        print(call, messages.format().read(message), message);
        call.ok();
    }

    private void places(Call call) {
        String used = messages.reading().all().keySet().toString().replace(" ", "");
        call.answer("+CMGD: (" + used.substring(1, used.length() - 1) + "),(0-4)");
    }

    private void delete(Call call) {
        Args args = call.args().count(1, 2);
        int place = args.number(0, 0, 999_999);
        int which = args.number(1, 0, ALL, 0);
        requireCard(board);
        if (which == 0) {
            if (!messages.reading().delete(place)) {
                throw new CommandException(CmsError.MEMORY_INDEX);
            }
        } else {
            messages.reading()
                    .deleteAll(status -> which == ALL
                            || status == Status.REC_READ
                            || which >= 2 && status == Status.STO_SENT
                            || which >= 3 && status == Status.STO_UNSENT);
        }
        call.ok();
        messages.deliverWaiting();
    }
}
