package io.atflux.transport.tcp.internal.telnet;

import io.atflux.internal.foreign.Foreign;
import io.atflux.transport.FlowControl;
import io.atflux.transport.tcp.rfc2217.ComPortEvent;
import io.atflux.transport.tcp.rfc2217.ComPortSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of the negotiation with one server. Confined to the connection's event loop. */
final class Negotiation implements TelnetParser.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(TelnetHandler.class);

    private final TelnetSettings wanted;
    private final Options options;
    private final Requests requests;
    private final List<ComPortRequest> unanswered = new ArrayList<>();
    private final ComPortEvents events = new ComPortEvents();
    private @Nullable ChannelHandlerContext context;
    private @Nullable TelnetParser parser;
    private @Nullable Consumer<Boolean> suspend;
    private @Nullable Future<?> limit;
    private ByteBuf out = Unpooled.EMPTY_BUFFER;
    private boolean hasPort;
    private boolean ready;
    /** The server has requested that neither data nor commands are sent. */
    private boolean suspended;
    /** Whether the signature was sent, which a server could request without end. */
    private boolean signed;

    private boolean ended;

    Negotiation(TelnetSettings wanted) {
        this.wanted = wanted;
        this.options = new Options(TelnetHandler.options(wanted.comPort() != null));
        this.requests = new Requests(wanted.line(), wanted.answerLimit());
    }

    void begin(ChannelHandlerContext own, TelnetParser ownParser, Consumer<Boolean> ownSuspend) {
        context = own;
        parser = ownParser;
        suspend = ownSuspend;
        ByteBuf first = out();
        options.offer(TelnetCodes.BINARY, first);
        options.ask(TelnetCodes.BINARY, first);
        options.offer(TelnetCodes.SUPPRESS_GO_AHEAD, first);
        options.ask(TelnetCodes.SUPPRESS_GO_AHEAD, first);
        if (wanted.comPort() != null) {
            options.offer(TelnetCodes.COM_PORT, first);
        }
        flush();
        limit = own.executor().schedule(this::giveUp, wanted.answerLimit().toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean sendsBinary() {
        return options.isOurs(TelnetCodes.BINARY);
    }

    @Override
    public void negotiated(int verb, int option) {
        if (ended) {
            return;
        }
        options.take(verb, option, out());
        TelnetParser reader = parser;
        if (reader != null && option == TelnetCodes.BINARY) {
            reader.binary(options.isTheirs(TelnetCodes.BINARY));
        }
        boolean agreed = options.isOurs(TelnetCodes.COM_PORT) || options.isTheirs(TelnetCodes.COM_PORT);
        if (agreed && !hasPort) {
            hasPort = true;
            openPort();
        }
        readyIfSettled();
    }

    private void openPort() {
        ComPortSettings settings = wanted.comPort();
        ChannelHandlerContext own = context;
        if (settings == null || own == null) {
            return;
        }
        unanswered.addAll(List.of(
                ComPortRequest.baudRate(wanted.baudRate()),
                ComPortRequest.dataBits(settings.dataBits()),
                ComPortRequest.parity(settings.parity()),
                ComPortRequest.stopBits(settings.stopBits()),
                ComPortRequest.flowControl(settings.flowControl())));
        boolean late = ready;
        for (ComPortRequest request : List.copyOf(unanswered)) {
            send(request, own).addListener(done -> {
                unanswered.remove(request);
                // If the port is opened in time, the limit of the whole passes first, and its warning names all
                // requests.
                warnIfUnanswered(late ? done.cause() : null);
                readyIfSettled();
            });
        }
        // Connecting does not wait for control lines that a port may not have: ser2net then leaves these requests
        // unanswered.
        List<ComPortRequest> wires = new ArrayList<>(List.of(ComPortRequest.dtr(settings.dtr())));
        if (settings.flowControl() != FlowControl.RTS_CTS) {
            wires.add(ComPortRequest.rts(settings.rts()));
        }
        wires.forEach(wire -> send(wire, own).addListener(done -> warnIfUnanswered(done.cause())));
        // ser2net answers these with the states themselves.
        TelnetBytes.subNegotiation(
                out(), TelnetCodes.COM_PORT, ComPortRequest.lineStates().encoded());
        TelnetBytes.subNegotiation(
                out(), TelnetCodes.COM_PORT, ComPortRequest.modemStates().encoded());
        Foreign.tell(
                "who was told of a serial port",
                wanted.opened(),
                new RemoteComPort(
                        wanted.line(), own.channel().eventLoop(), request -> sendAndFlush(request, own), events));
    }

    private void warnIfUnanswered(@Nullable Throwable cause) {
        if (cause instanceof Requests.NoAnswerException) {
            LOG.warn("{}: {}", wanted.line(), cause.getMessage());
        }
    }

    private Future<Integer> sendAndFlush(ComPortRequest request, ChannelHandlerContext own) {
        Future<Integer> answer = send(request, own);
        flush();
        return answer;
    }

    private Future<Integer> send(ComPortRequest request, ChannelHandlerContext own) {
        if (ended) {
            return own.executor().newFailedFuture(new ClosedChannelException());
        }
        Future<Integer> answer = requests.add(request, own.executor());
        if (!answer.isDone()) {
            TelnetBytes.subNegotiation(out(), TelnetCodes.COM_PORT, request.encoded());
        }
        return answer;
    }

    @Override
    public void subNegotiated(int option, byte[] value) {
        if (option != TelnetCodes.COM_PORT || value.length == 0) {
            return;
        }
        int state = value.length > 1 ? value[1] & 0xFF : 0;
        switch (value[0] & 0xFF) {
            case ComPortRequest.NOTIFY_LINE_STATE -> events.emit(new ComPortEvent.LineState(state));
            case ComPortRequest.NOTIFY_MODEM_STATE -> events.emit(new ComPortEvent.ModemState(state));
            case ComPortRequest.SUSPEND -> suspend(true);
            case ComPortRequest.RESUME -> suspend(false);
            case ComPortRequest.SIGNATURE -> signatureCame(value);
            default -> requests.answered(value);
        }
    }

    /** Without a text it is a request. */
    private void signatureCame(byte[] value) {
        if (value.length == 1 && !signed) {
            signed = true;
            TelnetBytes.subNegotiation(out(), TelnetCodes.COM_PORT, ComPortRequest.signature());
        }
    }

    private void suspend(boolean on) {
        suspended = on;
        Consumer<Boolean> writes = suspend;
        if (writes != null) {
            writes.accept(on);
        }
    }

    @Override
    public void overlong(int option) {
        LOG.warn(
                "{}: a sub-negotiation of option {} was longer than {} bytes and is dropped",
                wanted.line(),
                option,
                TelnetParser.MOST_KEPT);
    }

    private void readyIfSettled() {
        if (ready || ended || !options.isSettled() || !unanswered.isEmpty()) {
            return;
        }
        if (wanted.comPort() != null && !hasPort) {
            LOG.warn("{}: the server does not support RFC 2217; its serial port is unchanged", wanted.line());
        }
        if (!options.isTheirs(TelnetCodes.BINARY) || !options.isOurs(TelnetCodes.BINARY)) {
            LOG.warn(
                    "{}: the server passes no binary data; carriage returns are padded as telnet wants", wanted.line());
        }
        ready();
    }

    private void giveUp() {
        if (ready) {
            return;
        }
        LOG.warn(
                "{}: no answer within {} ms to {}; going on without",
                wanted.line(),
                wanted.answerLimit().toMillis(),
                options.isSettled() ? List.copyOf(unanswered) : "the offer of telnet options");
        ready();
    }

    private void ready() {
        ready = true;
        ChannelHandlerContext own = context;
        if (own != null) {
            // Collected answers must not wait until the next read.
            flush();
            own.fireUserEventTriggered(TelnetHandler.READY);
        }
    }

    private ByteBuf out() {
        ChannelHandlerContext own = context;
        if (own != null && out == Unpooled.EMPTY_BUFFER) {
            out = own.alloc().buffer(64);
        }
        return out;
    }

    /** Sends the collected bytes, unless the server has suspended output. */
    void flush() {
        ChannelHandlerContext own = context;
        if (own != null && !suspended && out.isReadable()) {
            ByteBuf all = out;
            out = Unpooled.EMPTY_BUFFER;
            own.writeAndFlush(all);
        }
    }

    void end() {
        if (ended) {
            return;
        }
        Future<?> timer = limit;
        if (timer != null) {
            timer.cancel(false);
        }
        ended = true;
        requests.closed();
        events.complete();
        out.release();
        out = Unpooled.EMPTY_BUFFER;
    }
}
