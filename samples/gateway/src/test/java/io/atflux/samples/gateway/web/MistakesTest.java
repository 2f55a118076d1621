package io.atflux.samples.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.gateway.GatewayTest;
import io.atflux.samples.gateway.Ready;
import io.atflux.samples.gateway.fleet.Fleet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Each refusal names the field or the parameter that it is about. */
@GatewayTest
class MistakesTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Fleet fleet;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    messages | {"topic": "t", "paylod": "x"}           | paylod is no field
                    messages | {"topic": "t", "pay\\u0085": "x"}       | pay\\\\u0085 is no field
                    messages | {"topic": "t", "qos": "high"}           | qos
                    messages | {"topic": "t", "qos": 3}                | qos
                    messages | {"topic": "t", "qos": 99999999999}      | qos
                    messages | {"topic": "t", "retain": "perhaps"}     | retain
                    messages | {"topic": "t", "ttlSeconds": -1}        | ttlSeconds
                    messages | {"topic": {}}                           | topic
                    messages | {"topic": "a\\"b"}                        | "errors":["topic has
                    messages | {"topic": "a\\\\b"}                       | "errors":["topic has
                    messages | {"topic": "t", "payload": "a", "payloadBase64": "YQ=="} | "errors":["payload and payloadBase64 are both given
                    messages | {"payload": "x"}                        | topic
                    messages | {"topic": "t/+"}                        | topic
                    messages | {"topic": "t", "payloadBase64": "A"}    | payloadBase64
                    messages | {"topic": "t", "payloadBase64": "YQ="}  | payloadBase64
                    messages | {"topic": "t", "payload": "\\ud800"}    | payload
                    messages | {"topic": "t", "payload": 1, "payloadBase64": "YQ=="} | payload
                    messages | {"topic":                               | JSON
                    messages | []                                      | JSON
                    messages | {"topic": "t", "qos": 1.5} | "errors":["qos has a value
                    messages | {"topic": "t", "qos": 0.99} | "errors":["qos has a value
                    messages | {"topic": "t", "qos": "1"} | "errors":["qos has a value
                    messages | {"topic": "t", "qos": ""} | "errors":["qos has a value
                    messages | {"topic": "t", "retain": 1} | "errors":["retain has a value
                    messages | {"topic": "t", "retain": "TRUE"} | "errors":["retain has a value
                    messages | {"topic": 1} | "errors":["topic has a value
                    messages | {"topic": true} | "errors":["topic has a value
                    messages | {"topic": "t", "payload": 1} | "errors":["payload has a value
                    messages | {"topic": "t", "payload": false} | "errors":["payload has a value
                    messages | {"topic": "t", "payload": 1.5} | "errors":["payload has a value
                    messages | {"topic": "t", "id": 1} | "errors":["id has a value
                    messages | {"topic": "t", "ttlSeconds": 1.5} | "errors":["ttlSeconds has a value
                    messages | {"topic": "t", "ttlSeconds": ""} | "errors":["ttlSeconds has a value
                    messages | {"topic": "t", "topic": "u"} | "errors":["topic is given twice
                    at       | {"command": 1} | "errors":["command has a value
                    at       | {"command": "AT", "seconds": 1.5} | "errors":["seconds has a value
                    at       | {"command": "AT", "command": "ATI"} | "errors":["command is given twice
                    at       | {"command": "AT", "second": 1}          | second is no field
                    at       | {"command": "AT", "seconds": 0}         | seconds
                    at       | {"command": "AT", "seconds": 1.5e9}     | seconds
                    at       | {"seconds": 1}                          | command
                    at       | {"command": "AT\\u0007"}                | command
                    at       | {"command": "AT\\uffff"}                | command
                    """)
    void aBodysFieldIsNamed(String path, String json, String named) {
        Ready.all(fleet);
        http.post()
                .uri("/api/modems/depot-7/" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(String.class)
                .value(body -> assertThat(body).contains(named));
    }

    @ParameterizedTest
    @ValueSource(ints = {0xff, 0xe4, 0x80})
    void aBodyThatIsNoUtf8IsCalledSo(int octet) {
        byte[] json = "{\"topic\": \"t\", \"payload\": \"?\"}".getBytes(StandardCharsets.US_ASCII);
        json[json.length - 3] = (byte) octet;
        http.post()
                .uri("/api/modems/depot-7/messages")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("the body is not UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
        "qos=1, filter is missing",
        "filter=%23/a, filter",
        "filter=a&qos=7, qos",
        "filter=a&qos=x, qos",
        "filter=a&queue=0, queue",
        "filter=a&overflow=NEVER, overflow"
    })
    void aParameterIsNamed(String query, String named) {
        http.get()
                .uri(uri -> URI.create(uri.build() + "/api/modems/depot-7/messages?" + query))
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody(String.class)
                .value(body -> assertThat(body).contains(named));
    }

    @Test
    void whatCannotBeShownIsEscaped() {
        http.get()
                .uri(uri -> URI.create(uri.build() + "/api/modems/a%EF%BF%BF%E2%80%AEb%C3%A4"))
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).contains("a\\uffff\\u202ebä"));
        http.post()
                .uri("/api/modems/depot-7/at")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"command\": \"AT\", \"\\u0000\\ufffe\\ud83d\\udca1\": 1}")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("\\u0000\\ufffe💡 is no field of this request");
    }
}
