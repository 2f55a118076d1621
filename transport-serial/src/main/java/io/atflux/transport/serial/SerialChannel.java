package io.atflux.transport.serial;

import io.atflux.error.AtConnectionException.Reason;
import io.atflux.internal.time.Durations;
import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A serial port on an event loop of any kind. The port's own calls block, so they run on {@link PortThreads}; all state is
 * confined to the loop.
 *
 * <pre>
 * NEW ──connect──▶ OPENING ──▶ ACTIVE ──▶ CLOSED
 *  └──────────────────┴──close, failure──────┘
 * </pre>
 *
 * A read is requested by {@code doBeginRead}, made by the reader, and delivered here if it is still wanted; otherwise the bytes
 * wait in the reader's buffer for the next {@code doBeginRead}.
 */
final class SerialChannel extends AbstractChannel {

    private static final Logger LOG = LoggerFactory.getLogger(SerialChannel.class);
    private static final ChannelMetadata METADATA = new ChannelMetadata(false);

    private enum State {
        NEW,
        OPENING,
        ACTIVE,
        CLOSED
    }

    private final SerialTransport transport;
    private final SerialAddress address;
    private final SerialConfig config = new SerialConfig(this);
    private final Runnable endWithLoop = () -> inTurn(this::endNow);

    private volatile State state = State.NEW;
    private boolean closing;
    private @Nullable Runnable finishClosing;
    private @Nullable ChannelPromise connecting;
    private @Nullable Future<?> openLimit;
    private @Nullable PortThreads port;

    private boolean readWanted;
    private boolean readRunning;
    private int arrived;

    private boolean writing;
    private @Nullable WriteWatch writeWatch;

    SerialChannel(SerialTransport transport) {
        super(null);
        this.transport = transport;
        this.address = new SerialAddress(transport.describe());
    }

    SocketAddress address() {
        return address;
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return state != State.CLOSED;
    }

    @Override
    public boolean isActive() {
        return state == State.ACTIVE;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return true;
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
        return null;
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return address;
    }

    @Override
    protected void doRegister(ChannelPromise promise) {
        // A loop of sockets closes its sockets at shutdown, but does not know about ports.
        if (threads() instanceof SingleThreadEventExecutor loop) {
            loop.addShutdownHook(endWithLoop);
        }
        promise.setSuccess();
    }

    @Override
    protected void doDeregister() {
        if (threads() instanceof SingleThreadEventExecutor loop) {
            loop.removeShutdownHook(endWithLoop);
        }
    }

    private EventLoop threads() {
        return eventLoop() instanceof PortLoop own ? own.shared() : eventLoop();
    }

    /** For a thread that is the loop, or may become it for a while. */
    private void inTurn(Runnable step) {
        if (eventLoop() instanceof PortLoop own) {
            own.run(step);
        } else {
            onLoop(step, () -> {});
        }
    }

