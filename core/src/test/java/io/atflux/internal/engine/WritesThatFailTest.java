package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.SessionState;
import io.atflux.command.AtReply;
import io.atflux.error.AtConnectionException;
import io.atflux.error.Outcome;
import io.atflux.internal.session.LineQuestion;
import io.atflux.test.ScriptedModem;
import io.atflux.transport.AtTransport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Results of a write that the channel reports at once or later, and a transport's request to check the modem. */
@DisabledIfSystemProperty(
        named = "atflux.test.deliver",
        matches = ".+",
        disabledReason = "touches the channel from the test's thread")
class WritesThatFailTest {

    private final ScriptedModem modem = new ScriptedModem();
    private final List<ChannelPromise> held = new ArrayList<>();
    private boolean holds;

    /** The scripted modem on a channel that completes no write before the test decides its result. */
    private final class Holding implements AtTransport {
        @Override
        public Mono<Channel> connect(ChannelHandler handler) {
            return modem.connect(handler).doOnNext(channel -> channel.pipeline()
                    .addBefore(
                            channel.pipeline().context(handler).name(), "holding", new ChannelOutboundHandlerAdapter() {
                                @Override
                                public void write(
                                        ChannelHandlerContext context, Object message, ChannelPromise promise) {
                                    if (holds) {
                                        ((ByteBuf) message).release();
                                        held.add(promise);
                                    } else {
                                        context.write(message, promise);
                                    }
                                }
                            }));
        }

        @Override
        public String describe() {
            return "holding";
        }

        @Override
        public Scheduler timer() {
            return modem.timer();
        }
    }

    private AtSession session() {
        return Objects.requireNonNull(AtClient.over(new Holding()).connect().block());
    }

    @Test
    void aWriteThatFailsLaterIsTheLossOfTheLine() {
        AtSession session = session();
        holds = true;
        Got<AtReply> got = new Got<>(session.send("AT+A"));
        assertThat(got.isEmpty()).isTrue();
        assertThat(session.state()).isEqualTo(SessionState.BUSY);

        IOException cause = new IOException("writevAddresses(..) failed with error(-32): Broken pipe");
        held.get(0).setFailure(cause);

        AtConnectionException error = got.error(AtConnectionException.class);
        assertThat(error)
                .hasMessageContaining("the connection was lost: the other side had closed it")
                .hasCause(cause);
        assertThat(error.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
        assertThat(modem.isOpen()).isFalse();
    }

    @Test
    void aWriteThatSucceedsLaterChangesNothing() {
        AtSession session = session();
        holds = true;
        Got<AtReply> got = new Got<>(session.send("AT+A"));
        held.get(0).setSuccess();
        assertThat(got.isEmpty()).isTrue();
        modem.prints("OK");
        assertThat(got.values).hasSize(1);
    }

    @Test
    void whoAsksForTheLineOfAnIdleSessionHasACommandWritten() {
        List<Channel> channels = new ArrayList<>();
        AtTransport kept = new AtTransport() {
            @Override
            public Mono<Channel> connect(ChannelHandler handler) {
                return modem.connect(handler).doOnNext(channels::add);
            }

            @Override
            public String describe() {
                return "kept";
            }

            @Override
            public Scheduler timer() {
                return modem.timer();
            }
        };
        modem.when("AT+SLOW").staysSilent();
        modem.when("AT").answers("OK");
        AtSession session = Objects.requireNonNull(AtClient.over(kept).connect().block());
        channels.get(0).pipeline().fireUserEventTriggered("something else");
        assertThat(modem.sentLines()).isEmpty();
        channels.get(0).pipeline().fireUserEventTriggered(LineQuestion.ASKED);
        assertThat(modem.sentLines()).containsExactly("AT");
        session.send("AT+SLOW").subscribe();
        channels.get(0).pipeline().fireUserEventTriggered(LineQuestion.ASKED);
        assertThat(modem.sentLines()).containsExactly("AT", "AT+SLOW");
    }
}
