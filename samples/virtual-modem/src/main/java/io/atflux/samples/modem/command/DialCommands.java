package io.atflux.samples.modem.command;

import io.atflux.samples.modem.at.Form;
import io.atflux.samples.modem.engine.Args;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.engine.ResultCode;
import io.atflux.samples.modem.message.Address;
import io.atflux.samples.modem.module.Board;
import io.atflux.samples.modem.switches.Switch;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** V.250 clause 6.3 and 27.007 clauses 6 and 10.2: dial, answer, hang up; data calls. */
final class DialCommands {

    private static final Duration CONNECTING = Duration.ofMillis(300);
    private static final int BUSY_DETECTED_FROM = 3;

    /** {@code *99***1#}: address and protocol may stand between the asterisks, the context comes last. */
    private static final Pattern PACKET_CALL =
            Pattern.compile("\\*9[89](?:\\*[^*#]*)?(?:\\*[^*#]*)?(?:\\*(\\d{1,2}))?#");

    private static final Pattern VOICE_CALL = Pattern.compile("(\\+?[0-9*#ABC]{1,20})[IG]?;", Pattern.CASE_INSENSITIVE);

    private final Board board;

    private DialCommands(Board board) {
        this.board = board;
    }

    static void register(CommandTable table, Board board) {
        DialCommands commands = new DialCommands(board);
        table.on("D").takes(CONNECTING).execute(commands::dial);
        table.on("A").execute(call -> call.end(board.calls().answer() ? ResultCode.OK : ResultCode.NO_CARRIER));
        table.on("H").execute(call -> {
            call.args().number(0, 0, 1, 0);
            board.calls().hangUp();
            board.engine().hangUp();
            call.ok();
        });
        table.on("O").execute(call -> {
            call.args().number(0, 0, 1, 0);
            call.resumeData();
        });
        table.on("+CGDATA")
                .test("+CGDATA: (\"PPP\")")
                .takes(Form.SET, CONNECTING)
                .set(call -> {
                    Args args = call.args().count(1, 2);
                    if (!args.text(0, 3, 3).equals("PPP")) {
                        throw args.invalid();
                    }
                    commands.connect(call, args.number(1, 0, BearerCommands.CONTEXTS, 1));
                });
    }

    private void dial(Call call) {
        String number = call.command().tail().replaceAll("[ ,()/-]", "").toUpperCase(Locale.ROOT);
        number = number.matches("[TP].*") ? number.substring(1) : number;
        Matcher packet = PACKET_CALL.matcher(number);
        Matcher voice = VOICE_CALL.matcher(number);
        if (packet.matches()) {
            connect(call, packet.group(1) == null ? 1 : Integer.parseInt(packet.group(1)));
        } else if (voice.matches()) {
            speak(call, Address.of(voice.group(1).toLowerCase(Locale.ROOT)));
        } else {
            // This module has no data circuit.
            call.end(ResultCode.NO_CARRIER);
        }
    }

    private void connect(Call call, int cid) {
        if (board.engine().inCall()
                || !board.contexts().defined(cid)
                || !board.contexts().attached()) {
            call.end(ResultCode.NO_CARRIER);
            return;
        }
        boolean own = !board.contexts().active(cid);
        if (own) {
            board.contexts().activate(cid);
        }
        board.engine().onCallEnd(() -> {
            board.uart().dataCall(false);
            if (own) {
                board.contexts().deactivate(cid);
            }
        });
        board.uart().dataCall(true);
        call.connect(octets -> {
            // The network accepts the bytes; it has no PPP peer that would answer.
        });
    }

    private void speak(Call call, Address number) {
        if (board.calls().busy() || !board.registration().registered()) {
            call.end(ResultCode.NO_CARRIER);
            return;
        }
        board.later(board.switches().time(Switch.CALL_TIME), call, () -> {
            switch (board.switches().text(Switch.CALL)) {
                case "busy" ->
                    call.end(
                            board.settings().resultCodes >= BUSY_DETECTED_FROM
                                    ? ResultCode.BUSY
                                    : ResultCode.NO_CARRIER);
                case "no-answer" -> call.end(ResultCode.NO_ANSWER);
                case "no-carrier" -> call.end(ResultCode.NO_CARRIER);
                default -> {
                    board.calls().dialled(number);
                    call.ok();
                }
            }
        });
    }
}
