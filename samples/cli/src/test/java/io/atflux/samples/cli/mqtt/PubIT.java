package io.atflux.samples.cli.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atflux.samples.cli.Run;
import io.atflux.samples.e2e.Witness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program's {@code pub} through the virtual module, observed by an independent client of the broker. */
@Timeout(120)
class PubIT {

    @TempDir
    private Path folder;

    private static List<String> outcomes(Run run) throws Exception {
        List<String> outcomes = new ArrayList<>();
        for (JsonNode object : run.objects()) {
            if (object.get("type").asText().equals("receipt")) {
                outcomes.add(object.get("outcome").asText());
            }
        }
        return outcomes;
    }

    @Test
    void aMessageReachesTheBrokerAndTheContractHasItsKeysInOrder() throws Exception {
        try (Workplace place = Workplace.open();
                Witness witness = Witness.listeningTo(place.topic("#"))) {
            Run run = place.run("pub", "--json", place.topic("a"), "grün");

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(witness.nextText()).isEqualTo("grün");
            List<String> lines = run.out()
                    .replaceAll("\"id\":\"[0-9a-f-]{36}\"", "\"id\":\"ID\"")
                    .replaceAll("\"millis\":\\d+", "\"millis\":0")
                    .lines()
                    .toList();
            assertThat(lines)
                    .containsExactly(
                            state("CONNECTING", "null"),
                            state("SYNCHRONISING", "null"),
                            state("INITIALISING", "null"),
                            state("REGISTERING", "null"),
                            state("DIALLING", "null"),
                            state("OPENING", "null"),
                            state("READY", "null"),
                            "{\"type\":\"receipt\",\"id\":\"ID\",\"topic\":\"" + place.topic("a")
                                    + "\",\"outcome\":\"CONFIRMED\",\"attempts\":1,\"possiblyDuplicated\":false,\"millis\":0}",
                            state("CLOSING", "\"CLOSED_BY_USER\""),
                            state("CLOSED", "\"CLOSED_BY_USER\""));
            assertThat(place.openClients()).isEqualTo("[]");
        }
    }

    private static String state(String phase, String cause) {
        return "{\"type\":\"state\",\"phase\":\"" + phase + "\",\"cause\":" + cause
                + ",\"detail\":null,\"nextAttemptAt\":null}";
    }

    @Test
    void forPeopleStandardOutputStaysEmptyAndTheMeaningOfItsConfirmationIsTold() throws Exception {
        try (Workplace place = Workplace.open();
                Witness witness = Witness.listeningTo(place.topic("#"))) {
            Run once = place.run("pub", place.topic("a"), "1");
            Run never = place.run("pub", "--qos", "0", place.topic("a"), "2");

            assertThat(once.out() + never.out()).isEmpty();
            assertThat(once.err()).contains("atflux: 1 message confirmed (QoS 1: the broker has it)");
            assertThat(never.err()).contains("atflux: 1 message confirmed (QoS 0: handed to the connection)");
            assertThat(List.of(witness.nextText(), witness.nextText())).containsExactly("1", "2");
        }
    }

