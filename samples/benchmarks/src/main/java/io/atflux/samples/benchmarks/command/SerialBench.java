package io.atflux.samples.benchmarks.command;

import com.fazecast.jSerialComm.SerialPort;
import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.samples.benchmarks.measure.Duel;
import io.atflux.samples.benchmarks.measure.Duel.Shown;
import io.atflux.samples.benchmarks.measure.Duel.Worker;
import io.atflux.samples.benchmarks.measure.Pace;
import io.atflux.samples.benchmarks.measure.Table;
import io.atflux.samples.benchmarks.modem.FastModem;
import io.atflux.samples.benchmarks.process.Socat;
import io.atflux.transport.serial.SerialTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * Commands over serial ports: pseudo-terminals that socat connects to the modem. The CPU time of socat and of the modem
 * does not count.
 */
public final class SerialBench {

    private static final String BLOCKING = "jSerialComm, blocking";
    private static final String ENGINE = "engine, SerialTransport";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private SerialBench() {}

    public static Table run(Pace pace) throws IOException {
        Table table = new Table("AT+CSQ over a serial port");
        if (!Socat.isThere()) {
            return table.note("Not measured: there is no socat.");
        }
        try (FastModem modem = FastModem.start();
                Socat first = Socat.start(modem.port());
                Socat second = Socat.start(modem.port());
                Serial serial = new Serial(second.device().toString())) {
            Blocking blocking = blocking(first.device().toString());
            Map<String, Shown> all = new Duel(pace, false, BLOCKING)
                    .add(BLOCKING, worker(blocking))
                    .add(ENGINE, serial)
                    .run();
            blocking.close();
            all.forEach((name, shown) -> table.put(name, "commands per second", shown.perSecond())
                    .put(name, "client CPU, ns", shown.clientNanos())
                    .put(name, "rate ÷ blocking", shown.ratio())
                    .put(name, "garbage, bytes", shown.garbage()));
        }
        return table;
    }

    private static Blocking blocking(String device) throws IOException {
        SerialPort port = SerialPort.getCommPort(device);
        port.setBaudRate(115_200);
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, 10_000, 0);
        if (!port.openPort()) {
            throw new IOException("cannot open " + device + ": error " + port.getLastErrorCode());
        }
        return new Blocking(
                new Blocking.Streams(port.getInputStream(), port.getOutputStream(), port::closePort),
                Blocking.platform());
    }

    private static Worker worker(Blocking blocking) {
        return new Worker() {
            @Override
            public void go() {
                blocking.go();
            }

            @Override
            public void halt() {
                blocking.halt();
            }

            @Override
            public long done() {
                return blocking.answers();
            }
        };
    }

    /** One session on the threads that serial ports share. */
    private static final class Serial implements Worker, CoreSubscriber<Object>, AutoCloseable {

        private final AtCommand<Integer> signal = Engine.signal();
        private final AtSession session;
        private final Semaphore halted = new Semaphore(0);
        private volatile boolean sends;
        private volatile long answers;

        Serial(String device) {
            session = Objects.requireNonNull(
                    AtClient.over(SerialTransport.port(device)).connect().block(LIMIT));
        }

        @Override
        public void go() {
            sends = true;
            session.send(signal).subscribe(this);
        }

        @Override
        public void halt() {
            sends = false;
            halted.acquireUninterruptibly();
        }

        @Override
        public long done() {
            return answers;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Object answer) {
            // Only its arrival counts.
        }

        @Override
        public void onError(Throwable failure) {
            throw new IllegalStateException("a command failed", failure);
        }

        @Override
        public void onComplete() {
            answers = answers + 1;
            if (sends) {
                session.send(signal).subscribe(this);
            } else {
                halted.release();
            }
        }

        @Override
        public void close() {
            session.close().block(LIMIT);
        }
    }
}
