package io.atflux.samples.benchmarks.command;

import io.netty.handler.codec.LineBasedFrameDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.Connection;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.TcpClient;

/** The same on reactor-netty's TcpClient, by its own inbound and outbound. */
final class ReactorNetty extends LoopContender {

    private static final int LONGEST_LINE = 1024;

    @Override
    Line line(int port) {
        Connection connection = TcpClient.create(ConnectionProvider.newConnection())
                .host("127.0.0.1")
                .port(port)
                .runOn(loops)
                .doOnConnected(made -> made.addHandlerLast(new LineBasedFrameDecoder(LONGEST_LINE)))
                .connectNow();
        Lines lines = new Lines(connection);
        connection.inbound().receive().asString(StandardCharsets.ISO_8859_1).subscribe(lines::line);
        return new MonoLine(this, lines::signal, connection::disposeNow);
    }

    private static final class Lines {

        private final Connection connection;
        private final byte[] command = Wire.signal();
        private @Nullable MonoSink<Integer> waiting;
        private int value;

        Lines(Connection connection) {
            this.connection = connection;
        }

        Mono<Integer> signal() {
            return Mono.create(sink -> {
                waiting = sink;
                connection.outbound().sendByteArray(Mono.just(command)).then().subscribe(null, sink::error);
            });
        }

        void line(String line) {
            MonoSink<Integer> sink = waiting;
            if (line.startsWith("+CSQ: ")) {
                value = Integer.parseInt(line.substring(6, line.indexOf(',')));
            } else if (line.equals("OK") && sink != null) {
                waiting = null;
                sink.success(value);
            }
        }
    }
}
