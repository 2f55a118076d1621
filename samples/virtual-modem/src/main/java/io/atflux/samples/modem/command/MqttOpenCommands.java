package io.atflux.samples.modem.command;

import io.atflux.samples.modem.engine.Args;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CmeError;
import io.atflux.samples.modem.engine.CommandException;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.module.Board;
import io.atflux.samples.modem.module.ModuleMqttClient;
import io.atflux.samples.modem.module.ModuleMqttClients;
import io.atflux.samples.modem.module.MqttIdentity;
import io.atflux.samples.modem.module.OpenTarget;
import io.atflux.samples.modem.module.TlsStore;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.uplink.OpenRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The settings before a session, and its opening. */
final class MqttOpenCommands {

    private static final int CREDENTIAL = 128;
    private static final int CLIENT_ID = 128;
    private static final int HOST = 255;
    private static final int KEEP_ALIVE = 300;
    private static final int TLS_FLAG = 2;
    private static final int TLS_PORT = 8883;

    private final Board board;

    private MqttOpenCommands(Board board) {
        this.board = board;
    }

    static void register(CommandTable table, Board board) {
        new MqttOpenCommands(board).register(table);
    }

    private void register(CommandTable table) {
        CmeError wrong = BearerCommands.wrongParameter(board.switches());
        table.on("+MQTTUSER")
                .takes(Duration.ofMillis(35))
                .wrongParameter(wrong)
                .read(this::users)
                .test("+MQTTUSER: (1,2),(128),(128)[,(23)]")
                .set(this::user);
        table.on("+MQTTWILL")
                .wrongParameter(wrong)
                .test("+MQTTWILL: (1,2),(255),(0-2),(0,1),(1024)")
                .set(this::will);
        table.on("+MQTTOPEN")
                .takes(Duration.ofMillis(100))
                .wrongParameter(wrong)
                .read(call -> call.answer(board.mqtt().answerOpen()))
                .test("+MQTTOPEN: (1,2),(255),(1-65535),(0,1),(1-300)[,(0,2)]")
                .set(this::open);
    }

    private ModuleMqttClient client(Args args) {
        return board.mqtt().get(args.number(0, 1, ModuleMqttClients.COUNT));
    }

    private void user(Call call) {
        Args args = call.args().count(3, 4);
        ModuleMqttClient client = client(args);
        byte[] user = args.bytes(1, 0, CREDENTIAL);
        byte[] password = args.bytes(2, 0, CREDENTIAL);
        String clientId =
                args.has(3) ? args.text(3, 1, CLIENT_ID) : board.switches().text(Switch.IMEI);
        client.requireClosed();
        client.setup().identity(new MqttIdentity(user, password, clientId));
        call.ok();
    }

    private void users(Call call) {
        for (ModuleMqttClient client : board.mqtt().all()) {
            if (!client.setup().identified()) {
                continue;
            }
            MqttIdentity identity = client.setup().identity();
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            line.writeBytes(("+MQTTUSER: " + client.id() + ",\"").getBytes(StandardCharsets.ISO_8859_1));
            line.writeBytes(identity.user());
            line.writeBytes(("\",\"\",\"" + identity.clientId() + "\"").getBytes(StandardCharsets.ISO_8859_1));
            call.info(line.toByteArray());
        }
        call.ok();
    }

    private void will(Call call) {
        Args args = call.args().count(5, 5);
        ModuleMqttClient client = client(args);
        byte[] topic = args.bytes(1, 1, MqttCommands.TOPIC);
        int qos = args.number(2, 0, 2);
        boolean retain = args.number(3, 0, 1) == 1;
        if (args.isText(4)) {
            byte[] message = args.bytes(4, 0, MqttCommands.INLINE);
            client.requireClosed();
            client.setup().will(new OpenRequest.Will(topic, qos, retain, message));
            call.ok();
        } else if (board.switches().is(Switch.WILL_LENGTH, "absent")) {
            throw args.invalid();
        } else {
            int length = args.number(4, 1, MqttCommands.INLINE);
            client.requireClosed();
            call.enterData(length, message -> {
                client.requireClosed();
                client.setup().will(new OpenRequest.Will(topic, qos, retain, message));
                call.ok();
            });
        }
    }

    private void open(Call call) {
        Args args = call.args().count(5, 6);
        ModuleMqttClient client = client(args);
        boolean unquoted = board.switches().is(Switch.UNQUOTED, "accept");
        String host = new String(args.bytes(1, 1, HOST, unquoted), StandardCharsets.ISO_8859_1);
        int port = args.number(2, 1, 65_535);
        boolean clean = args.number(3, 0, 1) == 1;
        int keepAlive = args.number(4, 1, KEEP_ALIVE);
        boolean tls = tls(args, port);
        if (client.answeredAsOpen(call)) {
            return;
        }
        if (!board.bearer().isUp() && board.switches().is(Switch.WITHOUT_BEARER, "error")) {
            throw new CommandException(CmeError.PDP_NOT_ACTIVE);
        }
        TlsStore store = board.tls();
        boolean checkFails = tls && store.verify && !board.calendar().plausible();
        client.open(
                call,
                new OpenTarget(host, port, clean, keepAlive, tls ? store.settings() : null, checkFails),
                code -> store.error = code);
    }

    /** 1 is reserved on the L610, although another module uses it as the flag for TLS. */
    private boolean tls(Args args, int port) {
        if (!args.has(5)) {
            return port == TLS_PORT && board.switches().is(Switch.TLS_FLAG, "by-port");
        }
        int flag = args.number(5, 0, TLS_FLAG);
        if (flag == 1) {
            throw args.invalid();
        }
        return flag == TLS_FLAG;
    }
}
