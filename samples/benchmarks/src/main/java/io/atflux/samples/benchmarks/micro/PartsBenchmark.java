package io.atflux.samples.benchmarks.micro;

import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.fibocom.L610Commands;
import io.atflux.fibocom.L610Profile;
import io.atflux.internal.trace.SecretMask;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Parsing parameters, classifying lines, writing commands, masking secrets. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PartsBenchmark {

    private static final String OPERATOR = "+COPS: 0,0,\"CHINA MOBILE\",7";

    private final LineShape answer = LineShape.named("+COPS").withParameters(1, 4);
    private final AtLine line = AtLine.of(OPERATOR);
    private final AtLine other = AtLine.of("+CSQ: 23,0");
    private final L610Commands commands = L610Commands.of(L610Profile.defaults());
    private final MqttMessage message = MqttMessage.of("g510/test1", "0123456789abcdef".repeat(4));
    private final SecretMask mask = new SecretMask();
    private final String text = "AT+MQTTPUB=1,\"g510/test1\",1,0,\"" + "0123456789abcdef".repeat(4) + "\"";

    @Setup
    public void know() {
        mask.add(List.of("correct horse", "battery staple"));
    }

    @Benchmark
    public int parametersOfANewLine() {
        return AtLine.of(OPERATOR).parameters().size();
    }

    @Benchmark
    public boolean shapeThatMatches() {
        return answer.matches(line);
    }

    @Benchmark
    public boolean shapeOfAnotherName() {
        return answer.matches(other);
    }

    @Benchmark
    public AtCommand<AtReply> publishEncoded() {
        return commands.mqtt().publish(1, message, OnUnknown.SEND_AGAIN);
    }

    @Benchmark
    public String maskOfALineWithoutSecrets() {
        return mask.mask(text);
    }
}
