package io.atflux.samples.cli.mqtt;

import io.atflux.error.AtUsageException;
import io.atflux.fibocom.L610Commands;
import io.atflux.fibocom.L610Profile;
import io.atflux.mqtt.MqttDialect;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.Qos;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import reactor.core.publisher.Flux;

/** The messages of the command line: one, or one for each line of the input. */
final class Outgoing {

    static final String STANDARD_INPUT = "-";

    private static final String WHAT = "PAYLOAD";
    private static final MqttDialect MODULE =
            L610Commands.of(L610Profile.defaults()).mqtt();

    private final String topic;
    private final Qos qos;
    private final boolean retain;

    Outgoing(String topic, Qos qos, boolean retain) {
        this.topic = topic;
        this.qos = qos;
        this.retain = retain;
    }

    /**
     * The messages in their order. Everything that can be checked is checked now.
     *
     * @param payload text, {@code @FILE}, or {@link #STANDARD_INPUT}
     * @throws AtUsageException for an invalid topic, payload or file
     */
    Flux<MqttMessage> messages(String payload, boolean lines, InputStream standardInput) {
        check(message(new byte[0]));
        boolean standard = payload.equals(STANDARD_INPUT);
        if (lines) {
            return standard ? lines(standardInput) : linesOf(file(payload));
        }
        MqttMessage only = message(standard ? all(standardInput) : bytes(payload));
        check(only);
        return Flux.just(only);
    }

    /** @throws AtUsageException for a message that no module accepts */
    static void check(MqttMessage message) {
        MODULE.publish(1, message, OnUnknown.SEND_AGAIN);
    }

    private MqttMessage message(byte[] payload) {
        return MqttMessage.builder(topic)
                .payload(payload)
                .qos(qos)
                .retain(retain)
                .build();
    }

    private byte[] bytes(String payload) {
        if (payload.startsWith("@") && !payload.startsWith("@@")) {
            return UserFiles.bytes(WHAT, payload.substring(1));
        }
        String text = payload.startsWith("@@") ? payload.substring(1) : payload;
        return MqttMessage.of(topic, text).payload();
    }

    private static byte[] all(InputStream in) {
        try {
            return UserFiles.bytes("standard input", in);
        } catch (IOException e) {
            throw UserFiles.unreadable("standard", "input", e);
        }
    }

    private static String file(String payload) {
        if (!payload.startsWith("@") || payload.startsWith("@@")) {
            throw Usage.wrong("--lines takes its lines from standard input (-), or from @FILE");
        }
        return payload.substring(1);
    }

    private Flux<MqttMessage> lines(InputStream in) {
        return new InputLines(new BufferedInputStream(in)).lines().map(this::message);
    }

    private Flux<MqttMessage> linesOf(String name) {
        try {
            if (Files.isRegularFile(UserFiles.path(WHAT, name))) {
                checkLines(name);
            }
            return lines(Files.newInputStream(UserFiles.path(WHAT, name)));
        } catch (IOException e) {
            throw UserFiles.unreadable(WHAT, name, e);
        }
    }

    private void checkLines(String name) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(UserFiles.path(WHAT, name)))) {
            long number = 0;
            for (byte[] line = InputLines.next(in); line != null; line = InputLines.next(in)) {
                number++;
                try {
                    check(message(line));
                } catch (AtUsageException e) {
                    throw Usage.of("line " + number + " of " + name, e);
                }
            }
        }
    }
}
