package io.atflux.fuzz;

import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.CountedAnswer;
import io.atflux.command.Payload;
import io.atflux.fibocom.L610;
import io.atflux.modem.Modem;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TlsFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** The requests that a caller may make, by number. */
final class Requests {

    private static final byte[] PEM =
            "-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n".getBytes(StandardCharsets.US_ASCII);

    private Requests() {}

    static Publisher<?> of(L610 module, int number) {
        AtSession session = module.session();
        Modem modem = module.modem();
        MqttClient mqtt = module.mqtt(number % 2 + 1);
        return switch (number) {
            case 0 -> session.send("AT+CSQ");
            case 1 -> session.send("AT");
            case 2 -> session.send("AT+CMGL=4");
            case 3 -> session.send("AT+MQTTPUB=1,\"t\",1,0,5");
            case 4 -> session.send("AT+CMEE?");
            case 5 -> session.send(counted());
            case 6 -> session.send(payload(Payload.counted(new byte[] {1, 2, '\r', 27, '>'})));
            case 7 -> session.send(AtCommand.of("ATD123;").endingAsCall().timeout(Duration.ofSeconds(60)));
            case 8 ->
                session.exclusive(turn ->
                        turn.send("AT+CREG?").onErrorResume(e -> Mono.empty()).then(turn.send("AT+CGATT?")));
            case 9 -> modem.attach();
            case 10 -> modem.dial();
            case 11 -> modem.release();
            case 12 -> modem.register();
            case 13 -> modem.unlockSim();
            case 14 -> modem.imsi();
            case 15 -> modem.signal();
            case 16 -> modem.clock();
            case 17 -> modem.restart();
            case 18, 19 ->
                mqtt.open(Broker.builder("h", 1883).credentials("u", "secret").build());
            case 20, 21 -> mqtt.publish(MqttMessage.of("t", "plain"));
            case 22, 23 ->
                mqtt.publish(
                        MqttMessage.builder("t")
                                .text("{\"a\":\">\"}")
                                .qos(Qos.EXACTLY_ONCE)
                                .build(),
                        OnUnknown.GIVE_UP);
            case 24, 25 -> mqtt.messages("t/#", Qos.AT_LEAST_ONCE).take(Duration.ofHours(1), session.timer());
            case 26, 27 -> mqtt.subscribe("a/+", Qos.AT_MOST_ONCE);
            case 28, 29 -> mqtt.close();
            case 30 -> session.send(module.commands().mqtt().loadTlsFile(TlsFile.TRUST, PEM, 0));
            default -> mqtt.isOpen();
        };
    }

    private static AtCommand<?> counted() {
        return AtCommand.of("AT+BYTES=5")
                .answeredByCounted(
                        CountedAnswer.of("+BYTES", 1, p -> p.number(0).orElse(-1)))
                .timeout(Duration.ofSeconds(5));
    }

    private static AtCommand<?> payload(Payload payload) {
        return AtCommand.of("AT+DATA=5").payload(payload).timeout(Duration.ofSeconds(10));
    }
}
