package io.atflux.samples.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.command.AtCommand;
import io.atflux.link.LinkCause;
import io.atflux.link.LinkState;
import io.atflux.modem.Modem;
import io.atflux.mqtt.MqttMessage;
import io.atflux.samples.gateway.GatewayTest;
import io.atflux.samples.gateway.Ready;
import io.atflux.samples.gateway.demo.DemoWorld;
import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.fleet.ManagedModem;
import io.atflux.samples.modem.VirtualModem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@GatewayTest
class LineControllerTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Fleet fleet;

    @Autowired
    DemoWorld demo;

    @BeforeEach
    void allAreReady() {
        Ready.all(fleet);
    }

    private WebTestClient.ResponseSpec at(String json) {
        return http.post()
                .uri("/api/modems/harbour/at")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange();
    }

    @Test
    void aRawCommandHasItsAnswer() {
        at("""
                {"command": "AT+CGMI"}""")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.result")
                .isEqualTo("OK")
                .jsonPath("$.lines.length()")
                .isEqualTo(1);
    }

    @Test
    void aRawCommandThatIsRefusedIsAProblemWithItsOutcome() {
        at("""
                {"command": "AT+NOSUCH"}""").expectStatus().isEqualTo(422).expectBody().jsonPath("$.outcome").isEqualTo("REJECTED");
    }

    @Test
    void aLineThatCannotBeWrittenIsRefused() {
        at("""
                {"command": "AT\\r\\nAT"}""").expectStatus().isBadRequest().expectBody();
        at("""
                {"command": ""}""").expectStatus().isBadRequest().expectBody();
        at("""
                {"command": "AT", "seconds": 0}""").expectStatus().isBadRequest().expectBody();
    }

    @Test
    void aRawCommandDoesNotWaitForItsTurnForEver() {
        // A single A: the module waits for the rest of the line.
        var before = fleet.require("harbour")
                .module()
                .orElseThrow()
                .session()
                .send(AtCommand.raw("A").timeout(Duration.ofSeconds(4)))
                .onErrorComplete()
                .toFuture();
        at("""
                {"command": "ATI", "seconds": 1}""").expectStatus().isEqualTo(503).expectBody().jsonPath("$.outcome").isEqualTo("NOT_SENT");
        assertThat(before).succeedsWithin(Ready.LIMIT);
    }

    @Test
    void theLinkSeesWhatAnOperatorDid() {
        ManagedModem modem = fleet.require("harbour");
        var left =
                modem.link().states().filter(state -> !state.isReady()).next().toFuture();
        at("""
                {"command": "AT+CFUN=4"}""").expectStatus().isOk().expectBody();
        assertThat(left).succeedsWithin(Ready.LIMIT);
        at("""
                {"command": "AT+CFUN=1"}""").expectStatus().isOk().expectBody();
        Ready.is(modem, LinkState::isReady);
    }

    @Test
    void theTranscriptSaysWhatEachLineWasTakenFor() {
        Flux<Map<String, Object>> lines = http.get()
                .uri("/api/modems/harbour/transcript")
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<Map<String, Object>>>() {})
                .getResponseBody()
                .mapNotNull(ServerSentEvent::data);
        at("""
                {"command": "AT+CGMR"}""").expectStatus().isOk().expectBody();
        StepVerifier.create(lines.skipUntil(line -> "AT+CGMR".equals(line.get("text")))
                        .take(3))
                .assertNext(line -> assertThat(line).containsEntry("kind", "SENT"))
                .assertNext(line -> assertThat(line)
                        .containsEntry("kind", "RECEIVED")
                        .containsEntry("takenFor", "answer to AT+CGMR"))
                .assertNext(line -> assertThat(line).containsEntry("takenFor", "final result of AT+CGMR"))
                .expectComplete()
                .verify(Ready.LIMIT);
    }

    /** The lines that match from now on, each with its meaning. */
    private CompletableFuture<List<String>> told(String kind, String pattern, int entries) {
        Instant begin = Instant.now();
        return fleet.require("harbour")
                .transcript()
                .entries()
                .filter(entry ->
                        !entry.at().isBefore(begin) && entry.kind().name().equals(kind))
                .map(entry -> entry.text() + ": " + entry.takenFor())
                .filter(line -> line.matches(pattern))
                .take(entries)
                .collectList()
                .toFuture();
    }

    @Test
    void aCommandIsToldAsThatOfItsOwnStepIfTwoRunAtOnce() {
        Modem modem = fleet.require("harbour").module().orElseThrow().modem();
        var told = told("SENT", "AT\\+(CCLK|MIPCALL)\\?.*", 2);

        Mono.when(modem.clock(), modem.bearer()).block(Ready.LIMIT);

        assertThat(told)
                .succeedsWithin(Ready.LIMIT)
                .isEqualTo(List.of("AT+CCLK?: command of the step clock", "AT+MIPCALL?: command of the step bearer?"));
    }

    @Test
    void aResultCodeIsToldAsThatOfThePublishWhichWaitsForIt() {
        var told = told("RECEIVED", ".*(result code of AT\\+MQTTPUB|answer to AT\\+CGMI).*", 2);
        ManagedModem modem = fleet.require("harbour");

        Mono.when(
                        modem.link().publish(MqttMessage.of("t/1", "hello")),
                        modem.module().orElseThrow().session().send("AT+CGMI"))
                .block(Ready.LIMIT);

        assertThat(told)
                .succeedsWithin(Ready.LIMIT)
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .anyMatch(line -> line.matches("\\+MQTTPUB: 1,1: result code of AT\\+MQTTPUB.*"))
                .anyMatch(line -> line.endsWith(": answer to AT+CGMI"));
    }

    @Test
    void theDoctorGoesFromTheLineToTheBroker() {
        http.post()
                .uri("/api/modems/harbour/doctor")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$[*].name")
                .value(names -> assertThat(names)
                        .asInstanceOf(InstanceOfAssertFactories.LIST)
                        .containsExactly(
                                "line", "SIM", "signal", "network", "operator", "bearer", "clock", "clients", "broker"))
                .jsonPath("$[?(@.name == 'SIM')].result")
                .isEqualTo("OK");
    }

    @Test
    void theDoctorMissesASim() {
        VirtualModem harbour = Objects.requireNonNull(demo.modem("harbour"));
        harbour.removeSim();
        try {
            http.post()
                    .uri("/api/modems/harbour/doctor")
                    .exchange()
                    .expectBody()
                    .jsonPath("$[?(@.name == 'SIM')].result")
                    .isEqualTo("FAIL")
                    .jsonPath("$[?(@.name == 'SIM')].cure")
                    .isEqualTo(LinkCause.SIM_MISSING.cure());
        } finally {
            harbour.insertSim();
        }
    }

    @Test
    void aTranscriptOfNobodyIsAProblem() {
        http.get()
                .uri("/api/modems/nobody/transcript")
                .accept(MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_PROBLEM_JSON)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody();
    }
}
