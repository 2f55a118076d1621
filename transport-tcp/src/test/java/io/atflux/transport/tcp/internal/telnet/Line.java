package io.atflux.transport.tcp.internal.telnet;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.atflux.transport.tcp.rfc2217.ComPort;
import io.atflux.transport.tcp.rfc2217.ComPortSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A handler under test on a frozen clock, with the bytes that it wrote and received, and its warnings. Bytes are written in
 * hexadecimal.
 */
final class Line implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(3);
    static final String AGREED = "FFFD00 FFFB00 FFFD03 FFFB03 ";

    final EmbeddedChannel channel;
    final List<Object> events = new ArrayList<>();
    final List<String> failures = new ArrayList<>();
    final List<ComPort> ports = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(TelnetHandler.class);

    Line(@Nullable ComPortSettings settings) {
        logger.setAdditive(false);
        logger.addAppender(log);
        log.start();
        channel = new EmbeddedChannel();
        channel.freezeTime();
        channel.pipeline()
                .addLast(
                        new TelnetHandler(new TelnetSettings("rfc2217://h:1", settings, 115_200, LIMIT, ports::add)),
                        new ChannelInboundHandlerAdapter() {
                            @Override
                            public void userEventTriggered(ChannelHandlerContext context, Object event) {
                                events.add(event);
                            }

                            @Override
                            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                                failures.add(String.valueOf(cause.getMessage()));
                            }
                        });
    }

    /** RFC 2217 agreed on, with all settings granted. */
    static Line opened() {
        Line line = new Line(ComPortSettings.defaults());
        line.written();
        line.says(AGREED + "FFFD2C");
        line.written();
        line.says(GRANTED);
        return line;
    }

    /** A server's answers to {@link ComPortSettings#defaults()} at 115200 baud. */
    static final String GRANTED = "FFFA2C650001C200FFF0 FFFA2C6608FFF0 FFFA2C6701FFF0 FFFA2C6801FFF0 FFFA2C6901FFF0"
            + " FFFA2C6908FFF0 FFFA2C6E1EFFF0 FFFA2C6FFFFFFFF0 FFFA2C690BFFF0 ";

    boolean isReady() {
        return events.contains(TelnetHandler.READY);
    }

    void says(String hexadecimal) {
        channel.writeInbound(Unpooled.wrappedBuffer(bytes(hexadecimal)));
    }

    void writes(String hexadecimal) {
        channel.writeOutbound(Unpooled.wrappedBuffer(bytes(hexadecimal)));
    }

    void passes(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    /** Since the last call. */
    String written() {
        return drain(true);
    }

    /** The bytes that reached the session since the last call. */
    String received() {
        return drain(false);
    }

    private String drain(boolean out) {
        StringBuilder all = new StringBuilder();
        for (ByteBuf one = next(out); one != null; one = next(out)) {
            all.append(ByteBufUtil.hexDump(one).toUpperCase(Locale.ROOT));
            one.release();
        }
        return all.toString();
    }

    private @Nullable ByteBuf next(boolean out) {
        return out ? channel.readOutbound() : channel.readInbound();
    }

    List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    static byte[] bytes(String hexadecimal) {
        return HexFormat.of().parseHex(hexadecimal.replace(" ", ""));
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
        logger.detachAppender(log);
        logger.setAdditive(true);
    }
}
