package io.atflux.samples.benchmarks.command;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.fibocom.L610;
import io.atflux.line.LineShape;
import io.atflux.modem.Apn;
import io.atflux.mqtt.MqttMessage;
import io.atflux.transport.tcp.TcpTransport;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** The engine, by its public API. */
final class Engine extends LoopContender {

    /** {@code AT+CSQ} as all the others send it; its result is the signal number. */
    private static final AtCommand<Integer> SIGNAL = AtCommand.of("AT+CSQ")
            .answeredBy(LineShape.named("+CSQ"))
            // A thousand commands sent at once by a program that has just started take long.
            .timeout(Duration.ofSeconds(60))
            .as(reply -> reply.lines().get(0).parameters().number(0).orElseThrow());

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** The ways in which programs send a command. */
    enum Question {
        /** A command that is created once, sent on the session: {@code session.send(command)}. */
        TYPED,
        /** {@code module.modem().signal()}. */
        MODEM,
        /** The same on a session without a module around it. */
        BARE,
        /** {@code session.send("AT+CSQ")}. */
        TEXT,
        /** {@code module.mqtt(1).publish(message)}. */
        PUBLISH,
        /** {@code module.modem().attach()}. */
        ATTACH;

        Supplier<Mono<?>> on(L610 module) {
            AtSession session = module.session();
            return switch (this) {
                case TYPED, BARE -> () -> session.send(SIGNAL);
                case MODEM -> () -> module.modem().signal();
                case TEXT -> () -> session.send("AT+CSQ");
                case PUBLISH -> () -> module.mqtt(1).publish(MqttMessage.of(Wire.TOPIC, Wire.PAYLOAD));
                case ATTACH -> () -> module.modem().attach();
            };
        }
    }

    static AtCommand<Integer> signal() {
        return SIGNAL;
    }

    private final Question question;
    private final Supplier<UnaryOperator<AtClient>> change;

    /** @param change called anew for each line */
    Engine(Question question, Supplier<UnaryOperator<AtClient>> change) {
        this.question = question;
        this.change = change;
    }

    @Override
    Line line(int port) {
        TcpTransport transport = TcpTransport.to("127.0.0.1", port).group(loops);
        if (question == Question.BARE) {
            AtClient client = change.get().apply(AtClient.over(transport));
            AtSession session = Objects.requireNonNull(client.connect().block(LIMIT));
            return new MonoLine(
                    this, () -> session.send(SIGNAL), () -> session.close().block(LIMIT));
        }
        L610.Builder builder = L610.over(transport).session(change.get());
        if (question == Question.ATTACH) {
            builder.apn(Apn.of("cmnet"));
        }
        L610 module = Objects.requireNonNull(builder.connect().block(LIMIT));
        return new MonoLine(this, question.on(module), () -> module.close().block(LIMIT));
    }
}
