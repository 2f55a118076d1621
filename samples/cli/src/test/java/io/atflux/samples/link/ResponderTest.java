package io.atflux.samples.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.link.DeliveryReceipt;
import io.atflux.link.request.Responder;
import io.atflux.mqtt.MqttMessage;
import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.urc.Overflow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The answering side, on the virtual module and on virtual time. */
class ResponderTest {

    private final FakeUplink broker = new FakeUplink();
    private final List<DeliveryReceipt> receipts = new ArrayList<>();

    private void request(String id) {
        broker.deliver("req/" + id, 0, id.getBytes(StandardCharsets.UTF_8));
    }

    private static MqttMessage response(MqttMessage request) {
        return MqttMessage.of(request.topic().replace("req/", "res/"), "done " + request.text());
    }

    private List<String> published() {
        return broker.published().stream().map(FakeUplink.Published::text).toList();
    }

    @Test
    void eachRequestIsAnsweredAndItsReceiptTold() {
        try (World world = new World(broker)) {
            Responder.over(world.link())
                    .build()
                    .respond("req/+", request -> Mono.just(response(request)))
                    .subscribe(receipts::add);
            world.started();
            request("1");
            request("2");
            world.pass(Duration.ofSeconds(20));
            assertThat(published()).containsExactly("done 1", "done 2");
            assertThat(receipts).hasSize(2).allMatch(DeliveryReceipt::isConfirmed);
        }
    }

    @Test
    void noMoreThanTheAllowedNumberIsHandledAtATimeAndTheQueueIsBounded() {
        try (World world = new World(broker)) {
            List<String> begun = new ArrayList<>();
            List<Sinks.Empty<Void>> ends = new ArrayList<>();
            long[] dropped = new long[1];
            Responder.over(world.link())
                    .concurrency(2)
                    .overflow(Overflow.dropNewest(3).counting(number -> dropped[0] += number))
                    .build()
                    .respond("req/+", request -> {
                        begun.add(request.text());
                        Sinks.Empty<Void> end = Sinks.empty();
                        ends.add(end);
                        return end.asMono().thenReturn(response(request));
                    })
                    .subscribe(receipts::add);
            world.started();
            for (int i = 1; i <= 6; i++) {
                request(Integer.toString(i));
            }
            world.pass(Duration.ofSeconds(10));
            assertThat(begun).containsExactly("1", "2");
            assertThat(dropped[0]).isEqualTo(1);
            ends.get(0).tryEmitEmpty();
            world.pass(Duration.ofSeconds(10));
            assertThat(begun).containsExactly("1", "2", "3");
            for (int i = 1; i < ends.size(); i++) {
                ends.get(i).tryEmitEmpty();
                world.pass(Duration.ofSeconds(10));
            }
            assertThat(published()).containsExactly("done 1", "done 2", "done 3", "done 4", "done 5");
        }
    }

    @Test
    void aHandlerThatThrowsOrErrorsOrAnswersNonsenseCostsItsOwnResponseAlone() {
        try (World world = new World(broker)) {
            Responder.over(world.link())
                    .build()
                    .respond("req/+", request -> switch (request.text()) {
                        case "throws" -> throw new StackOverflowError();
                        case "errors" -> Flux.error(new IllegalStateException("no"));
                        case "nothing" -> Mono.empty();
                        case "nonsense" -> Mono.just(MqttMessage.of("a/#", "x"));
                        case "half" ->
                            Flux.concat(Mono.just(response(request)), Mono.error(new IllegalStateException("no")));
                        default -> Mono.just(response(request));
                    })
                    .subscribe(receipts::add, failure -> receipts.clear());
            world.started();
            for (String kind : List.of("throws", "errors", "nothing", "nonsense", "half", "good")) {
                request(kind);
                world.pass(Duration.ofSeconds(10));
            }
            assertThat(published()).containsExactly("done half", "done good");
            assertThat(receipts).hasSize(2);
        }
    }

    @Test
    void aCancelEndsTheHandlersAndTheSubscription() {
        try (World world = new World(broker)) {
            List<String> cancelled = new ArrayList<>();
            Disposable answering = Responder.over(world.link())
                    .build()
                    .respond("req/+", request -> Mono.<MqttMessage>never()
                            .doOnCancel(() -> cancelled.add(request.text())))
                    .subscribe();
            world.started();
            request("1");
            world.pass(Duration.ofSeconds(5));
            answering.dispose();
            world.pass(Duration.ofSeconds(5));
            assertThat(cancelled).containsExactly("1");
            assertThat(world.line.sent()).contains("AT+MQTTUNSUB");
        }
    }
}
