package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.Args;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CmsError;
import io.atflux.samples.modem.engine.CommandException;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.message.Address;
import io.atflux.samples.modem.message.Coding;
import io.atflux.samples.modem.message.PduReader;
import io.atflux.samples.modem.message.StoredMessage;
import io.atflux.samples.modem.message.StoredMessage.Status;
import io.atflux.samples.modem.message.SubmitPdu;
import io.atflux.samples.modem.message.Tpdu;
import io.atflux.samples.modem.message.UserData;
import io.atflux.samples.modem.module.Board;
import io.atflux.samples.modem.module.MessageSettings;
import io.atflux.samples.modem.module.Messages;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** 27.005 clauses 3.5 and 4: write and send messages; acknowledge messages that were routed to the host. */
final class MessageSendCommands {

    /** A real network takes time to accept a message. */
    private static final Duration SENDING = Duration.ofMillis(1_500);

    private static final int MAX_TPDU = 164;
    private static final int MAX_TEXT = 1_024;
    private static final int RELATIVE_VALIDITY = 0x10;
    private static final int VALIDITY_FORMAT = 0x18;

    private final Board board;
    private final Messages messages;
    private final MessageSettings settings;

    private MessageSendCommands(Board board) {
        this.board = board;
        this.messages = board.messages();
        this.settings = messages.settings();
    }

    static void register(CommandTable table, Board board) {
        MessageSendCommands commands = new MessageSendCommands(board);
        MessageSettingCommands.entry(table, "+CMGS").test(Call::ok).set(commands::send);
        MessageSettingCommands.entry(table, "+CMGW").test(Call::ok).set(commands::write);
        MessageSettingCommands.entry(table, "+CMSS").test(Call::ok).set(commands::sendStored);
        MessageSettingCommands.entry(table, "+CNMA")
                .test("+CNMA: (0-2)")
                .execute(call -> commands.acknowledge(call, true))
                .set(commands::acknowledge);
    }

    private void send(Call call) {
        Args args = call.args().count(1, 2);
        if (settings.textMode) {
            Address to = MessageCommands.address(args, 0, 1, settings);
            requireNetwork();
            call.enterText(MAX_TEXT, text -> submit(call, submit(to, text), "+CMGS: "));
        } else {
            int length = length(args.count(1, 1));
            requireNetwork();
            call.enterText(
                    2 * MAX_TPDU + 24,
                    hex -> submit(
                            call,
                            (Tpdu.Submit)
                                    tpdu(Status.STO_UNSENT, pdu(hex, length).tpdu()),
                            "+CMGS: "));
        }
    }

    private void submit(Call call, Tpdu.Submit message, String prefix) {
        requireNetwork();
        board.later(board.switches().realTiming() ? SENDING : Duration.ZERO, call, () -> {
            requireNetwork();
            call.answer(prefix + messages.send(message));
        });
    }

    private static int length(Args args) {
        if (args.isText(0)) {
            throw new CommandException(CmsError.PDU_PARAMETER);
        }
        return args.number(0, 1, MAX_TPDU);
    }

    private static SubmitPdu pdu(byte[] hex, int length) {
        try {
            return SubmitPdu.read(new String(hex, StandardCharsets.ISO_8859_1).strip(), length);
        } catch (IllegalArgumentException e) {
            throw new CommandException(CmsError.PDU_PARAMETER);
        }
    }

    private void requireNetwork() {
        MessageCommands.requireCard(board);
        if (!board.registration().registered()) {
            throw new CommandException(CmsError.NO_NETWORK);
        }
    }

    private Tpdu.Submit submit(Address to, byte[] text) {
        int format = settings.firstOctet & VALIDITY_FORMAT;
        byte[] validity = format == 0 ? new byte[0] : new byte[] {(byte) settings.validity};
        int first = format == 0 ? settings.firstOctet : settings.firstOctet & ~VALIDITY_FORMAT | RELATIVE_VALIDITY;
        return new Tpdu.Submit(first, 0, to, settings.protocol, settings.coding, validity, data(text));
    }

