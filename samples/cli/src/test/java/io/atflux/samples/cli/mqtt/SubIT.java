package io.atflux.samples.cli.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.cli.Run;
import io.atflux.samples.e2e.Witness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program's {@code sub} through the virtual module. Retained messages arrive as soon as it subscribes. */
@Timeout(120)
class SubIT {

    private static String messages(Run run) {
        return run.out()
                .lines()
                .filter(line -> line.contains("\"type\":\"message\""))
                .reduce("", (all, line) -> all + line + "\n");
    }

    @Test
    void messagesAreToldWithTheKeysOfTheContractInOrder() throws Exception {
        try (Workplace place = Workplace.open();
                Witness witness = Witness.connect()) {
            witness.publish(place.topic("text"), "grün\n\"1\"".getBytes("UTF-8"), 1, true);
            witness.publish(place.topic("bytes"), new byte[] {0, (byte) 0xff, 'a', 27}, 0, true);

            Run text = place.run("sub", "--json", "--count", "1", place.topic("text"));
            Run bytes = place.run("sub", "--json", "--count", "1", "--clean", place.topic("bytes"));

            assertThat(text.status()).as(text.err()).isZero();
            assertThat(messages(text))
                    .isEqualTo("{\"type\":\"message\",\"topic\":\"" + place.topic("text")
                            + "\",\"qos\":1,\"payload\":\"gr\\u00FCn\\n\\\"1\\\"\"}\n");
            assertThat(messages(bytes))
                    .isEqualTo("{\"type\":\"message\",\"topic\":\"" + place.topic("bytes")
                            + "\",\"qos\":0,\"payloadBase64\":\"AP9hGw==\"}\n");
            assertThat(place.openClients()).isEqualTo("[]");
        }
    }

    @Test
    void forPeopleNoMessageDrivesTheTerminal() throws Exception {
        try (Workplace place = Workplace.open();
                Witness witness = Witness.connect()) {
            witness.publish(place.topic("a"), new byte[] {0, (byte) 0xff, 'a', '\n', 27}, 1, true);

            Run run = place.run("sub", "--count", "1", place.topic("a"));

            assertThat(run.out()).isEqualToNormalizingNewlines(place.topic("a") + " \\x00\\xFFa\\x0A\\x1B\n");
            assertThat(run.err()).contains("atflux: listening to " + place.topic("a") + " (QoS 1)");
        }
    }

    @Test
    void aMessageThatFitsTwoFiltersIsToldAsOftenAsItComes() throws Exception {
        try (Workplace place = Workplace.open();
                Witness witness = Witness.connect()) {
            witness.publish(place.topic("a"), "1".getBytes("UTF-8"), 1, true);

            Run run = place.run("sub", "--json", "--for", "1s", place.topic("#"), place.topic("a"), place.topic("a"));

            // The broker sends the retained message once for each of the two subscriptions.
            assertThat(messages(run).lines()).hasSize(2);
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void aSubscriptionThatTheBrokerRefusesIsAnError() throws Exception {
        try (Workplace place = Workplace.open("subscribe=refused")) {
            Run run = place.run("sub", place.topic("a"));

            assertThat(run.err()).contains("AT+MQTTSUB=1,", "+MQTTSUB: 1,0 [REJECTED]");
            assertThat(run.status()).isEqualTo(1);
            assertThat(place.openClients()).isEqualTo("[]");
        }
    }

    @Test
    void noConnectionInTimeIsToldWithWhatIsKnown() throws Exception {
        try (Workplace place = Workplace.open()) {
            Run run = Run.of("sub", "--within", "2s", place.url(), "mqtt://127.0.0.1:1", "a");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains("atflux: no connection within 2 s: ");
            assertThat(run.out()).isEmpty();
        }
    }
}
