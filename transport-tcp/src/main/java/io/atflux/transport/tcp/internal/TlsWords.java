package io.atflux.transport.tcp.internal;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * States in plain words what ended an open line over TLS. In TLS 1.3 a server checks the client's certificate after the client's
 * handshake is complete, so its refusal reaches the session. Placed directly after the TLS handler; failures of the handshake
 * pass unchanged.
 */
public final class TlsWords extends ChannelInboundHandlerAdapter {

    private final String peer;
    private final Function<Throwable, @Nullable String> words;
    private boolean open;

    public TlsWords(String peer, Function<Throwable, @Nullable String> words) {
        this.peer = peer;
        this.words = words;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        open |= event instanceof SslHandshakeCompletionEvent end && end.isSuccess();
        context.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        String plain = open ? words.apply(cause) : null;
        context.fireExceptionCaught(plain == null ? cause : new IOException(peer + " " + plain, cause));
    }
}
