package io.atflux.internal.engine;

import io.atflux.AtOptions;
import io.atflux.AtSession;
import io.atflux.fibocom.L610Profile;
import io.atflux.internal.codec.LineScanner;
import io.atflux.internal.session.Services;
import io.atflux.internal.session.Wire;
import io.atflux.internal.time.Deadlines;
import io.atflux.internal.trace.LogContext;
import io.atflux.internal.trace.SecretMask;
import io.atflux.internal.trace.WireTap;
import io.atflux.profile.AtProfile;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.EventExecutor;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.openjdk.jol.info.GraphLayout;

/** A session without a channel, so that its own memory can be distinguished from the channel's. */
final class MeasuredSession {

    static {
        // For records and lambdas the usual method cannot read the positions of fields.
        System.setProperty("jol.magicFieldOffset", "true");
        System.setProperty("jol.skipDynamicAttach", "true");
    }

    private final FrozenTime timer = new FrozenTime();
    private final EventExecutor loop = new EmbeddedChannel().eventLoop();
    private final AtProfile profile = L610Profile.defaults().atProfile();
    private final AtOptions options;
    /** Static, so that it is not reachable from the wire, which is not measured. */
    private static @Nullable LineScanner latest;

    private final Wire wire = (Wire) Proxy.newProxyInstance(
            Wire.class.getClassLoader(),
            new Class<?>[] {Wire.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "scanner" -> latest;
                case "writes", "lastWrite", "transmission" -> 0L;
                default -> null;
            });

    private final SessionCore core;
    private final LineScanner scanner;
    final AtSession session;

    MeasuredSession(AtOptions options) {
        this.options = options;
        SecretMask mask = new SecretMask();
        core = new SessionCore(new Services(
                loop,
                wire,
                profile,
                options,
                new Deadlines(loop, timer),
                new WireTap("measured#1", mask, null, new LogContext(options.logContext()), null)));
        scanner = new LineScanner(core.lines, options.maxLine());
        latest = scanner;
        session = new DefaultSession(core, null);
    }

    void reads(ByteBuf bytes) {
        latest = scanner;
        core.dispatcher.bytesCame();
        core.dispatcher.holdWrites();
        core.lines.arrived();
        scanner.feed(bytes);
        core.lines.read();
        core.dispatcher.releaseWrites();
    }

    void reads(String text) {
        reads(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** The memory that only this session holds, in bytes: without shared objects. */
    long bytes() {
        Object[] shared = {timer, loop, profile, options, wire};
        Object[] all = {timer, loop, profile, options, wire, core, scanner, session};
        return GraphLayout.parseInstance(all).totalSize()
                - GraphLayout.parseInstance(shared).totalSize();
    }
}
