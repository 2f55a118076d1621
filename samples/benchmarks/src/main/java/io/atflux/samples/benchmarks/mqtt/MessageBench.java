package io.atflux.samples.benchmarks.mqtt;

import io.atflux.samples.benchmarks.measure.Constant;
import io.atflux.samples.benchmarks.measure.Duel;
import io.atflux.samples.benchmarks.measure.Duel.Shown;
import io.atflux.samples.benchmarks.measure.Pace;
import io.atflux.samples.benchmarks.measure.Spread;
import io.atflux.samples.benchmarks.measure.Table;
import io.atflux.samples.benchmarks.modem.FastModem;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Messages at the highest rate, and a single message. */
public final class MessageBench {

    private static final String RAW = "raw Netty, line feeds counted";
    private static final String CONTROL = "raw Netty again";

    private MessageBench() {}

    /** {@code +MQTTMSG} without a pause. Only the receiver's thread counts. */
    public static Table flood(int payload, Pace pace) {
        Table table = new Table("Flood of +MQTTMSG with " + payload + " bytes");
        Map<String, Flooding.Opening> openings = new LinkedHashMap<>();
        openings.put(RAW, Receivers::raw);
        openings.put(CONTROL, Receivers::raw);
        openings.put("LineBasedFrameDecoder alone", Receivers::lines);
        openings.put("engine, MqttClient.messages", port -> Receivers.engine(port, message -> {}));
        List<Flooding> open = new ArrayList<>();
        try {
            Duel duel = new Duel(pace, false, RAW);
            openings.forEach((name, opening) -> {
                Flooding flooding = new Flooding(opening, payload);
                open.add(flooding);
                duel.add(name, flooding);
            });
            int bytes = Flooding.message(payload).length;
            Map<String, Shown> all = duel.run();
            all.forEach((name, shown) -> table.put(name, "M messages per CPU second", scaled(shown.rate(), 1e-6))
                    .put(name, "÷ raw", shown.ratio())
                    .put(name, "MB per CPU second", scaled(shown.rate(), bytes * 1e-6))
                    .put(name, "garbage, bytes a message", shown.garbage()));
            Shown control = all.get(CONTROL);
            if (control != null) {
                Duel.judge(table, control);
            }
        } finally {
            open.forEach(Flooding::close);
        }
        return table;
    }

    private static Spread scaled(Spread spread, double factor) {
        return new Spread(spread.median() * factor, spread.low() * factor, spread.high() * factor);
    }

    /**
     * One message on an idle line, and one with another line after it: the time from the modem's write to the
     * subscriber.
     */
    public static Table alone(Pace pace) {
        Table table = new Table("A lone +MQTTMSG with 64 bytes");
        byte[] message = Flooding.message(64);
        ByteBuf next = Unpooled.wrappedBuffer(message, "\r\n+CREG: 1\r\n".getBytes(StandardCharsets.ISO_8859_1));
        alone(table, "engine, MqttClient.messages", Constant.of(message), pace);
        alone(table, "the same, followed by another line of the modem", Constant.of(ByteBufUtil.getBytes(next)), pace);
        return table;
    }

    private static void alone(Table table, String row, ByteBuf printed, Pace pace) {
        Semaphore arrived = new Semaphore(0);
        List<Double> millis = new ArrayList<>();
        try (FastModem modem = FastModem.start();
                Receiver engine = Receivers.engine(modem.port(), received -> arrived.release())) {
            for (int i = 0; i < 2 * pace.rounds(); i++) {
                long start = System.nanoTime();
                modem.print(printed);
                if (!arrived.tryAcquire(10, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("a message did not arrive at " + engine.loop());
                }
                millis.add((System.nanoTime() - start) * 1e-6);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        table.put(row, "ms to its subscriber", Spread.of(millis)).put(row, "worst, ms", Spread.quantile(millis, 1));
    }
}
