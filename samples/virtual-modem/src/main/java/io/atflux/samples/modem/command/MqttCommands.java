package io.atflux.samples.modem.command;

import io.atflux.samples.modem.at.Escapes;
import io.atflux.samples.modem.engine.Args;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.CommandTable;
import io.atflux.samples.modem.module.Board;
import io.atflux.samples.modem.module.ModuleMqttClient;
import io.atflux.samples.modem.module.ModuleMqttClients;
import io.atflux.samples.modem.switches.Switch;
import java.time.Duration;

/** Subscribe, publish, close, and buffered reception. */
final class MqttCommands {

    static final int TOPIC = 255;
    static final int INLINE = 1024;

    private final Board board;
    private final ModuleMqttClients clients;

    private MqttCommands(Board board) {
        this.board = board;
        this.clients = board.mqtt();
    }

    static void register(CommandTable table, Board board) {
        new MqttCommands(board).register(table);
    }

    private void register(CommandTable table) {
        entry(table, "+MQTTSUB").test("+MQTTSUB: (1,2),(255),(0-2)").set(this::subscribe);
        entry(table, "+MQTTUNSUB").test("+MQTTUNSUB: (1,2),(255)").set(this::unsubscribe);
        entry(table, "+MQTTPUB")
                .test("+MQTTPUB: (1,2),(255),(0-2),(0,1),(1024)")
                .set(this::publish);
        entry(table, "+MQTTCLOSE").test("+MQTTCLOSE: (1,2)").set(this::close);
        if (board.switches().is(Switch.BUFFERED_MODE, "present")) {
            entry(table, "+MQTTCONF")
                    .read(call -> call.answer("+MQTTCONF: " + (clients.buffered ? 1 : 0)))
                    .test("+MQTTCONF: (0,1)")
                    .set(call -> {
                        clients.buffered = call.args().count(1, 1).number(0, 0, 1) == 1;
                        call.ok();
                    });
            entry(table, "+MQTTREAD").test("+MQTTREAD: (1,2)").set(this::read);
        }
    }

    private CommandTable.Entry entry(CommandTable table, String name) {
        return table.on(name)
                .takes(Duration.ofMillis(10))
                .wrongParameter(BearerCommands.wrongParameter(board.switches()));
    }

    private ModuleMqttClient client(Args args) {
        return clients.get(args.number(0, 1, ModuleMqttClients.COUNT));
    }

    private byte[] topic(Args args) {
        return args.bytes(1, 1, TOPIC, board.switches().is(Switch.UNQUOTED, "accept"));
    }

    private int qos(Args args, int index) {
        return args.number(index, 0, board.switches().is(Switch.QOS2, "yes") ? 2 : 1);
    }

    private void subscribe(Call call) {
        Args args = call.args().count(3, 3);
        client(args).subscribe(call, topic(args), qos(args, 2));
    }

    private void unsubscribe(Call call) {
        Args args = call.args().count(2, 2);
        ModuleMqttClient client = client(args);
        byte[] topic = topic(args);
        client.unsubscribe(call, topic);
    }

    private void publish(Call call) {
        Args args = call.args().count(5, 5);
        ModuleMqttClient client = client(args);
        byte[] topic = topic(args);
        int qos = qos(args, 2);
        boolean retain = args.number(3, 0, 1) == 1;
        if (args.isText(4)) {
            client.publish(call, topic, qos, retain, inline(args));
        } else {
            int length = args.number(4, 1, board.switches().number(Switch.LENGTH_MAX));
            if (board.switches().is(Switch.LENGTH_WHEN_CLOSED, "error")) {
                client.requireOpen();
            }
            call.enterData(length, payload -> client.publish(call, topic, qos, retain, payload));
        }
    }

    private byte[] inline(Args args) {
        byte[] payload = args.bytes(4, 0, INLINE);
        return board.switches().is(Switch.QUOTE_ESCAPE, "unescape") ? Escapes.unescape(payload) : payload;
    }

    private void close(Call call) {
        Args args = call.args().count(1, 1);
        client(args).close(call);
    }

    private void read(Call call) {
        Args args = call.args().count(1, 1);
        byte[] message = clients.read(client(args).id());
        if (message.length > 0) {
            call.info(message);
        }
        call.ok();
    }
}
