package io.atflux.samples.readme;

import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.RetryRule;
import io.atflux.fibocom.L610;
import io.atflux.fibocom.L610Profile;
import io.atflux.line.LineShape;
import io.atflux.link.MqttLink;
import io.atflux.modem.Apn;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.transport.AtTransport;
import io.atflux.transport.AtTransports;
import io.atflux.transport.tcp.dialin.DeviceRegistration;
import io.atflux.transport.tcp.dialin.Heartbeat;
import io.atflux.transport.tcp.dialin.TcpListener;
import io.atflux.urc.UrcType;
import java.time.Duration;
import java.util.regex.Pattern;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The README's Java, compiled and run by {@link ReadmeIT}; each example stands between two markers. */
final class ReadmeExamples {

    private ReadmeExamples() {}

    static Flux<String> echo(String url, String brokerHost, int brokerPort) {
        // example: use it
        AtTransport line = AtTransports.of(url);

        return L610.over(line).apn(Apn.byImsi()).connect().flatMapMany(module -> {
            MqttClient mqtt = module.mqtt(1);
            Broker broker = Broker.builder(brokerHost, brokerPort)
                    .credentials("g510/test1", "secret")
                    .will("state", "offline")
                    .keepAlive(Duration.ofSeconds(60))
                    .build();

            Flux<String> commands = mqtt.messages("cmd/#", Qos.AT_LEAST_ONCE).map(MqttMessage::text);

            return module.modem()
                    .attach()
                    .doOnNext(attached -> System.out.println("on the network: " + attached.bearer()))
                    .then(mqtt.open(broker))
                    .thenMany(commands)
                    .doOnNext(command -> System.out.println("received: " + command))
                    .concatMap(command -> mqtt.publish(MqttMessage.of("done", command)))
                    .map(receipt -> receipt.message().text());
        });
        // end
    }

    static Flux<String> link(AtTransport line, String brokerHost, int brokerPort) {
        // example: when the line is lost
        MqttLink link = L610.over(line).apn(Apn.byImsi()).link(Broker.tcp(brokerHost, brokerPort));

        link.states().subscribe(state -> System.out.println("link: " + state));
        Flux<String> commands = link.messages("cmd/#", Qos.AT_LEAST_ONCE).map(MqttMessage::text);

        return link.start().thenMany(commands).concatMap(command -> link.publish(MqttMessage.of("done", command))
                .map(receipt -> command + ": " + receipt.outcome()));
        // end
    }

    static Flux<String> dialIn(int port) {
        // example: devices that dial in
        return Flux.usingWhen(
                TcpListener.on("0.0.0.0", port)
                        .registration(DeviceRegistration.regex(Pattern.compile("ID=(\\d{15})\r\n")))
                        .heartbeat(Heartbeat.text("HB"))
                        .bind(),
                listener -> listener.devices()
                        .flatMap(device -> L610.over(device).connect().flatMapMany(module -> work(module)), 10_000),
                TcpListener::close);
        // end
    }

    /** Reads one answer, and closes the line. */
    private static Flux<String> work(L610 module) {
        return module.session()
                .send("AT")
                .map(reply -> reply.result().text())
                .concatWith(module.close().then(Mono.empty()));
    }

    // example: your own
    static final AtCommand<String> SERIAL_NUMBER = AtCommand.of("AT+CFSN?")
            .answeredBy(LineShape.named("+CFSN"))
            .timeout(Duration.ofSeconds(1))
            .retry(RetryRule.within(Duration.ofSeconds(90)))
            .as(reply -> reply.parameters("+CFSN").text(0));

    static final UrcType<Integer> NEW_MESSAGE = UrcType.of(
            LineShape.named("+CMTI"), line -> line.parameters().number(1).orElseThrow());

    static final L610Profile PROFILE = L610Profile.builder().urc(NEW_MESSAGE).build();
    // end

    static Mono<String> own(AtTransport line) {
        // example: over your own
        Mono<L610> module = L610.over(line).profile(PROFILE).connect();
        // end
        return Mono.usingWhen(
                module,
                connected -> {
                    AtSession session = connected.session();
                    // example: use your own
                    session.urcs(NEW_MESSAGE).subscribe(index -> System.out.println("message " + index));
                    Mono<String> serial = session.send(SERIAL_NUMBER);
                    // end
                    return session.send(AtCommand.of("AT").retry(RetryRule.times(5)))
                            .then(serial);
                },
                L610::close);
    }
}