    @Override
    protected void doBind(SocketAddress local) {
        throw new UnsupportedOperationException("a serial port is not bound");
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    // Opening

    private void open(ChannelPromise promise) {
        state = State.OPENING;
        connecting = promise;
        Duration limit = transport.limits().open();
        openLimit = eventLoop()
                .schedule(
                        () -> openFailed(
                                new OpenException(Reason.TIMED_OUT, "it did not open within " + Durations.text(limit))),
                        limit.toNanos(),
                        TimeUnit.NANOSECONDS);
        PortThreads.daemon(transport.shortName(), "open", this::openPort).start();
    }

    /** Off the loop. */
    private void openPort() {
        try {
            OpenPort device = transport.opener().open(transport);
            onLoop(() -> opened(device), device::close);
        } catch (IOException refused) {
            onLoop(() -> openFailed(refused), () -> {});
        } catch (RuntimeException | Error broken) {
            onLoop(() -> openFailed(new IOException(String.valueOf(broken), broken)), () -> {});
        }
    }

    private void opened(OpenPort device) {
        if (closing || state != State.OPENING) {
            PortThreads.daemon(transport.shortName(), "close", device::close).start();
            return;
        }
        cancel(openLimit);
        PortThreads threads = new PortThreads(device, transport.shortName(), new Reports());
        port = threads;
        Duration limit = transport.limits().write();
        writeWatch = new WriteWatch(
                eventLoop(), limit, transport.baudRate(), threads::relieve, () -> failed(tookNoBytes(limit)));
        threads.start();
        state = State.ACTIVE;
        ChannelPromise promise = connecting;
        connecting = null;
        boolean wanted = promise == null || promise.trySuccess();
        pipeline().fireChannelActive();
        if (!wanted) {
            unsafe().close(voidPromise());
        }
    }

    private void openFailed(IOException why) {
        ChannelPromise promise = connecting;
        if (state != State.OPENING || promise == null) {
            return;
        }
        cancel(openLimit);
        connecting = null;
        promise.tryFailure(why);
        unsafe().close(voidPromise());
    }

    // Reading

    @Override
    protected void doBeginRead() {
        PortThreads open = port;
        if (closing || readWanted || open == null) {
            return;
        }
        readWanted = true;
        if (arrived > 0) {
            eventLoop().execute(this::deliver);
        } else if (!readRunning) {
            readRunning = true;
            open.permitRead();
        }
    }

    private void received(int count) {
        readRunning = false;
        arrived = count;
        deliver();
    }

    private void deliver() {
        PortThreads open = port;
        if (closing || !readWanted || arrived == 0 || open == null) {
            return;
        }
        ByteBuf buffer = config.getAllocator().ioBuffer(arrived).writeBytes(open.input, 0, arrived);
        readWanted = false;
        arrived = 0;
        pipeline().fireChannelRead(buffer);
        pipeline().fireChannelReadComplete();
    }

    private void readUnwanted() {
        readWanted = false;
    }

    // Writing

    @Override
    protected Object filterOutboundMessage(Object message) {
        if (message instanceof ByteBuf) {
            return message;
        }
        throw new UnsupportedOperationException(
                "a serial port carries ByteBufs, not " + message.getClass().getSimpleName());
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer waiting) {
        PortThreads open = port;
        WriteWatch watch = writeWatch;
        if (writing || open == null || watch == null) {
            return;
        }
        ByteBuf current = (ByteBuf) waiting.current();
        while (current != null && !current.isReadable()) {
            waiting.remove();
            current = (ByteBuf) waiting.current();
        }
        if (current == null) {
            return;
        }
        int count = Math.min(current.readableBytes(), open.output.length);
        current.getBytes(current.readerIndex(), open.output, 0, count);
        writing = true;
        watch.begin(count, open.readerWrites());
        open.write(count);
    }

    private IOException tookNoBytes(Duration limit) {
        return new IOException(transport.describe() + " took no bytes for " + Durations.text(limit));
    }

    private void written(int count) {
        writing = false;
        WriteWatch watch = writeWatch;
        if (watch != null) {
            watch.end();
        }
        ((SerialUnsafe) unsafe()).proceed(count);
    }

    // Ending

    private void lost(IOException why) {
        if (closing || state != State.ACTIVE) {
            return;
        }
        pipeline().fireExceptionCaught(why);
        failed(why);
    }

    private void failed(IOException why) {
        ((SerialUnsafe) unsafe()).closeBecause(why);
    }

    @Override
    protected void doClose() {
        closing = true;
        state = State.CLOSED;
        cancel(openLimit);
        WriteWatch watch = writeWatch;
        if (watch != null) {
            watch.stop();
        }
        ChannelPromise promise = connecting;
        if (promise != null) {
            connecting = null;
            promise.tryFailure(new ClosedChannelException());
        }
        PortThreads open = port;
        if (open != null) {
            open.release();
        }
    }

    private void awaitRelease(PortThreads open, Runnable finish) {
        AtomicBoolean finished = new AtomicBoolean();
        Runnable once = () -> {
            if (finished.compareAndSet(false, true)) {
                finish.run();
            }
        };
        finishClosing = once;
        Duration limit = transport.limits().close();
        Future<?> closeLimit = eventLoop()
                .schedule(
                        () -> {
                            LOG.warn("{} did not close within {}; it is abandoned", address, Durations.text(limit));
                            once.run();
                        },
                        limit.toNanos(),
                        TimeUnit.NANOSECONDS);
        open.release().whenComplete((done, broken) -> {
            closeLimit.cancel(false);
            onLoop(once, once);
        });
    }

    private void endNow() {
        Runnable finish = finishClosing;
        if (finish != null) {
            finish.run();
        } else {
            unsafe().close(voidPromise());
        }
    }

    private void onLoop(Runnable step, Runnable otherwise) {
        try {
            eventLoop().execute(step);
        } catch (RejectedExecutionException loopEnded) {
            otherwise.run();
        }
    }

    private static void cancel(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /** Passes reports from the port's threads to the loop. A loop that has ended needs no report, because it has closed the port. */
    private final class Reports implements PortThreads.Events {

        /** The loop takes each report before the next one of its kind is made. */
        private int received;

        private int written;
        private final Runnable readingEnded = () -> SerialChannel.this.received(received);
        private final Runnable writingEnded = () -> SerialChannel.this.written(written);

        @Override
        public void received(int count) {
            received = count;
            inTurn(readingEnded);
        }

        @Override
        public void written(int count) {
            written = count;
            inTurn(writingEnded);
        }

        @Override
        public void lost(IOException why) {
            onLoop(() -> SerialChannel.this.lost(why), () -> {});
        }
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new SerialUnsafe();
    }

    private final class SerialUnsafe extends AbstractUnsafe {
        @Override
        public void connect(SocketAddress remote, @Nullable SocketAddress local, ChannelPromise promise) {
            if (!promise.setUncancellable() || !ensureOpen(promise)) {
                return;
            }
            if (state != State.NEW) {
                safeSetFailure(promise, new AlreadyConnectedException());
                return;
            }
            open(promise);
        }

        @Override
        protected @Nullable Executor prepareToClose() {
            closing = true;
            PortThreads open = port;
            // A loop that ends does not wait.
            return open == null || eventLoop().isShuttingDown() ? null : finish -> awaitRelease(open, finish);
        }

        void proceed(int count) {
            ChannelOutboundBuffer waiting = outboundBuffer();
            if (waiting != null) {
                waiting.removeBytes(count);
                flush0();
            }
        }

        void closeBecause(IOException why) {
            ClosedChannelException closed = new ClosedChannelException();
            closed.initCause(why);
            close(voidPromise(), why, closed);
        }
    }

    private final class SerialConfig extends DefaultChannelConfig {
        SerialConfig(Channel channel) {
            super(channel);
        }

        @Override
        protected void autoReadCleared() {
            if (!isRegistered()) {
                return;
            }
            if (eventLoop().inEventLoop()) {
                readUnwanted();
            } else {
                eventLoop().execute(SerialChannel.this::readUnwanted);
            }
        }
    }
}
