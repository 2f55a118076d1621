package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.Payload;
import io.atflux.internal.ledger.DataEntry;
import io.atflux.test.ScriptedModem;
import io.atflux.transport.AtTransport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** A silence as seen by the modem includes reserve for the transmission and for differing clocks. */
class ModemsSilenceTest {

    private static final byte[] DATA = new byte[960];

    private final ScriptedModem modem = new ScriptedModem();

    /** 960 bytes a second, which may be under way for 2 s. */
    private final class Radio implements AtTransport {

        @Override
        public Mono<Channel> connect(ChannelHandler handler) {
            return modem.connect(handler);
        }

        @Override
        public String describe() {
            return "radio";
        }

        @Override
        public Scheduler timer() {
            return modem.timer();
        }

        @Override
        public int baudRate() {
            return 9600;
        }

        @Override
        public Duration latencyAllowance() {
            return Duration.ofSeconds(2);
        }
    }

    private AtSession overRadio() {
        modem.whenProof().answersProof();
        modem.when("AT").answers("OK");
        return Objects.requireNonNull(AtClient.over(new Radio()).connect().block());
    }

    @Test
    void afterEscNothingIsWrittenForTheIdleTimeTheLatencyAllowanceAndASecond() {
        modem.when("AT+PUT=5").staysSilent();
        AtSession session = overRadio();
        new Got<>(session.send(AtCommand.of("AT+PUT=5").payload(Payload.counted(new byte[5]))));
        new Got<>(session.send("AT"));
        modem.advance(Duration.ofSeconds(4));
        assertThat(modem.escapes()).isEqualTo(1);
        Duration escaped = Duration.ofSeconds(3).plus(bits(9 + 5));
        modem.advance(escaped.plusSeconds(33).minusSeconds(4));
        assertThat(modem.sentLines()).containsExactly("AT+PUT=5");
        modem.advance(bits(1));
        assertThat(modem.sentLines()).containsExactly("AT+PUT=5", ScriptedModem.PROOF, "AT");
    }

    @Test
    void countedDataHasLeftOnlyWhenItsLastByteHas() {
        modem.when("AT+PUT=960").prompts("\r\n> ", DATA.length + 1);
        AtSession session = overRadio();
        new Got<>(session.send(AtCommand.of("AT+PUT=960").payload(Payload.counted(DATA))));
        new Got<>(session.send("AT"));
        modem.advance(Duration.ofSeconds(33));
        modem.advance(Duration.ofMillis(999));
        assertThat(modem.sentLines()).containsExactly("AT+PUT=960");
        modem.advance(Duration.ofMillis(1));
        assertThat(session.stats().sent()).isEqualTo(2);
        assertThat(modem.escapes()).isZero();
    }

    @Test
    void whatHadNotLeftWhenTheLineWasLostDelaysNoNextSession() {
        modem.when("AT+PUT=960000").prompts("\r\n> ", 960_001);
        AtSession session = overRadio();
        new Got<>(session.send(AtCommand.of("AT+PUT=960000")
                .payload(Payload.counted(new byte[960_000]))
                .timeout(Duration.ofMinutes(30))));
        modem.advance(Duration.ofSeconds(10));
        modem.drops();
        Outstanding left = ((DefaultSession) session).left();
        assertThat(left.dataEntry()).isEqualTo(DataEntry.FILLED);
        assertThat(left.sinceWrite()).isZero();
    }

    /** The time for this number of bytes at 9600 baud. */
    private static Duration bits(int bytes) {
        return Duration.ofNanos(10L * bytes * 1_000_000_000 / 9600);
    }
}
