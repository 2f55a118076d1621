package io.atflux.samples.benchmarks.micro;

import io.atflux.command.AtCommand;
import io.atflux.fibocom.L610;
import io.atflux.line.LineShape;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.netty.buffer.ByteBuf;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The whole engine without a socket: from the send to the answer, and from the bytes to the subscriber. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EngineBenchmark {

    private static final String PAYLOAD = "0123456789abcdef".repeat(4);

    private static final AtCommand<Integer> SIGNAL = AtCommand.of("AT+CSQ")
            .answeredBy(LineShape.named("+CSQ"))
            .as(reply -> reply.lines().get(0).parameters().number(0).orElseThrow());

    private final SilentLine line = new SilentLine();
    private final L610 module = Objects.requireNonNull(L610.over(line).connect().block());
    private final ByteBuf answer = SilentLine.said("\r\n+CSQ: 23,0\r\n\r\nOK\r\n");
    private final ByteBuf confirmed = SilentLine.said("\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n");
    private final ByteBuf message = SilentLine.said("\r\n+MQTTMSG: 1, 1, test1, " + PAYLOAD + "\r\n");
    private final ByteBuf nobodys = SilentLine.said("\r\n+NOBODY: 1,2\r\n");
    private final MqttMessage outbound = MqttMessage.of("test1", PAYLOAD);
    private long received;

    @Setup
    public void subscribe() {
        module.mqtt(1).messages("test1", Qos.AT_LEAST_ONCE).subscribe(any -> received++);
        line.reads(SilentLine.said("\r\nOK\r\n\r\n+MQTTSUB: 1,1\r\n"));
    }

    private void done() {
        received++;
    }

    @Benchmark
    public long command() {
        module.session().send(SIGNAL).subscribe(any -> {}, any -> {}, this::done);
        line.reads(answer);
        return received;
    }

    @Benchmark
    public long publish() {
        module.mqtt(1).publish(outbound).subscribe(any -> {}, any -> {}, this::done);
        line.reads(confirmed);
        return received;
    }

    @Benchmark
    public long message() {
        line.reads(message);
        return received;
    }

    @Benchmark
    public long lineOfNobody() {
        line.reads(nobodys);
        return received;
    }
}
