package io.atflux.samples.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.link.LinkOptions;
import io.atflux.link.LinkPhase;
import io.atflux.link.PowerHook;
import io.atflux.link.Recovery;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.outbox.Outbox;
import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.switches.Switches;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/** A link whose power hook, outbox or subscriber does not do its work. */
class ForeignCodeOfALinkTest {

    private final FakeUplink broker = new FakeUplink();

    static Stream<PowerHook> hooks() {
        return Stream.of(Mono::never, () -> Mono.error(new IllegalStateException("no relay")), () -> {
            throw new AssertionError("no relay");
        });
    }

    @ParameterizedTest
    @MethodSource("hooks")
    void aHookThatThrowsErrorsOrNeverEndsIsPassedOver(PowerHook broken) {
        AtomicInteger calls = new AtomicInteger();
        PowerHook counted = () -> {
            calls.incrementAndGet();
            return broken.cycle();
        };
        LinkOptions options = LinkOptions.builder()
                .recovery(Recovery.builder().power(counted, 1).build())
                .build();
        try (World world = new World(broker, Switches.defaults(), options, UnaryOperator.identity())) {
            world.started();
            world.line.silent(true);
            world.pass(Duration.ofHours(1));
            assertThat(calls).hasValue(1);
            world.line.silent(false);
            world.untilReady(Duration.ofMinutes(10));
        }
    }

    private static LinkOptions storing(Supplier<Mono<?>> answer) {
        Outbox store = (Outbox) Proxy.newProxyInstance(
                Outbox.class.getClassLoader(), new Class<?>[] {Outbox.class}, (self, method, none) -> answer.get());
        return LinkOptions.builder().outbox(store).build();
    }

    @Test
    void anOutboxThatErrorsFailsPublishesAndNothingElse() {
        LinkOptions options = storing(() -> Mono.error(new IllegalStateException("no disk")));
        try (World world = new World(broker, Switches.defaults(), options, UnaryOperator.identity())) {
            List<String> got = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            world.link().messages("cmd", Qos.AT_MOST_ONCE).subscribe(m -> got.add(m.topic()));
            world.started();
            world.link().publish(MqttMessage.of("data", "1")).subscribe(receipt -> {}, failures::add);
            broker.deliver("cmd", 0, "x".getBytes(StandardCharsets.UTF_8));
            world.pass(Duration.ofMinutes(1));
            assertThat(failures).extracting(Throwable::getMessage).containsExactly("no disk");
            assertThat(got).containsExactly("cmd");
            assertThat(world.link().state().isReady()).isTrue();
        }
    }

    @Test
    void aLinkWithAnOutboxThatNeverAnswersStartsWithoutItsMemory() {
        LinkOptions options = storing(Mono::never);
        try (World world = new World(broker, Switches.defaults(), options, UnaryOperator.identity())) {
            world.link().start().subscribe();
            world.pass(Duration.ofSeconds(59));
            assertThat(world.link().state().phase()).isEqualTo(LinkPhase.CLOSED);
            world.untilReady(Duration.ofMinutes(2));
        }
    }

    @Test
    void whatAnOutboxThrowsWhenALinkIsMadeIsThrownThere() {
        LinkOptions options = storing(() -> {
            throw new AssertionError("no disk");
        });
        assertThatThrownBy(() -> new World(broker, Switches.defaults(), options, UnaryOperator.identity()))
                .hasMessage("no disk");
    }

    @Test
    void aSubscriberThatThrowsEndsItsOwnSubscriptionAlone() {
        try (World world = new World(broker)) {
            List<String> bad = new ArrayList<>();
            List<String> good = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            world.link()
                    .messages("cmd", Qos.AT_MOST_ONCE)
                    .subscribe(
                            m -> {
                                bad.add(m.topic());
                                throw new IllegalStateException("mine");
                            },
                            failures::add);
            world.link().messages("cmd", Qos.AT_MOST_ONCE).subscribe(m -> good.add(m.topic()));
            world.started();
            for (int i = 0; i < 2; i++) {
                broker.deliver("cmd", 0, "x".getBytes(StandardCharsets.UTF_8));
                world.pass(Duration.ofSeconds(5));
            }
            assertThat(bad).hasSize(1);
            assertThat(failures).extracting(Throwable::getMessage).containsExactly("mine");
            assertThat(good).hasSize(2);
            assertThat(world.link().state().isReady()).isTrue();
        }
    }
}