    /**
     * A text in the host's character set, or hexadecimal digits if the coding is not the 7 bit alphabet or a header is
     * set.
     */
    private UserData data(byte[] text) {
        UserData data = null;
        try {
            if (Coding.of(settings.coding) != Coding.SEVEN_BIT || (settings.firstOctet & Tpdu.HEADER) != 0) {
                data = UserData.ofOctets(PduReader.ofHex(new String(text, StandardCharsets.ISO_8859_1)));
            } else {
                String decoded = settings.characters.decode(text);
                data = decoded == null ? null : UserData.ofText(decoded.replace("\r\n", "\n"));
            }
        } catch (IllegalArgumentException unfit) {
            throw new CommandException(CmsError.TEXT_PARAMETER);
        }
        if (data == null) {
            throw new CommandException(CmsError.TEXT_PARAMETER);
        }
        return data;
    }

    private void write(Call call) {
        Args args = call.args().count(1, 3);
        MessageCommands.requireCard(board);
        if (settings.textMode) {
            Address to = MessageCommands.address(args, 0, 1, settings);
            Status status = args.has(2) ? status(args) : Status.STO_UNSENT;
            call.enterText(MAX_TEXT, text -> store(call, new StoredMessage(status, null, stored(status, to, text))));
        } else {
            int length = length(args.count(1, 2));
            Status status = Status.values()[args.number(1, 0, 3, Status.STO_UNSENT.ordinal())];
            call.enterText(2 * MAX_TPDU + 24, hex -> {
                SubmitPdu pdu = pdu(hex, length);
                store(call, new StoredMessage(status, pdu.centre(), tpdu(status, pdu.tpdu())));
            });
        }
    }

    private static Status status(Args args) {
        String text = args.text(2, 1, 10);
        return Arrays.stream(Status.values())
                .filter(status -> status.text().equals(text))
                .findFirst()
                .orElseThrow(args::invalid);
    }

    private static boolean received(Status status) {
        return status == Status.REC_READ || status == Status.REC_UNREAD;
    }

    private Tpdu stored(Status status, Address to, byte[] text) {
        Tpdu.Submit submit = submit(to, text);
        return received(status) ? submit.delivered(to, board.now()) : submit;
    }

    private static Tpdu tpdu(Status status, byte[] octets) {
        try {
            return received(status) ? Tpdu.Deliver.read(octets) : Tpdu.Submit.read(octets);
        } catch (IllegalArgumentException e) {
            throw new CommandException(CmsError.PDU_PARAMETER);
        }
    }

    private void store(Call call, StoredMessage message) {
        int place = messages.writing().add(message);
        if (place == 0) {
            throw new CommandException(CmsError.MEMORY_FULL);
        }
        call.answer("+CMGW: " + place);
    }

    private void sendStored(Call call) {
        Args args = call.args().count(1, 3);
        int place = args.number(0, 1, 999_999);
        requireNetwork();
        StoredMessage stored = messages.writing().get(place);
        if (stored == null || !(stored.tpdu() instanceof Tpdu.Submit submit)) {
            throw new CommandException(CmsError.MEMORY_INDEX);
        }
        Tpdu.Submit message = args.has(1) ? submit.to(MessageCommands.address(args, 1, 2, settings)) : submit;
        messages.writing().sent(place);
        submit(call, message, "+CMSS: ");
    }

    /** A PDU may follow, which the network takes. */
    private void acknowledge(Call call) {
        Args args = call.args().count(1, 2);
        boolean positive = args.number(0, 0, 2) < 2;
        if (args.has(1)) {
            args.number(1, 1, MAX_TPDU);
            call.enterText(2 * MAX_TPDU, pdu -> acknowledge(call, positive));
        } else {
            acknowledge(call, positive);
        }
    }

    private void acknowledge(Call call, boolean positive) {
        if (!messages.acknowledge(positive)) {
            throw new CommandException(CmsError.NO_ACKNOWLEDGEMENT_EXPECTED);
        }
        call.ok();
    }
}
