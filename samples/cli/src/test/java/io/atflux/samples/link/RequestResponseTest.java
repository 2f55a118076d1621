package io.atflux.samples.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.link.LinkCause;
import io.atflux.link.LinkOptions;
import io.atflux.link.request.RequestCorrelation;
import io.atflux.link.request.RequestException;
import io.atflux.link.request.RequestException.Reason;
import io.atflux.link.request.RequestResponse;
import io.atflux.link.request.Responder;
import io.atflux.mqtt.MqttMessage;
import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.switches.Switches;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Requests and responses over two topics of one link, on the virtual module and on virtual time. */
class RequestResponseTest {

    private static final Duration SOON = Duration.ofMinutes(3);

    private final FakeUplink broker = new FakeUplink();
    private final List<String> got = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    private World world() {
        return new World(broker);
    }

    private static RequestResponse.Builder requests(World world) {
        return RequestResponse.over(world.link()).requestTopic("dev/42/req").responseFilter("dev/42/res/+");
    }

    private Disposable ask(RequestResponse device, String text) {
        return device.request(text).subscribe(response -> got.add(response.text()), failures::add);
    }

    private static MqttMessage answer(MqttMessage request, String text) {
        return MqttMessage.of(request.topic().replace("/req/", "/res/"), text);
    }

    private void respond(String id, String text) {
        broker.deliver("dev/42/res/" + id, 0, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The ids of the requests that the broker has, in order. */
    private List<String> ids() {
        return broker.published().stream()
                .map(FakeUplink.Published::topic)
                .filter(topic -> topic.startsWith("dev/42/req/"))
                .map(topic -> topic.substring("dev/42/req/".length()))
                .toList();
    }

    private Reason reason() {
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)).isInstanceOf(RequestException.class);
        return ((RequestException) failures.get(0)).reason();
    }