    @Test
    void eachLineOfStandardInputIsAMessageInOrder() throws Exception {
        try (Workplace place = Workplace.open();
                Witness witness = Witness.listeningTo(place.topic("#"))) {
            String tooLong = "x".repeat(2_000);
            Run run = Run.withInput(
                    "one\r\ntwo\n\n" + tooLong + "\nlast",
                    place.command("pub", "--json", "--lines", place.topic("a"), "-"));

            List<String> arrived = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                arrived.add(witness.nextText());
            }
            assertThat(arrived).containsExactly("one", "two", "", "last");
            assertThat(outcomes(run)).containsExactly("CONFIRMED", "CONFIRMED", "CONFIRMED", "REJECTED", "CONFIRMED");
            assertThat(run.err())
                    .contains("message 4: REJECTED: ", "message has 2000 bytes, the limit is 1024")
                    .contains("4 messages confirmed (QoS 1: the broker has them), 1 not");
            assertThat(run.status()).isEqualTo(2);
        }
    }

    @Test
    void aFilesBytesArriveAsTheyAre() throws Exception {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        Path file = Files.write(folder.resolve("all"), all);
        try (Workplace place = Workplace.open();
                Witness witness = Witness.listeningTo(place.topic("#"))) {
            assertThat(place.run("pub", place.topic("a"), "@" + file).status()).isZero();

            assertThat(witness.next().getPayloadAsBytes()).isEqualTo(all);
        }
    }

    @Test
    void theLinesOfAFileAreAllLookedAtBeforeAnythingIsWritten() throws Exception {
        Path good = Files.writeString(folder.resolve("good"), "1\n2\n");
        Path bad = Files.writeString(folder.resolve("bad"), "1\n" + "x".repeat(2_000) + "\n");
        try (Workplace place = Workplace.open();
                Witness witness = Witness.listeningTo(place.topic("#"))) {
            Run refused = place.run("pub", "--lines", place.topic("a"), "@" + bad);
            assertThat(refused.err()).contains("line 2 of " + bad + ": ", "message has 2000 bytes");
            assertThat(refused.status()).isEqualTo(2);

            assertThat(place.run("pub", "--lines", place.topic("a"), "@" + good).status())
                    .isZero();
            assertThat(List.of(witness.nextText(), witness.nextText())).containsExactly("1", "2");
        }
    }

    @Test
    void aWrongPasswordIsAmongWhatItMayBeAndIsNeverShown() throws Exception {
        try (Workplace place = Workplace.open()) {
            Run run = Run.of(
                    "pub",
                    "--json",
                    "-v",
                    "--within",
                    "3s",
                    place.url(),
                    place.broker("geheim%21wort"),
                    place.topic("a"),
                    "1");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains("CREDENTIALS_REFUSED", "--password-file");
            assertThat(outcomes(run)).containsExactly("NOT_SENT");
            assertThat(run.out() + run.err()).doesNotContain("geheim");
        }
    }

    @Test
    void clientsThatSomebodyElseHasOpenAreLeftAloneUnlessTheyMayBeTakenOver() throws Exception {
        try (Workplace place = Workplace.open();
                Witness witness = Witness.listeningTo(place.topic("#"))) {
            place.openClientOfSomebodyElse(1);
            Run besides = place.run("pub", place.topic("a"), "1");
            assertThat(besides.status()).as(besides.err()).isZero();
            assertThat(place.openClients()).isEqualTo("[1]");

            place.openClientOfSomebodyElse(2);
            Run refused = place.run("pub", "--json", place.topic("a"), "2");
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.err()).contains("TAKEN_OVER", "(--take-over)", "--keep-trying waits for that");
            assertThat(outcomes(refused)).containsExactly("NOT_SENT");
            assertThat(place.openClients()).isEqualTo("[1,2]");

            assertThat(place.run("pub", "--take-over", place.topic("a"), "3").status())
                    .isZero();
            assertThat(List.of(witness.nextText(), witness.nextText())).containsExactly("1", "3");
            assertThat(place.openClients()).isEqualTo("[2]");
        }
    }

    @Test
    void whatOnlyAHumanCanMendEndsAtOnceWithItsCure() throws Exception {
        try (Workplace place = Workplace.open("cpin=not-inserted")) {
            Run run = place.run("pub", "--within", "1h", place.topic("a"), "1");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err())
                    .contains("SIM_MISSING: ", "SIM not inserted", ". Insert a SIM.", "ending: SIM_MISSING")
                    .doesNotContain("Looked at again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pub", "sub"})
    void whoDoesNotWaitLongEnoughForASimIsToldWhatTheModemSaid(String command) throws Exception {
        try (Workplace place = Workplace.open("cpin=not-inserted")) {
            Run run = place.run(command, "--within", "3s", place.topic("a"));

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err())
                    .contains("still waiting for SIM and access point", "; the modem said last: +CME ERROR: ");
        }
    }

    @Test
    void aLineThatIsNotThereIsTriedAgainAndHasItsOwnStatus() throws Exception {
        Run run = Run.of("pub", "--json", "--within", "1s", "tcp://127.0.0.1:1", "mqtt://h", "a", "1");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("LINE_REFUSED", "Start the serial server", "Tried again in");
        assertThat(outcomes(run)).containsExactly("NOT_SENT");
    }

    @Test
    void whatFoundNoConnectionStaysInTheOutboxAndGoesFirstNextTime() throws Exception {
        try (Workplace place = Workplace.open();
                Witness witness = Witness.listeningTo(place.topic("#"))) {
            String file = folder.resolve("outbox.db").toString();
            Run nobody = Run.of(
                    "pub",
                    "--outbox",
                    file,
                    "--within",
                    "1s",
                    "--client-id",
                    place.name,
                    "tcp://127.0.0.1:1",
                    place.broker(),
                    place.topic("a"),
                    "first");
            Run next = place.run("pub", "--outbox", file, place.topic("a"), "second");

            assertThat(nobody.status()).isEqualTo(3);
            assertThat(nobody.err()).contains("The messages stay in the outbox.");
            assertThat(next.status()).as(next.err()).isZero();
            assertThat(next.err()).contains("1 message confirmed (QoS 1: the broker has it), 1 of an earlier run");
            assertThat(List.of(witness.nextText(), witness.nextText())).containsExactly("first", "second");
            Run last = place.run("pub", "--outbox", file, place.topic("a"), "third");
            assertThat(last.err()).contains("1 message confirmed").doesNotContain("earlier");
        }
    }

    @Test
    void aFileThatIsNoOutboxIsNamedAndLeftAsItIs() throws Exception {
        try (Workplace place = Workplace.open()) {
            Path file = Files.writeString(folder.resolve("notes.txt"), "no database at all, but more than 16 bytes");
            Run run = place.run("pub", "--outbox", file.toString(), place.topic("a"), "1");

            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).contains("the outbox cannot be used: ").contains("notes.txt");
            assertThat(file).hasContent("no database at all, but more than 16 bytes");
        }
    }
}
