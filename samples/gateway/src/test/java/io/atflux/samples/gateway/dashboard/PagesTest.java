package io.atflux.samples.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.gateway.GatewayTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** The pages as they come over the wire; what a browser makes of them is another test. */
@GatewayTest
class PagesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Autowired
    WebTestClient http;

    private WebTestClient.ResponseSpec get(String address) {
        return http.get().uri(address).accept(MediaType.TEXT_HTML).exchange();
    }

    private Flux<ServerSentEvent<String>> stream(String address) {
        return http.get()
                .uri(address)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<String>>() {})
                .getResponseBody();
    }

    @Test
    void theFleetIsOnOnePage() {
        get("/").expectStatus().isOk().expectBody(String.class).value(page -> assertThat(page)
                .contains("depot-7", "harbour", "Stop the broker")
                .doesNotContain("<style", "style=", "onclick", "http://", "https://"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dashboard.css",
                "/dashboard.js",
                "/favicon.svg",
                "/webjars/htmx.org/dist/htmx.min.js",
                "/webjars/htmx-ext-sse/sse.js",
                "/webjars/uplot/dist/uPlot.iife.min.js",
                "/webjars/uplot/dist/uPlot.min.css"
            })
    void whatThePagesNeedIsServedFromHere(String address) {
        get(address).expectStatus().isOk().expectBody(byte[].class).value(bytes -> assertThat(bytes)
                .isNotEmpty());
    }

    @Test
    void theStreamBeginsWithTheWholeTable() {
        StepVerifier.create(stream("/dashboard/fleet"))
                .assertNext(event -> {
                    assertThat(event.event()).isEqualTo("table");
                    assertThat(event.data()).contains("id=\"m-depot-7\"", "id=\"m-harbour\"");
                })
                .assertNext(event -> assertThat(event.event()).isEqualTo("summary"))
                .thenCancel()
                .verify(LIMIT);
    }

    @Test
    void aModemsStreamHasItsStateItsHistoryAndItsLine() {
        Flux<String> names = stream("/modems/depot-7/stream").mapNotNull(ServerSentEvent::event);

        StepVerifier.create(names.distinct().take(3).collectSortedList())
                .assertNext(three -> assertThat(three).containsExactly("history", "state", "transcript"))
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void aModemHasAPageOfItsOwn() {
        get("/modems/depot-7?span=6h&filter=a/b")
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(page ->
                        assertThat(page).contains("/modems/depot-7/stream?span=6h&amp;filter=a%2Fb", "Pull the SIM"));
    }

    private void push(String address) {
        http.post()
                .uri(address)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult();
    }

    @Test
    void aSwitchThatIsPushedIsSeenByEachBrowser() {
        Flux<String> panels = stream("/modems/harbour/stream")
                .filter(event -> "faults".equals(event.event()) || "transcript".equals(event.event()))
                .mapNotNull(ServerSentEvent::data);

        StepVerifier.create(
                        panels.filter(data -> data.contains("fault-network")).map(PagesTest::pressed))
                .then(() -> push("/demo/modems/harbour/faults/network"))
                .expectNext(true)
                .then(() -> push("/demo/modems/depot-7/faults/noise"))
                .then(() -> push("/demo/modems/harbour/faults/network"))
                .expectNext(false)
                .thenCancel()
                .verify(LIMIT);
    }

    private static boolean pressed(String panel) {
        return panel.matches("(?s).*id=\"fault-network\"[^>]*aria-pressed=\"true\".*");
    }

    @Test
    void aModemThatThereIsNotIsToldInWords() {
        get("/modems/nobody")
                .expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("There is no modem &quot;nobody&quot;."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/modems/depot-7/publish", "/demo/modems/depot-7/faults/sim", "/demo/broker"})
    void aFormOfAnotherSiteIsRefused(String address) {
        http.post()
                .uri(address)
                .header("Origin", "http://elsewhere.example")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("topic=a")
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectBody(byte[].class)
                .returnResult();
    }
}