    @Test
    void manyRequestsAreAnsweredAtATimeEachWithItsOwnResponse() {
        try (World world = world()) {
            Responder.over(world.link())
                    .build()
                    .respond("dev/42/req/+", request -> Mono.just(answer(request, "to " + request.text())))
                    .subscribe();
            world.started();
            RequestResponse device = requests(world).build();
            List<String> pairs = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String text = "r" + i;
                device.request(text).subscribe(response -> pairs.add(text + ": " + response.text()), failures::add);
            }
            assertThat(device.statistics().inFlight()).isEqualTo(20);
            world.pass(SOON);
            assertThat(failures).isEmpty();
            assertThat(pairs).hasSize(20).allMatch(pair -> pair.matches("(r\\d+): to \\1"));
            assertThat(device.statistics())
                    .hasToString("0 in flight, 20 answered; dropped: 0 duplicates, 0 late, 0 unknown");
        }
    }

    @Test
    void theFilterIsSubscribedToBeforeTheFirstRequestIsSentAndOnce() {
        try (World world = world()) {
            world.started();
            world.line.forgetSent();
            RequestResponse device = requests(world).build();
            world.pass(Duration.ofSeconds(10));
            assertThat(world.line.sent()).doesNotContain("AT+MQTTSUB");
            ask(device, "a");
            ask(device, "b");
            world.pass(Duration.ofSeconds(10));
            String sent = world.line.sent();
            assertThat(sent).containsOnlyOnce("AT+MQTTSUB").contains("AT+MQTTPUB");
            assertThat(sent.indexOf("AT+MQTTSUB")).isLessThan(sent.indexOf("AT+MQTTPUB"));
            assertThat(ids()).hasSize(2).doesNotHaveDuplicates();
        }
    }

    @Test
    void aRequestWithoutAResponseTimesOutAndItsLateOneIsCounted() {
        try (World world = world()) {
            world.started();
            RequestResponse device =
                    requests(world).timeout(Duration.ofSeconds(20)).build();
            ask(device, "a");
            world.pass(Duration.ofSeconds(19));
            assertThat(failures).isEmpty();
            world.pass(Duration.ofSeconds(2));
            assertThat(reason()).isEqualTo(Reason.TIMEOUT);
            respond(ids().get(0), "late");
            respond("nobody-1", "what");
            world.pass(Duration.ofSeconds(5));
            assertThat(got).isEmpty();
            assertThat(device.statistics().late()).isEqualTo(1);
            assertThat(device.statistics().unknown()).isEqualTo(1);
            assertThat(device.statistics().inFlight()).isZero();
        }
    }

    @Test
    void aResponseThatComesTwiceIsGivenOnce() {
        try (World world = world()) {
            world.started();
            RequestResponse device = requests(world).build();
            ask(device, "a");
            world.pass(Duration.ofSeconds(5));
            respond(ids().get(0), "first");
            respond(ids().get(0), "second");
            world.pass(Duration.ofSeconds(5));
            assertThat(got).containsExactly("first");
            assertThat(device.statistics().duplicates()).isEqualTo(1);
        }
    }

    @Test
    void aResponseThatComesAfterAReconnectMatchesItsRequest() {
        try (World world = world()) {
            world.started();
            RequestResponse device =
                    requests(world).timeout(Duration.ofMinutes(10)).build();
            ask(device, "a");
            world.pass(Duration.ofSeconds(5));
            String id = ids().get(0);
            broker.loseAll("test");
            world.until("broken", s -> s.cause() == LinkCause.CONNECTION_BROKEN, SOON);
            world.untilReady(SOON);
            world.pass(Duration.ofSeconds(5));
            respond(id, "after all");
            world.pass(Duration.ofSeconds(5));
            assertThat(got).containsExactly("after all");
        }
    }

    @Test
    void aRequestMadeWhileTheLinkIsDownIsSentAndAnsweredAfterwards() {
        try (World world = world()) {
            RequestResponse device =
                    requests(world).timeout(Duration.ofMinutes(5)).build();
            ask(device, "a");
            world.started();
            world.pass(Duration.ofSeconds(10));
            respond(ids().get(0), "b");
            world.pass(Duration.ofSeconds(5));
            assertThat(got).containsExactly("b");
        }
    }

    @Test
    void aRequestThatIsNotPublishedSaysSoAndWhy() {
        LinkOptions options =
                LinkOptions.builder().waitForReady(Duration.ofSeconds(5)).build();
        try (World world = new World(broker, Switches.defaults(), options, UnaryOperator.identity())) {
            ask(requests(world).build(), "a");
            world.pass(Duration.ofSeconds(6));
            assertThat(reason()).isEqualTo(Reason.NOT_PUBLISHED);
            assertThat(((RequestException) failures.get(0)).receipt()).isNotNull();
        }
    }

    @Test
    void aRequestThatIsCancelledBeforeItIsWrittenIsNotSent() {
        try (World world = world()) {
            RequestResponse device = requests(world).build();
            Disposable asking = ask(device, "a");
            asking.dispose();
            assertThat(device.statistics().inFlight()).isZero();
            world.started();
            world.pass(Duration.ofSeconds(30));
            assertThat(ids()).isEmpty();
            assertThat(failures).isEmpty();
        }
    }

    @Test
    void tooManyRequestsAreRefusedBeforeAnythingIsSent() {
        try (World world = world()) {
            world.started();
            RequestResponse device = requests(world).maxInFlight(1).build();
            ask(device, "a");
            ask(device, "b");
            assertThat(reason()).isEqualTo(Reason.TOO_MANY);
            world.pass(Duration.ofSeconds(5));
            assertThat(ids()).hasSize(1);
        }
    }

    @Test
    void theIdMayBeInThePayload() {
        RequestCorrelation inside = RequestCorrelation.byPayload(
                (payload, id) ->
                        (id + "|" + new String(payload, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8),
                payload -> {
                    String text = new String(payload, StandardCharsets.UTF_8);
                    return text.contains("|") ? text.substring(0, text.indexOf('|')) : null;
                });
        try (World world = world()) {
            Responder.over(world.link())
                    .build()
                    .respond("dev/42/req", request -> Mono.just(MqttMessage.of("dev/42/res", request.text() + "!")))
                    .subscribe();
            world.started();
            RequestResponse device = requests(world)
                    .responseFilter("dev/42/res")
                    .correlation(inside)
                    .build();
            ask(device, "hello");
            world.pass(Duration.ofSeconds(20));
            assertThat(got).singleElement().asString().endsWith("|hello!");
            broker.deliver("dev/42/res", 0, "no id".getBytes(StandardCharsets.UTF_8));
            world.pass(Duration.ofSeconds(5));
            assertThat(device.statistics().unknown()).isEqualTo(1);
        }
    }

    @Test
    void whatACorrelationThrowsIsTheRequestsErrorOrAnUnknownResponse() {
        try (World world = world()) {
            world.started();
            IllegalStateException bad = new IllegalStateException("no mark");
            boolean[] throwing = {true};
            RequestCorrelation byTopic = RequestCorrelation.byTopic();
            RequestResponse device = requests(world)
                    .correlation(new RequestCorrelation() {
                        @Override
                        public MqttMessage mark(MqttMessage request, String id) {
                            if (throwing[0]) {
                                throw bad;
                            }
                            return byTopic.mark(request, id);
                        }

                        @Override
                        public String idOf(MqttMessage response) {
                            if (response.topic().endsWith("/odd")) {
                                throw new StackOverflowError();
                            }
                            return String.valueOf(byTopic.idOf(response));
                        }
                    })
                    .build();
            ask(device, "a");
            assertThat(failures).containsExactly(bad);
            throwing[0] = false;
            ask(device, "b");
            world.pass(Duration.ofSeconds(5));
            respond("odd", "x");
            respond(ids().get(0), "fine");
            world.pass(Duration.ofSeconds(5));
            assertThat(got).containsExactly("fine");
            assertThat(device.statistics().unknown()).isEqualTo(1);
        }
    }

    @Test
    void closingFailsWhatWaitsAndWhatComesLaterAndUnsubscribes() {
        try (World world = world()) {
            world.started();
            RequestResponse device = requests(world).build();
            ask(device, "a");
            world.pass(Duration.ofSeconds(5));
            device.close();
            assertThat(reason()).isEqualTo(Reason.CLOSED);
            ask(device, "b");
            world.pass(Duration.ofSeconds(5));
            assertThat(failures).hasSize(2).allMatch(failure -> ((RequestException) failure).reason() == Reason.CLOSED);
            assertThat(world.line.sent()).contains("AT+MQTTUNSUB");
            assertThat(ids()).hasSize(1);
        }
    }

    @Test
    void aLinkThatIsClosedFailsWhatWaits() {
        World world = world().started();
        ask(requests(world).build(), "a");
        world.pass(Duration.ofSeconds(5));
        world.close();
        assertThat(reason()).isEqualTo(Reason.CLOSED);
    }

    @Test
    void requestsNeedBothTopics() {
        try (World world = world()) {
            assertThatThrownBy(() ->
                            RequestResponse.over(world.link()).requestTopic("a").build())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
