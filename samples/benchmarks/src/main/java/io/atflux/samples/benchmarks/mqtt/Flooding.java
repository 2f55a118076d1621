package io.atflux.samples.benchmarks.mqtt;

import io.atflux.samples.benchmarks.measure.Constant;
import io.atflux.samples.benchmarks.measure.Duel.Worker;
import io.atflux.samples.benchmarks.modem.FastModem;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A separate modem that prints messages to a receiver as fast as it takes them. */
final class Flooding implements Worker, AutoCloseable {

    static final String TOPIC = "test1";

    private static final int CHUNK = 16_384;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Opens a receiver on the modem at a port. */
    interface Opening {
        Receiver open(int port);
    }

    private final FastModem modem = FastModem.start();
    private final Receiver receiver;
    private final ByteBuf chunk;
    private final int each;
    private long expected;

    Flooding(Opening opening, int payload) {
        byte[] message = message(payload);
        each = Math.max(1, CHUNK / message.length);
        chunk = Constant.of(message, each);
        receiver = opening.open(modem.port());
    }

    /** The form of the L610: {@code CR LF +MQTTMSG: 1, 1, test1, payload CR LF}. */
    static byte[] message(int payload) {
        return ("\r\n+MQTTMSG: 1, 1, " + TOPIC + ", " + "0123456789abcdef".repeat(payload / 16) + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void go() {
        modem.flood(chunk);
    }

    @Override
    public void halt() {
        modem.endFlood();
        expected = modem.poured() * each;
        long end = System.nanoTime() + LIMIT_NANOS;
        while (done() < expected) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(done() + " messages of " + expected + " came");
            }
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    @Override
    public long done() {
        return receiver.loop().submit(receiver::received).syncUninterruptibly().getNow();
    }

    @Override
    public Map<String, Long> counts() {
        return Map.of();
    }

    @Override
    public void close() {
        receiver.close();
        modem.close();
    }
}
