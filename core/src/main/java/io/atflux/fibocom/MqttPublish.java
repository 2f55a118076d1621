package io.atflux.fibocom;

import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Payload;
import io.atflux.command.Settlement;
import java.util.List;
import java.util.stream.IntStream;

/** The common parts of all publishes, made once for all modules: each publish differs only in its line and its payload. */
final class MqttPublish {

    private static final List<MqttPublish> ALL = IntStream.rangeClosed(1, L610MqttCommands.CLIENTS)
            .mapToObj(MqttPublish::new)
            .toList();

    private final AtCommand<AtReply> inline;
    private final AtCommand<AtReply> byLength;
    private final AtCommand<AtReply> inlineInterleaved;
    private final AtCommand<AtReply> byLengthInterleaved;

    private MqttPublish(int client) {
        AtCommand<AtReply> command = AtCommand.of("AT+MQTTPUB");
        AtCommand<AtReply> prompting = command.payload(Payload.counted(new byte[0]));
        inline = ending(client, false, L610Timing.MQTTPUB.on(command));
        byLength = ending(client, false, L610Timing.MQTTPUB_BY_LENGTH.on(prompting));
        inlineInterleaved = ending(client, true, L610Timing.MQTTPUB.on(command));
        byLengthInterleaved = ending(client, true, L610Timing.MQTTPUB_BY_LENGTH.on(prompting));
    }

    private static AtCommand<AtReply> ending(int client, boolean interleaved, AtCommand<AtReply> command) {
        // After OK, only one of MQTT's own errors means that nothing was published.
        Settlement confirmation = L610MqttCommands.settledBy("+MQTTPUB", client).orError(L610Errors.MQTT);
        return L610MqttCommands.endingBy(confirmation, client, interleaved, command);
    }

    /**
     * A publish without its line, and without its payload if that is not inline.
     *
     * @param interleaved as in {@link L610Profile#interleavedMqtt}
     */
    static AtCommand<AtReply> of(int client, boolean interleaved, boolean inline) {
        MqttPublish all = ALL.get(client - 1);
        if (inline) {
            return interleaved ? all.inlineInterleaved : all.inline;
        }
        return interleaved ? all.byLengthInterleaved : all.byLength;
    }
}
