package io.atflux.samples.benchmarks.command;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.fibocom.L610;
import io.atflux.fibocom.L610Profile;
import io.atflux.modem.Apn;
import io.atflux.modem.SignalQuality;
import io.atflux.mqtt.MqttMessage;
import io.atflux.transport.tcp.TcpTransport;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** The engine, by its public API. */
final class Engine extends LoopContender {

    /** {@code AT+CSQ} as all the others send it. */
    static final L610Profile PROFILE =
            L610Profile.builder().questionForms(false).build();

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** How programs ask. */
    enum Question {
        /** A command that is made once, sent on the session: {@code session.send(command)}. */
        TYPED,
        /** {@code module.modem().signal()}. */
        MODEM,
        /** {@code session.send("AT+CSQ")}. */
        TEXT,
        /** {@code module.mqtt(1).publish(message)}. */
        PUBLISH,
        /** {@code module.modem().attach()}. */
        ATTACH;

        Supplier<Mono<?>> on(L610 module) {
            AtSession session = module.session();
            AtCommand<SignalQuality> command = module.commands().modem().signal();
            return switch (this) {
                case TYPED -> () -> session.send(command);
                case MODEM -> () -> module.modem().signal();
                case TEXT -> () -> session.send("AT+CSQ");
                case PUBLISH -> () -> module.mqtt(1).publish(MqttMessage.of(Wire.TOPIC, Wire.PAYLOAD));
                case ATTACH -> () -> module.modem().attach();
            };
        }
    }

    private final Question question;
    private final Supplier<UnaryOperator<AtClient>> change;

    /**
     * @param change asked anew for each line
     */
    Engine(Question question, Supplier<UnaryOperator<AtClient>> change) {
        this.question = question;
        this.change = change;
    }

    @Override
    Line line(int port) {
        L610 module = Objects.requireNonNull(
                L610.over(TcpTransport.to("127.0.0.1", port).group(loops))
                        .profile(PROFILE)
                        .apn(Apn.of("cmnet"))
                        .session(change.get())
                        .connect()
                        .block(LIMIT));
        return new MonoLine(this, question.on(module), () -> module.close().block(LIMIT));
    }
}
